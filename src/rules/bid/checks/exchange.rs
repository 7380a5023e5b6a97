//! What the council asks a bidder about a check, and the bidder's one answer.

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::id::{LetterId, RowId};
use entity::number::Version;
use entity::state::CheckOutcome;
use entity::{bid_check, tender};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::{OpenedBid, about, check_of, letters};
use crate::access::{Act, Actor, may};
use crate::bid::Bid;
use crate::field::{Draft, long_day};
use crate::law::clock::uk_date;
use crate::law::holidays::Calendar;
use crate::tender::Tender;
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// Asks the bidder to explain or put something right, until the end of a working day.
pub fn ask(
    tender: &Tender,
    opened: &OpenedBid,
    check: RowId,
    letter: LetterId,
    draft: &Draft,
    (seen, actor, now): (Version, &Actor, DateTime<Utc>),
) -> Result<Change, Refusal> {
    let check = check_of(tender, opened, check, actor, now)?;
    may_be_asked(check, uk_date(now))?;
    let until = day(draft, "respond_by").ok_or_else(Refusal::not_found)?;
    Refusal::unless_empty(day_problem(until, uk_date(now)).into_iter().collect())?;
    let row = draft.onto(bid_check::ActiveModel {
        id: Unchanged(check.id),
        outcome: Set(CheckOutcome::Asked),
        asked_at: Set(Some(now)),
        response: Set(None),
        responded_at: Set(None),
        ..Default::default()
    });
    let change = about(&tender.row, Action::AskBidder, opened, seen).on(check.kind.label()).update(row);
    let asked = draft.text("asked").unwrap_or_default();
    Ok(change.letter(letters::asked(&tender.row, opened, check, (asked, until), letter, now)))
}

fn may_be_asked(check: &bid_check::Model, today: NaiveDate) -> Result<(), Refusal> {
    match check.outcome {
        CheckOutcome::Open => Ok(()),
        CheckOutcome::Asked => match check.respond_by.filter(|until| today <= *until) {
            Some(until) if check.responded_at.is_none() => {
                let says =
                    format!("The bidder has been asked and can answer until the end of {}.", long_day(until));
                Err(Refusal::of(Why::NotNow, says))
            }
            Some(_) | None => Ok(()),
        },
        CheckOutcome::Passed | CheckOutcome::PutRight | CheckOutcome::Replaced | CheckOutcome::Failed => {
            Err(Refusal::of(Why::NotNow, "This check has been decided."))
        }
    }
}

fn day_problem(until: NaiveDate, today: NaiveDate) -> Option<Problem> {
    let says = if until <= today {
        "The day must be after today, so that the bidder has time to answer.".to_owned()
    } else {
        match Calendar::AnyPartOfUk.is_working_day(until) {
            Ok(true) => return None,
            Ok(false) => match Calendar::AnyPartOfUk.working_day_on_or_after(until) {
                Ok(next) => format!("{} is not a working day. {} would do.", long_day(until), long_day(next)),
                Err(unknown) => unknown.to_string(),
            },
            Err(unknown) => unknown.to_string(),
        }
    };
    Some(Problem::at("respond_by", says))
}

/// Whether the bidder may answer what they were asked, and if so, the check.
pub fn may_respond<'a>(
    bid: &'a Bid,
    check: RowId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<&'a bid_check::Model, Refusal> {
    if actor.organisation() != Some(bid.row.organisation_id) {
        return Err(Refusal::not_found());
    }
    may(actor, Act::WriteBid)?;
    let check = bid.checks.iter().find(|row| row.id == check).ok_or_else(Refusal::not_found)?;
    let until = check.respond_by.filter(|_| check.asked_at.is_some()).ok_or_else(Refusal::not_found)?;
    let not_now = |says: String| Err(Refusal::of(Why::NotNow, says));
    if check.responded_at.is_some() {
        return not_now("You have answered this. An answer can be sent once.".to_owned());
    }
    if check.outcome != CheckOutcome::Asked {
        return not_now("The council has decided this.".to_owned());
    }
    if uk_date(now) > until {
        return not_now(format!("You could answer until the end of {}.", long_day(until)));
    }
    Ok(check)
}

/// The bidder answers, once. It stays to be decided.
pub fn respond(
    tender: &tender::Model,
    bid: &Bid,
    check: RowId,
    draft: &Draft,
    (seen, actor, now): (Version, &Actor, DateTime<Utc>),
) -> Result<Change, Refusal> {
    let check = may_respond(bid, check, actor, now)?;
    if bid.row.tender_id != tender.id {
        return Err(Refusal::not_found());
    }
    let row = draft.onto(bid_check::ActiveModel {
        id: Unchanged(check.id),
        responded_at: Set(Some(now)),
        ..Default::default()
    });
    let change = Change::of(Action::RespondToCheck, Subject::Bid(bid.row.id), Some(tender.authority_id));
    Ok(change.on(check.kind.label()).moves(&bid.row, seen).update(row))
}

fn day(draft: &Draft, name: &str) -> Option<NaiveDate> {
    match draft.value(name) {
        Some(sea_orm::Value::ChronoDate(day)) => *day,
        _ => None,
    }
}
