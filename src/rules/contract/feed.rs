//! Calendar feeds: a secret address that can be revoked, and the events behind it, each with a name that never changes.

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::feed;
use entity::id::RowId;
use entity::state::StepKind;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Contract;
use super::given::not_now;
use crate::access::{Act, Actor, may};
use crate::law::notices::Kind;
use crate::settings::Authority;
use crate::{Action, Change, Refusal, Subject, sha256};

/// The most feeds of one person that are not revoked.
pub const MOST: usize = 20;

/// An event of a feed: a whole day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name, the same for ever: a day that moves is an update and no second event.
    pub uid: String,
    /// The day.
    pub on: NaiveDate,
    /// What a calendar shows.
    pub summary: String,
    /// How the day was found.
    pub describes: String,
    /// Where to look: a path of our own site.
    pub path: String,
}

/// The events of a contract: each step ahead of each break, the end, notices that are due.
#[must_use]
pub fn events(contract: &Contract, authority: &Authority, today: NaiveDate) -> Vec<Event> {
    let row = &contract.row;
    let path = format!("/contracts/{}", row.reference);
    let event = |what: String, on: NaiveDate, says: &str, describes: &str| Event {
        uid: format!("contract-{}-{what}@gatehouse", row.id.0),
        on,
        summary: format!("{says}: {}", row.title),
        describes: describes.to_owned(),
        path: path.clone(),
    };
    let mut events = Vec::new();
    for point in contract.points(authority, today).unwrap_or_default() {
        for step in point.plan.steps.iter().filter(|_| point.next.is_some()) {
            let Ok(on) = &step.on else { continue };
            let what = format!("period-{}-{}", point.period.id.0, step.kind.code());
            let missed =
                if step.kind == StepKind::Turn { crate::term::standing::if_missed(point.end) } else { "" };
            events.push(event(what, *on, step.kind.label(), format!("{} {missed}", step.how).trim()));
        }
    }
    if let Some(ended) = row.ended_on {
        events.push(event("end".to_owned(), ended, "Contract ended", ""));
    } else if let Ok(term) = contract.term(today) {
        events.push(event("end".to_owned(), term.ends_on(), "Contract ends as it stands", ""));
    }
    for notice in contract.notices.iter().filter(|row| row.published_on.is_none() && row.not_needed.is_none())
    {
        if let (Some(on), Some(kind)) = (notice.due_on, Kind::of(&notice.kind)) {
            let what = format!("notice-{}", notice.once.replace('/', "-"));
            events.push(event(what, on, kind.words(), &notice.why));
        }
    }
    events
}

/// Makes a feed of one contract, or of all that the person manages. The secret itself is shown once and not kept.
pub fn make(
    mine: &[feed::Model],
    contract: Option<&Contract>,
    id: RowId,
    secret: &str,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may(actor, Act::ReadContracts)?;
    let (person, authority) =
        (actor.person.ok_or_else(Refusal::not_found)?, actor.authority().ok_or_else(Refusal::not_found)?);
    if contract.is_some_and(|contract| contract.row.authority_id != authority) {
        return Err(Refusal::not_found());
    }
    if mine.iter().filter(|row| row.person_id == person && row.revoked_at.is_none()).count() >= MOST {
        return not_now(format!("You have {MOST} calendar addresses. Revoke one first."));
    }
    let row = feed::ActiveModel {
        id: Set(id),
        authority_id: Set(authority),
        person_id: Set(person),
        contract_id: Set(contract.map(|contract| contract.row.id)),
        secret_sha256: Set(sha256(secret)),
        made_at: Set(now),
        revoked_at: Set(None),
    };
    Ok(Change::of(Action::MakeFeed, Subject::Person(person), Some(authority))
        .insert(row)
        .hiding(&["secret_sha256"]))
}

/// Revokes a feed of one's own: its address reads nothing from then on.
pub fn revoke(row: &feed::Model, actor: &Actor, now: DateTime<Utc>) -> Result<Change, Refusal> {
    if Some(row.person_id) != actor.person || Some(row.authority_id) != actor.authority() {
        return Err(Refusal::not_found());
    }
    if row.revoked_at.is_some() {
        return not_now("This address is revoked already.");
    }
    let gone = feed::ActiveModel { id: Unchanged(row.id), revoked_at: Set(Some(now)), ..Default::default() };
    Ok(Change::of(Action::RevokeFeed, Subject::Person(row.person_id), Some(row.authority_id)).update(gone))
}

/// Whether a secret opens a feed.
#[must_use]
pub fn opens(row: &feed::Model, secret: &str) -> bool {
    row.revoked_at.is_none() && row.secret_sha256 == sha256(secret)
}

#[cfg(test)]
mod tests;
