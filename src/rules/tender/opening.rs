//! Opening the bids: after the deadline, by two people, neither of them on the panel.

mod rows;

use chrono::{DateTime, Duration, Utc};
use entity::id::RowId;
use entity::number::Version;
use entity::state::TenderStage;
use entity::{bid, opening, submission, tender};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::standing::of_their_authority;
use super::{Standing, Tender};
use crate::access::{Act, Actor, allowed, may};
use crate::bid::{About, Manifest};
use crate::law::clock::long_instant;
use crate::people::Person;
use crate::{Action, Change, Refusal, Subject, Why, sha256};

/// How long the second person has after the first, in minutes. Then the first has lapsed.
pub const WITHIN_MINUTES: i64 = 30;

/// How long after the deadline the second person may complete the opening at the earliest, in seconds. It is longer
/// than any request may take, so that a bid whose last byte came in time is written down before the bids are counted.
pub const SETTLED_AFTER_SECONDS: i64 = 60;

/// A bid whose last submission stands, to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submitted {
    /// The bid.
    pub bid: bid::Model,
    /// Its last submission, which was not withdrawn.
    pub submission: submission::Model,
    /// What it says of itself: the bidder's name is the one that its digest covers, whatever the bidder is called since.
    pub about: About,
}

impl Submitted {
    /// A bid with its last submission, if that is whole: its manifest can be read, is the one of its digest, and is about
    /// this bid.
    #[must_use]
    pub fn of(bid: bid::Model, submission: submission::Model) -> Option<Self> {
        let about = Manifest::read(&submission.manifest)?.about;
        let is_its_own = about.bid == bid.id
            && about.organisation_id == bid.organisation_id
            && about.number == submission.number
            && sha256(&submission.manifest) == submission.digest;
        is_its_own.then_some(Self { bid, submission, about })
    }
}

impl Tender {
    /// The opening that one person has begun and a second may complete now.
    #[must_use]
    pub fn begun(&self, now: DateTime<Utc>) -> Option<&opening::Model> {
        // One begun before the tender was reopened does not count: the deadline has moved past it.
        let closed = |opening: &opening::Model| self.row.closes_at.is_some_and(|at| opening.first_at >= at);
        let waits = |opening: &&opening::Model| opening.second_at.is_none() && now <= lapses(opening);
        self.openings.last().filter(waits).filter(|opening| closed(opening))
    }

    /// The opening that was completed.
    #[must_use]
    pub fn opened(&self) -> Option<&opening::Model> {
        self.openings.last().filter(|opening| opening.second_at.is_some())
    }
}

/// Until when the second person may complete it.
#[must_use]
pub fn lapses(opening: &opening::Model) -> DateTime<Utc> {
    opening.first_at + Duration::minutes(WITHIN_MINUTES)
}

/// What is to be done, in a sentence, once the deadline has passed.
#[must_use]
pub fn due(tender: &Tender, now: DateTime<Utc>) -> Option<String> {
    match tender.standing(now) {
        Standing::Closed => Some("The deadline has passed: two people can open the bids.".to_owned()),
        Standing::Draft | Standing::Open | Standing::Opened | Standing::Cancelled => None,
    }
}

/// Whether this person may take part in opening the bids now. One minute early is refused, and whoever is on the panel
/// always.
pub fn may_open(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::OpenBids)?;
    if tender.is_on_panel(actor.person) {
        let says = "You are on the panel of this tender, so two other people open its bids.";
        return Err(Refusal::of(Why::NotYours, says));
    }
    let closes = tender.row.closes_at;
    let not_now = |says: &str| Err(Refusal::of(Why::NotNow, says));
    match (tender.standing(now), closes) {
        (Standing::Closed, Some(_)) => Ok(()),
        (Standing::Open, Some(closes)) => Err(not_yet(closes)),
        (Standing::Opened, _) => not_now("These bids have been opened already."),
        (Standing::Cancelled, _) => not_now("This tender has been cancelled, so its bids stay sealed."),
        (Standing::Draft, _) | (Standing::Open | Standing::Closed, None) => {
            not_now("This tender has not been published yet.")
        }
    }
}

fn not_yet(closes: DateTime<Utc>) -> Refusal {
    Refusal::of(Why::NotYet(closes), format!("You can open these bids from {}.", long_instant(closes)))
}

/// Begins the opening, as the first of two. A first who waited too long has lapsed, and anyone may begin anew.
pub fn begin(
    tender: &Tender,
    id: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_open(tender, actor, now)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    if let Some(begun) = tender.begun(now) {
        return Err(Refusal::of(Why::NotNow, format!("{} A second person completes it.", was_begun(begun))));
    }
    let row = opening::ActiveModel {
        id: Set(id),
        tender_id: Set(tender.row.id),
        first_person_id: Set(person),
        first_at: Set(now),
        second_person_id: Set(None),
        second_at: Set(None),
    };
    Ok(about(tender, Action::BeginOpening, seen).insert(row))
}

