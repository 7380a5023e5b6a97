//! Deciding a check, and what an exclusion brings with it.

use chrono::{DateTime, NaiveDate, Utc};
use entity::bid_check;
use entity::choice::Choice;
use entity::id::{LetterId, RowId};
use entity::number::Version;
use entity::state::CheckOutcome;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::{OpenedBid, about, check_of, is_exclusion, letters};
use crate::access::Actor;
use crate::field::Draft;
use crate::law::clock::uk_date;
use crate::law::dates::last_of_days_beginning_with;
use crate::tender::Tender;
use crate::{Action, Change, Problem, Refusal, Why};

/// Days, beginning with the day of an exclusion, in which the appropriate authority is notified of it (Procurement Act
/// 2023, section 59, known).
pub const NOTIFY_WITHIN_DAYS: u32 = 30;

/// Decides a check, or decides it anew.
///
/// Refuses to exclude a bidder who was not heard: they must have been asked, and have answered or let the day pass.
pub fn decide(
    tender: &Tender,
    opened: &OpenedBid,
    check: RowId,
    letter: LetterId,
    draft: &Draft,
    (seen, actor, now): (Version, &Actor, DateTime<Utc>),
) -> Result<Change, Refusal> {
    let check = check_of(tender, opened, check, actor, now)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let outcome = draft.text("outcome").and_then(CheckOutcome::of).ok_or_else(Refusal::not_found)?;
    let today = uk_date(now);
    Refusal::unless_empty(problems(opened, check, outcome, draft.text("reason"), today))?;
    let excluded = outcome == CheckOutcome::Failed && is_exclusion(check.kind);
    // Decided anew, an exclusion keeps the day it had.
    let last_day = || check.notify_by.unwrap_or(last_of_days_beginning_with(today, NOTIFY_WITHIN_DAYS));
    let notify_by = excluded.then(last_day);
    let row = draft.onto(bid_check::ActiveModel {
        id: Unchanged(check.id),
        decided_at: Set(Some(now)),
        decided_by: Set(Some(person)),
        notify_by: Set(notify_by),
        ..Default::default()
    });
    let change = about(&tender.row, Action::DecideCheck, opened, seen).on(check.kind.label()).update(row);
    let is_told = outcome == CheckOutcome::Failed || check.asked_at.is_some();
    if !is_told {
        return Ok(change);
    }
    let reason = draft.text("reason").unwrap_or_default();
    Ok(change.letter(letters::decided(&tender.row, opened, check, (outcome, reason), letter, now)))
}

fn problems(
    opened: &OpenedBid,
    check: &bid_check::Model,
    outcome: CheckOutcome,
    reason: Option<&str>,
    today: NaiveDate,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut with_outcome = |says: &str| problems.push(Problem::at("outcome", says));
    match outcome {
        CheckOutcome::Passed => {}
        CheckOutcome::PutRight if check.asked_at.is_none() => {
            with_outcome("Ask the bidder first, so that the record shows what was put right.");
        }
        CheckOutcome::Replaced if check.subject == opened.opened.name => {
            with_outcome("This is a check of the bidder. Only a sub-contractor can be replaced.");
        }
        CheckOutcome::Failed if is_exclusion(check.kind) && !was_heard(check, today) => {
            with_outcome(&not_heard(check));
        }
        CheckOutcome::PutRight | CheckOutcome::Replaced | CheckOutcome::Failed => {}
        CheckOutcome::Open | CheckOutcome::Asked => with_outcome("Choose what came of it."),
    }
    let passed_at_once =
        outcome == CheckOutcome::Passed && check.asked_at.is_none() && check.decided_at.is_none();
    if reason.is_none() && !passed_at_once {
        problems.push(Problem::at("reason", "Give the reason. The bidder reads it."));
    }
    problems
}

/// Sections 26(2) and 28 (known): a bidder is given a reasonable opportunity to answer, and to replace a sub-contractor,
/// before it is excluded.
fn was_heard(check: &bid_check::Model, today: NaiveDate) -> bool {
    let day_passed = check.respond_by.is_some_and(|until| today > until);
    check.asked_at.is_some() && (check.responded_at.is_some() || day_passed)
}

fn not_heard(check: &bid_check::Model) -> String {
    match check.respond_by {
        Some(until) => format!(
            "The bidder can answer until the end of {}. Decide once they have answered, or that day has passed.",
            crate::field::long_day(until)
        ),
        None => "Nobody is excluded unheard. Ask the bidder first, and give them time to answer.".to_owned(),
    }
}

/// Records that an exclusion was notified.
pub fn record_notified(
    tender: &Tender,
    opened: &OpenedBid,
    check: RowId,
    draft: &Draft,
    (seen, actor, now): (Version, &Actor, DateTime<Utc>),
) -> Result<Change, Refusal> {
    let check = check_of(tender, opened, check, actor, now)?;
    if check.outcome != CheckOutcome::Failed || check.notify_by.is_none() {
        return Err(Refusal::of(
            Why::NotNow,
            "Nobody was excluded by this check, so there is nothing to notify.",
        ));
    }
    let row = draft.onto(bid_check::ActiveModel { id: Unchanged(check.id), ..Default::default() });
    Ok(about(&tender.row, Action::RecordNotified, opened, seen).on(check.kind.label()).update(row))
}
