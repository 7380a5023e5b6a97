//! What is decided at a break clause or an extension option, and the notice that makes it so.

mod call_in;
mod deed;
mod notice;
mod provider;
mod steps;

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::contract_decision;
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::state::{BreakAnswer, CallIn, TermEnd};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::IntoActiveModel;

use super::Contract;
use super::dates::Point;
use super::derived::keep_up;
use super::given::not_now;
use crate::access::{Act, Actor};
use crate::field::Kind::{Choice as OneOf, Day, Line, Prose};
use crate::field::{Draft, Field, options};
use crate::law::clock::uk_date;
use crate::law::dates::call_in_ends;
use crate::scoring::given::{day, perhaps_day, text};
use crate::settings::Authority;
use crate::{Action, Change, Problem, Refusal, Why};

pub use call_in::{CALL_IN, close as close_call_in};
pub use deed::{Deed, may_record};
pub use notice::{GIVEN, give as give_notice};
pub use provider::{THEIRS, gave_notice as provider_gave_notice};
pub use steps::{STEP, done as step_done};

/// A decision at a break or an option.
pub const DECIDE: &[Field] = &[
    Field::given("answer", "What was decided", "", OneOf(options::<BreakAnswer>)),
    Field::given("taken_by", "Decided by", "The body or officer.", Line),
    Field::optional("delegated_by", "Left to them by", "The body that delegated it, if one did.", Line),
    Field::optional("delegation", "Where that is recorded", "Such as the minute or the scheme.", Line),
    Field::given("taken_on", "Day of the decision", "For example, 18 1 2028.", Day),
    Field::given("says", "The decision", "As recorded.", Prose),
    Field::given("reasons", "Reasons", "", Prose),
    Field::given("published_on", "Published on", "Call-in runs from this day.", Day),
    Field::given("may_be_called_in", "May it be called in?", "", OneOf(whether_called_in)),
];

/// The same fields, with the answers that fit what stands there.
#[must_use]
pub fn decide_fields(end: TermEnd) -> Vec<Field> {
    let answers: fn() -> Vec<(String, String)> = match end {
        TermEnd::Break | TermEnd::End => at_break,
        TermEnd::Extension => at_option,
    };
    let fitting = |field: &Field| match field.name {
        "answer" => Field { kind: OneOf(answers), ..*field },
        _ => *field,
    };
    DECIDE.iter().map(fitting).collect()
}

fn at_break() -> Vec<(String, String)> {
    offered(TermEnd::Break, |answer| match answer {
        BreakAnswer::Continue => "Let it run on",
        BreakAnswer::End => "End it here. Notice must then be given in time",
        BreakAnswer::Extend | BreakAnswer::Renegotiate => answer.label(),
    })
}

fn at_option() -> Vec<(String, String)> {
    offered(TermEnd::Extension, |answer| match answer {
        BreakAnswer::Extend => "Extend it. Notice must then be given in time",
        BreakAnswer::End => "Let it end here",
        BreakAnswer::Continue | BreakAnswer::Renegotiate => answer.label(),
    })
}

fn offered(end: TermEnd, says: impl Fn(BreakAnswer) -> &'static str) -> Vec<(String, String)> {
    answers(end).iter().map(|answer| (answer.code().to_owned(), says(*answer).to_owned())).collect()
}

/// Why a decision is withdrawn.
pub const WITHDRAW: &[Field] = &[
    Field::given("withdrawn_on", "Withdrawn on", "For example, 18 1 2028.", Day),
    Field::given(
        "withdrawn_reason",
        "Why",
        "Such as: scrutiny sent it back, and it was decided otherwise.",
        Prose,
    ),
];

fn whether_called_in() -> Vec<(String, String)> {
    vec![
        (CallIn::Open.code().to_owned(), "Yes, until the call-in period ends".to_owned()),
        (CallIn::NotSubject.code().to_owned(), "No: it is urgent or otherwise exempt".to_owned()),
    ]
}

/// The answers that fit what stands at the end of a part.
#[must_use]
pub fn answers(end: TermEnd) -> &'static [BreakAnswer] {
    match end {
        TermEnd::Break => &[BreakAnswer::Continue, BreakAnswer::End, BreakAnswer::Renegotiate],
        TermEnd::Extension => &[BreakAnswer::Extend, BreakAnswer::End, BreakAnswer::Renegotiate],
        TermEnd::End => &[],
    }
}