fn was_begun(opening: &opening::Model) -> String {
    format!(
        "The opening was begun at {} and can be completed until {}.",
        long_instant(opening.first_at),
        long_instant(lapses(opening))
    )
}

/// Whether this person may complete the opening now, as the second.
pub fn may_complete<'a>(
    tender: &'a Tender,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<&'a opening::Model, Refusal> {
    may_open(tender, actor, now)?;
    let not_now = |says: String| Err(Refusal::of(Why::NotNow, says));
    let Some(begun) = tender.begun(now) else {
        return not_now(match tender.openings.last() {
            Some(lapsed) => format!(
                "The first person began at {}, more than {WITHIN_MINUTES} minutes ago, so that no longer counts. Begin the opening anew.",
                long_instant(lapsed.first_at)
            ),
            None => "Nobody has begun to open these bids. Begin the opening; a second person completes it."
                .to_owned(),
        });
    };
    if actor.person == Some(begun.first_person_id) {
        return not_now(format!(
            "You began this opening. Someone else completes it, until {}.",
            long_instant(lapses(begun))
        ));
    }
    // INVARIANT: neither of the two is on the panel, even where the first was put there since.
    if tender.is_on_panel(Some(begun.first_person_id)) {
        return not_now("Who began this opening is on the panel now. Begin it anew.".to_owned());
    }
    match tender.row.closes_at.map(|closes| closes + Duration::seconds(SETTLED_AFTER_SECONDS)) {
        Some(settled) if now < settled => {
            let says = format!(
                "Bids that came in the last seconds are still being written down. Complete the opening from {}.",
                long_instant(settled)
            );
            Err(Refusal::of(Why::NotYet(settled), says))
        }
        Some(_) | None => Ok(begun),
    }
}

/// Whether this person may read the record of the opening: who opened, which bidders, which digests. It is internal, and
/// never for the panel, which scores without knowing whose bids they are.
pub fn may_read_record(tender: &Tender, actor: &Actor) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::ReadProcurements)?;
    if tender.is_on_panel(actor.person) {
        let says = "You are on the panel of this tender, so you do not see whose bids were opened.";
        return Err(Refusal::of(Why::NotYours, says));
    }
    Ok(())
}

/// INVARIANT: whoever began still works here and may open bids when the second person completes it.
fn still_may_open(first: &Person, begun: &opening::Model) -> Result<(), Refusal> {
    if first.row.id != begun.first_person_id {
        return Err(Refusal::not_found());
    }
    let may = first.roles.iter().any(|role| allowed(Act::OpenBids).contains(role));
    if may && !first.row.disabled {
        return Ok(());
    }
    Err(Refusal::of(Why::NotNow, "Who began this opening may no longer open bids. Begin it anew."))
}

/// How many rows an opening of so many bids writes beside its own.
#[must_use]
pub fn rows_needed(tender: &Tender, bids: usize) -> usize {
    let conditions = tender.published().map_or(0, |terms| terms.conditions.len());
    bids * (1 + conditions + rows::GROUNDS.len())
}

/// Completes the opening, as the second of two: every bid whose last submission stands is recorded with its bidder and
/// its digest, and its checks are laid out. No bid at all is an ordinary end.
///
/// `ids` are at least [`rows_needed`].
pub fn complete(
    tender: &Tender,
    first: &Person,
    bids: &[Submitted],
    ids: &[RowId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let begun = may_complete(tender, actor, now)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    still_may_open(first, begun)?;
    let stands = |one: &Submitted| {
        one.bid.tender_id == tender.row.id
            && one.submission.bid_id == one.bid.id
            && one.submission.withdrawn_at.is_none()
    };
    if !bids.iter().all(stands) || ids.len() < rows_needed(tender, bids.len()) {
        return Err(Refusal::not_found());
    }
    let change = about(tender, Action::OpenBids, seen)
        .rests_on(&first.row)
        .update(tender::ActiveModel {
            id: Unchanged(tender.row.id),
            stage: Set(TenderStage::Opened),
            opened_at: Set(Some(now)),
            // What was being written for an amendment can no longer be published.
            amending: Set(false),
            ..Default::default()
        })
        .update(opening::ActiveModel {
            id: Unchanged(begun.id),
            second_person_id: Set(Some(person)),
            second_at: Set(Some(now)),
            ..Default::default()
        });
    Ok(rows::opened(change, tender, begun.id, bids, ids))
}

fn about(tender: &Tender, action: Action, seen: Version) -> Change {
    Change::of(action, Subject::Tender(tender.row.id), Some(tender.row.authority_id)).moves(&tender.row, seen)
}

#[cfg(test)]
mod tests;
