//! Amendments: written while what is published stays as it is, and published as a new version of the terms.

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::{LetterId, RowId};
use entity::number::Version;
use entity::state::YesNo;
use entity::tender;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Tender;
use super::changed::{changes, in_lines};
use super::compose::compose;
use super::publish::{Decided, Next, about, may_write_of, not_whole, with_terms};
use super::ready::obstacles;
use super::standing::{Standing, must_be_open, of_their_authority};
use super::tell::tell;
use super::terms::Terms;
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Choice as OneOf, Prose};
use crate::field::{Draft, Field, options};
use crate::law::clock::long_instant;
use crate::procurement::Procurement;
use crate::{Action, Change, Problem, Refusal, Why};

/// What is decided with an amendment (Procurement Act 2023, section 31: the deadline may have to move with it).
pub const AMEND: &[Field] = &[
    Field::optional(
        "changed",
        "What changed, in your words",
        "Everyone is told. What the program finds changed is listed below it.",
        Prose,
    ),
    Field::given(
        "extends",
        "Does the deadline move?",
        "Providers may need longer where the change makes them write anew.",
        OneOf(options::<YesNo>),
    ),
    Field::given("extends_reason", "Why, or why not", "This is published with the amendment.", Prose),
];

impl Tender {
    /// Whether an amendment is being written. One that was not published before the deadline has lapsed.
    #[must_use]
    pub fn is_amending(&self, now: DateTime<Utc>) -> bool {
        self.row.amending && self.standing(now) == Standing::Open
    }
}

/// Begins an amendment, before the deadline. What is published stays as it is.
pub fn begin_amendment(
    tender: &Tender,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_begin_amendment(tender, actor, now)?;
    let row = tender::ActiveModel { id: Unchanged(tender.row.id), amending: Set(true), ..Default::default() };
    Ok(about(tender, Action::BeginAmendment, seen).update(row))
}

/// Whether this person may begin one now.
pub fn may_begin_amendment(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    must_be_published(tender, now)?;
    if tender.row.amending {
        return Err(Refusal::of(Why::NotNow, "An amendment is being written already."));
    }
    Ok(())
}

/// Publishes what was written as a new version of the terms, before the deadline, and tells every follower.
/// Refuses what publication refuses, a notice that was not published again, and a deadline brought forward.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn publish_amendment(
    tender: &Tender,
    procurement: &Procurement,
    draft: &Draft,
    id: RowId,
    letters: &[LetterId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_publish_amendment(tender, procurement, actor, now)?;
    let before = tender.published().ok_or_else(not_whole)?;
    let mut problems: Vec<_> =
        obstacles(tender, procurement, now).into_iter().map(|it| Problem::whole(it.says)).collect();
    let extends = draft.text("extends").and_then(YesNo::of);
    problems.extend(stands_in_the_way(tender, &before, extends));
    Refusal::unless_empty(problems)?;
    let (extends, after) = (extends.ok_or_else(not_whole)?, compose(tender).ok_or_else(not_whole)?);
    let changed = in_words(draft.text("changed"), &in_lines(&changes(&before, &after)));
    let decided = Decided {
        changed: changed.clone(),
        extends,
        reason: draft.text("extends_reason").unwrap_or_default().to_owned(),
    };
    let row =
        tender::ActiveModel { id: Unchanged(tender.row.id), amending: Set(false), ..Default::default() };
    let change = about(tender, Action::PublishAmendment, seen).rests_on(&procurement.row).update(row);
    let change = with_terms(change, tender, &after, Next { id, decided: Some(decided) }, actor, now)?;
    let (subject, says) = amended(&after, &changed);
    tell(change, tender, letters, "amended", (subject, says), now)
}

/// Whether this person may publish the amendment that is being written, were everything there.
pub fn may_publish_amendment(
    tender: &Tender,
    procurement: &Procurement,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    may_write_of(tender, procurement, actor)?;
    must_be_published(tender, now)?;
    if tender.row.amending { Ok(()) } else { Err(Refusal::of(Why::NotNow, "Begin an amendment first.")) }
}

/// Its council may know of a draft what others may not.
pub(super) fn must_be_published(tender: &Tender, now: DateTime<Utc>) -> Result<(), Refusal> {
    match tender.standing(now) {
        Standing::Draft => Err(Refusal::of(Why::NotNow, "This tender has not been published yet.")),
        Standing::Open if !tender.reopenings.is_empty() => Err(Refusal::of(
            Why::NotNow,
            "This tender was reopened for a fixed time and is otherwise as it was. Only an approver can reopen it once more.",
        )),
        Standing::Open | Standing::Closed | Standing::Opened | Standing::Cancelled => {
            must_be_open(tender, now)
        }
    }
}

/// What stands in the way of this amendment beside what stands in the way of any publication.
fn stands_in_the_way(tender: &Tender, before: &Terms, extends: Option<YesNo>) -> Vec<Problem> {
    let mut all = Vec::new();
    if tender.row.notice_published_at.is_none_or(|again| again <= before.notice.published_at) {
        all.push(Problem::whole(NOTICE_AGAIN));
    }
    let deadline = tender.row.deadline.unwrap_or(before.deadline);
    let is = long_instant(before.deadline);
    match (extends, deadline.cmp(&before.deadline)) {
        (_, std::cmp::Ordering::Less) => {
            all.push(Problem::whole(format!("An amendment cannot bring the deadline forward. It is {is}.")))
        }
        (Some(YesNo::Yes), std::cmp::Ordering::Equal) => all.push(Problem::at(
            "extends",
            format!("You say that the deadline moves, but it is still {is}. Change it under “Timetable”."),
        )),
        (Some(YesNo::No), std::cmp::Ordering::Greater) => all.push(Problem::at(
            "extends",
            format!("You say that the deadline stays, but {} is written.", long_instant(deadline)),
        )),
        (Some(YesNo::Yes | YesNo::No) | None, _) => {}
    }
    for lot in before.lots.iter().filter(|lot| tender.lots.iter().all(|row| row.id != lot.id)) {
        all.push(Problem::whole(format!(
            "Lot “{}” has been published and may have bids. It cannot be taken out; cancel the tender instead.",
            lot.title
        )));
    }
    let after = compose(tender).map(|after| Terms { notice: before.notice.clone(), ..after });
    if after.as_ref() == Some(before) {
        all.push(Problem::whole("Nothing has changed since the version that is published."));
    }
    all
}

/// What is said where the official notice was not published again.
pub(super) const NOTICE_AGAIN: &str = "Publish the official notice again first, then record its reference and \
                                       its time, which must be later than those of the version before.";

/// The officer's words, then what was found.
fn in_words(own: Option<&str>, found: &str) -> String {
    own.into_iter().chain([found]).collect::<Vec<_>>().join("\n\n")
}

fn amended(after: &Terms, changed: &str) -> (String, String) {
    let says = format!(
        "The tender “{}” has been amended. Its terms have changed.\n\n{changed}\n\nBids are taken until {}. A bid \
         that you have submitted stands as it is; look whether you want to replace it.",
        after.title,
        long_instant(after.deadline)
    );
    (format!("Tender {} has been amended", after.reference), says)
}

#[cfg(test)]
mod tests;