/// Records what was decided at the end of a part of the term. To end at a break, and to extend, notice must follow.
///
/// Refuses a part that is not ahead, while another decision stands, an answer that does not fit, a body that is not the
/// tier for the price and was not left it by that tier, and days that cannot be.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn decide(
    contract: &Contract,
    authority: &Authority,
    period: RowId,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let (person, point) = may_decide(contract, authority, period, actor, now)?;
    let answer = draft.text("answer").and_then(BreakAnswer::of).ok_or_else(Refusal::not_found)?;
    let mut problems = unfit(answer, point.end);
    problems.extend(impossible_days(draft, now)?);
    problems.extend(wrong_tier(&point, draft)?);
    Refusal::unless_empty(problems)?;
    let published = day(draft, "published_on")?;
    let (call_in, ends) = call_in_of(authority, draft, published)?;
    let number = contract.decisions.iter().filter(|row| row.period_id == period).count();
    let row = contract_decision::Model {
        id,
        contract_id: contract.row.id,
        period_id: period,
        number: i32::try_from(number).unwrap_or(i32::MAX).saturating_add(1),
        answer,
        taken_by: text(draft, "taken_by")?,
        delegated_by: draft.text("delegated_by").map(str::to_owned),
        delegation: draft.text("delegation").map(str::to_owned),
        taken_on: day(draft, "taken_on")?,
        says: text(draft, "says")?,
        reasons: text(draft, "reasons")?,
        published_on: published,
        call_in,
        call_in_ends_on: ends,
        call_in_outcome: None,
        recorded_at: now,
        person_id: person,
        withdrawn_on: None,
        withdrawn_reason: None,
        notice_on: None,
        notice_how: None,
        received_on: None,
        noticed_by: None,
    };
    let mut after = contract.clone();
    after.decisions.push(row.clone());
    let change = contract.moving(Action::DecideAtBreak, seen).rests_on(&authority.row);
    let change = change.insert(row.into_active_model().reset_all());
    Ok(change.update(keep_up(&after, authority, uk_date(now))))
}

/// Whether a decision can be recorded there now.
fn may_decide<'a>(
    contract: &'a Contract,
    authority: &Authority,
    period: RowId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(PersonId, Point<'a>), Refusal> {
    let person = contract.in_force(Act::DecideContract, actor)?;
    its_own(contract, authority)?;
    let point = point_at(contract, authority, period, uk_date(now))?;
    no_decision_stands(contract, period)?;
    Ok((person, point))
}

/// Withdraws a decision before notice was given, so that another can be recorded.
pub fn withdraw(
    contract: &Contract,
    authority: &Authority,
    period: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    its_own(contract, authority)?;
    let decision = may_withdraw(contract, period, actor)?;
    let (on, reason) = (day(draft, "withdrawn_on")?, text(draft, "withdrawn_reason")?);
    if on > uk_date(now) || on < decision.taken_on {
        let says = "Day must not be before the decision, nor in the future.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("withdrawn_on", says)] });
    }
    let row = contract_decision::ActiveModel {
        id: Unchanged(decision.id),
        withdrawn_on: Set(Some(on)),
        withdrawn_reason: Set(Some(reason)),
        ..Default::default()
    };
    let after = changed(contract, decision.id, |row| row.withdrawn_on = Some(on));
    let change = contract.moving(Action::WithdrawDecision, seen).update(row);
    Ok(change.update(keep_up(&after, authority, uk_date(now))))
}

/// Whether the decision that stands there can be withdrawn.
fn may_withdraw<'a>(
    contract: &'a Contract,
    period: RowId,
    actor: &Actor,
) -> Result<&'a contract_decision::Model, Refusal> {
    contract.in_force(Act::DecideContract, actor)?;
    let decision = standing(contract, period)?;
    if decision.notice_on.is_some() {
        return not_now("Notice was given on this decision, so it can no longer be withdrawn here.");
    }
    Ok(decision)
}

/// The decision that stands at the end of a part.
fn standing(contract: &Contract, period: RowId) -> Result<&contract_decision::Model, Refusal> {
    contract.period(period)?;
    match contract.decision(period) {
        Some(decision) => Ok(decision),
        None => not_now("No decision is recorded here."),
    }
}

/// The same contract with one decision changed.
fn changed(contract: &Contract, id: RowId, set: impl FnOnce(&mut contract_decision::Model)) -> Contract {
    let mut after = contract.clone();
    if let Some(row) = after.decisions.iter_mut().find(|row| row.id == id) {
        set(row);
    }
    after
}

pub(super) fn its_own(contract: &Contract, authority: &Authority) -> Result<(), Refusal> {
    if authority.row.id == contract.row.authority_id { Ok(()) } else { Err(Refusal::not_found()) }
}

