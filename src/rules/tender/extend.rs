//! More time for everybody: extending before the deadline, reopening after it where the system or the council failed.

use chrono::{DateTime, Duration, Utc};
use entity::id::{LetterId, RowId};
use entity::number::Version;
use entity::state::YesNo;
use entity::{reopening, tender};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::Value;

use super::Tender;
use super::amend::{NOTICE_AGAIN, must_be_published};
use super::changed::{changes, in_lines};
use super::publish::{CANCELLED, Decided, Next, about, not_whole, with_terms};
use super::standing::{Standing, of_their_authority};
use super::tell::tell;
use super::terms::{NoticeTerms, Terms};
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Instant, Line, Prose};
use crate::field::{Draft, Field};
use crate::law::clock::long_instant;
use crate::{Action, Change, Problem, Refusal, Why};

/// The fields of an extension.
pub const EXTEND: &[Field] = &[
    Field::given(
        "deadline",
        "New deadline",
        "For everybody. It must be later than the present one.",
        Instant,
    ),
    Field::given("reason", "Why", "Everyone who follows the tender is told.", Prose),
    Field::given(
        "notice_reference",
        "Reference of the official notice",
        "The notice is published again with the new deadline, before you extend it here.",
        Line,
    ),
    Field::given("notice_published_at", "When it was published again", "", Instant),
];

/// The fields of a reopening.
pub const REOPEN: &[Field] = &[
    Field::given("until", "Open again until", "For everyone.", Instant),
    Field::given("reason", "What went wrong", "Everyone who follows the tender is told.", Prose),
];

/// A later deadline for everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    /// The new deadline.
    pub deadline: DateTime<Utc>,
    /// Why.
    pub reason: String,
    /// The reference of the official notice, published again.
    pub notice_reference: String,
    /// When it was published again.
    pub notice_published_at: DateTime<Utc>,
}

/// A time for which a tender is open again for everyone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopening {
    /// The new deadline.
    pub until: DateTime<Utc>,
    /// What went wrong.
    pub reason: String,
}

impl Extension {
    /// From its form.
    pub fn of(draft: &Draft) -> Result<Self, Refusal> {
        Ok(Self {
            deadline: instant(draft, "deadline")?,
            reason: draft.text("reason").unwrap_or_default().to_owned(),
            notice_reference: draft.text("notice_reference").unwrap_or_default().to_owned(),
            notice_published_at: instant(draft, "notice_published_at")?,
        })
    }
}

impl Reopening {
    /// From its form.
    pub fn of(draft: &Draft) -> Result<Self, Refusal> {
        Ok(Self {
            until: instant(draft, "until")?,
            reason: draft.text("reason").unwrap_or_default().to_owned(),
        })
    }
}

/// A form that was read has every instant that must be given.
fn instant(draft: &Draft, name: &str) -> Result<DateTime<Utc>, Refusal> {
    match draft.value(name) {
        Some(Value::ChronoDateTimeUtc(Some(instant))) => Ok(*instant),
        _ => Err(Refusal::not_found()),
    }
}