/// The break or option at the end of a part, while it is ahead.
pub(crate) fn point_at<'a>(
    contract: &'a Contract,
    authority: &Authority,
    period: RowId,
    today: NaiveDate,
) -> Result<Point<'a>, Refusal> {
    contract.period(period)?;
    let told = |why: crate::term::Unreckonable| Refusal::of(Why::CannotTell, why.to_string());
    let points = contract.points(authority, today).map_err(told)?;
    match points.into_iter().find(|point| point.period.id == period) {
        Some(point) => Ok(point),
        None => {
            not_now("Nothing is left to decide here: the day has gone by, or the contract ends before it.")
        }
    }
}

/// To renegotiate settles nothing: another decision follows it.
pub(super) fn no_decision_stands(contract: &Contract, period: RowId) -> Result<(), Refusal> {
    match contract.decision(period).map(|row| row.answer) {
        None | Some(BreakAnswer::Renegotiate) => Ok(()),
        Some(BreakAnswer::Continue | BreakAnswer::End | BreakAnswer::Extend) => {
            not_now("A decision is recorded here already. Withdraw it before recording another.")
        }
    }
}

fn unfit(answer: BreakAnswer, end: TermEnd) -> Vec<Problem> {
    if answers(end).contains(&answer) {
        return Vec::new();
    }
    let says = match end {
        TermEnd::Break => {
            "This is a break clause: the contract runs on by itself. There is nothing to extend."
        }
        TermEnd::Extension => {
            "This is an extension option: the contract ends by itself. Choose to extend it, or to let it end."
        }
        TermEnd::End => "The contract ends here. There is nothing to decide.",
    };
    vec![Problem::at("answer", says)]
}

fn impossible_days(draft: &Draft, now: DateTime<Utc>) -> Result<Vec<Problem>, Refusal> {
    let (taken, published, today) = (day(draft, "taken_on")?, day(draft, "published_on")?, uk_date(now));
    let mut problems = Vec::new();
    if taken > today {
        problems.push(Problem::at("taken_on", "Day of the decision must not be in the future."));
    }
    if published < taken {
        let says = "It cannot be published before it was taken. Check both dates.";
        problems.push(Problem::at("published_on", says));
    } else if published > today {
        problems.push(Problem::at("published_on", "Day of publication must not be in the future."));
    }
    Ok(problems)
}

/// The tier for the price decides, or whoever it left the decision to, with where that is recorded.
fn wrong_tier(point: &Point<'_>, draft: &Draft) -> Result<Option<Problem>, Refusal> {
    let Some(body) = &point.body.value else {
        return Err(Refusal::of(Why::CannotTell, point.body.how.clone()));
    };
    let is_body =
        |name: Option<&str>| name.is_some_and(|name| name.trim().to_lowercase() == body.to_lowercase());
    let by = draft.text("delegated_by");
    Ok(match (is_body(draft.text("taken_by")), is_body(by), draft.text("delegation")) {
        (true, _, _) | (false, true, Some(_)) => None,
        (false, true, None) => Some(Problem::at("delegation", "Say where the delegation is recorded.")),
        (false, false, _) if by.is_some() => Some(Problem::at(
            "delegated_by",
            format!("{body} decides at this price, so only {body} can delegate it."),
        )),
        (false, false, _) => Some(Problem::at(
            "taken_by",
            format!(
                "{body} decides at this price. If it left the decision to someone, say so and where that is recorded."
            ),
        )),
    })
}

fn call_in_of(
    authority: &Authority,
    draft: &Draft,
    published: NaiveDate,
) -> Result<(CallIn, Option<NaiveDate>), Refusal> {
    match draft.text("may_be_called_in").and_then(CallIn::of) {
        Some(CallIn::NotSubject) => Ok((CallIn::NotSubject, None)),
        Some(CallIn::Open) => {
            let Some(days) = authority.row.call_in_days.and_then(|days| u32::try_from(days).ok()) else {
                return Err(Refusal::of(
                    Why::CannotTell,
                    "The authority has not set its call-in days, so the end of call-in cannot be found. An administrator can set them.",
                ));
            };
            let told =
                |unknown: crate::law::holidays::NotLoaded| Refusal::of(Why::CannotTell, unknown.to_string());
            Ok((CallIn::Open, Some(call_in_ends(published, days).map_err(told)?)))
        }
        Some(CallIn::CalledIn | CallIn::Passed | CallIn::Upheld) | None => Err(Refusal::not_found()),
    }
}

/// A day that a form may have given, which is not in the future.
fn not_future(draft: &Draft, name: &str, now: DateTime<Utc>) -> Option<Problem> {
    let future = perhaps_day(draft, name).is_some_and(|day| day > uk_date(now));
    future.then(|| Problem::at(name, "This day must not be in the future."))
}

#[cfg(test)]
mod tests;