/// Moves the deadline, and nothing else, before it passes; every follower is told. Refuses a deadline that is not
/// later, and a notice that was not published again.
pub fn extend(
    tender: &Tender,
    extension: &Extension,
    id: RowId,
    letters: &[LetterId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_extend(tender, actor, now)?;
    let before = tender.published().ok_or_else(not_whole)?;
    Refusal::unless_empty(wrong_with(extension, &before, now))?;
    let notice = NoticeTerms {
        reference: extension.notice_reference.clone(),
        link: before.notice.link.clone(),
        published_at: extension.notice_published_at,
    };
    let after = Terms { deadline: extension.deadline, notice, ..before.clone() };
    let change = about(tender, Action::ExtendDeadline, seen).update(written(tender, &after));
    let next = Next { id, decided: Some(moved(&before, &after, &extension.reason)) };
    let change = with_terms(change, tender, &after, next, actor, now)?;
    let subject = format!("Tender {}: more time to bid", after.reference);
    let says = format!(
        "The deadline of the tender “{}” has been extended for everybody. It was {} and is now {}.\n\n{}",
        after.title,
        long_instant(before.deadline),
        long_instant(after.deadline),
        extension.reason
    );
    tell(change, tender, letters, "extended", (subject, says), now)
}

/// Whether this person may extend it now.
pub fn may_extend(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    must_be_published(tender, now)
}

fn wrong_with(extension: &Extension, before: &Terms, now: DateTime<Utc>) -> Vec<Problem> {
    let mut all = Vec::new();
    if extension.deadline <= before.deadline {
        let is = long_instant(before.deadline);
        all.push(Problem::at("deadline", format!("The deadline must be later than it is now: {is}.")));
    }
    if extension.notice_published_at <= before.notice.published_at {
        all.push(Problem::at("notice_published_at", NOTICE_AGAIN));
    }
    if extension.notice_published_at > now {
        let says = "The official notice cannot have been published at a time that is still to come.";
        all.push(Problem::at("notice_published_at", says));
    }
    all
}

/// The rows follow what is published, but for an amendment that is being written: that has its own.
fn written(tender: &Tender, after: &Terms) -> tender::ActiveModel {
    let mut row = tender::ActiveModel { id: Unchanged(tender.row.id), ..Default::default() };
    let is_written_anew = tender.row.amending;
    if !is_written_anew || tender.row.deadline.is_none_or(|deadline| deadline < after.deadline) {
        row.deadline = Set(Some(after.deadline));
    }
    if !is_written_anew {
        row.notice_reference = Set(Some(after.notice.reference.clone()));
        row.notice_published_at = Set(Some(after.notice.published_at));
    }
    row
}

fn moved(before: &Terms, after: &Terms, reason: &str) -> Decided {
    Decided { changed: in_lines(&changes(before, after)), extends: YesNo::Yes, reason: reason.to_owned() }
}

/// For how many days a tender can be reopened at most: the fault is made good, no more.
pub const REOPENED_FOR_DAYS: i64 = 14;

/// Opens a closed tender again, for everyone and for a fixed time, before its bids are opened. For approvers, where
/// the system or the council was at fault.
pub fn reopen(
    tender: &Tender,
    reopening: &Reopening,
    (terms, row): (RowId, RowId),
    letters: &[LetterId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_reopen(tender, actor, now)?;
    let before = tender.published().ok_or_else(not_whole)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    if reopening.until <= now {
        let says = "The new deadline must be still to come.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("until", says)] });
    }
    if reopening.until > now + Duration::days(REOPENED_FOR_DAYS) {
        let says = format!("A tender is reopened for {REOPENED_FOR_DAYS} days at most.");
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("until", says)] });
    }
    let after = Terms { deadline: reopening.until, ..before.clone() };
    let mut stands = written(tender, &after);
    stands.amending = Set(false);
    stands.deadline = Set(Some(after.deadline));
    let change = about(tender, Action::ReopenTender, seen).update(stands).insert(reopening::ActiveModel {
        id: Set(row),
        tender_id: Set(tender.row.id),
        at: Set(now),
        person_id: Set(person),
        reason: Set(reopening.reason.clone()),
        deadline_before: Set(before.deadline),
        until: Set(reopening.until),
    });
    let next = Next { id: terms, decided: Some(moved(&before, &after, &reopening.reason)) };
    let change = with_terms(change, tender, &after, next, actor, now)?;
    let subject = format!("Tender {} is open again", after.reference);
    let says = format!(
        "The tender “{}” closed at {}. It is open again for everyone until {}: bids may be submitted, replaced and \
         withdrawn. No bid has been opened.\n\n{}",
        after.title,
        long_instant(before.deadline),
        long_instant(after.deadline),
        reopening.reason
    );
    tell(change, tender, letters, "reopened", (subject, says), now)
}

/// Whether this person may reopen it now.
pub fn may_reopen(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::ReopenTender)?;
    let says = match tender.standing(now) {
        Standing::Closed => return Ok(()),
        Standing::Draft => "This tender has not been published yet.",
        Standing::Open => "This tender is open. Extend its deadline instead.",
        Standing::Opened => "The bids have been opened. After that nobody may add another.",
        Standing::Cancelled => CANCELLED,
    };
    Err(Refusal::of(Why::NotNow, says))
}

#[cfg(test)]
mod tests;
