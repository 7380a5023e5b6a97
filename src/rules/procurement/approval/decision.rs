//! The decision and its call-in.

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::id::RowId;
use entity::number::Version;
use entity::state::{CallIn, DecisionAnswer, Stage};
use entity::{authority, decision};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::{its_own, must_be, next, of_their_authority, to_stage};
use crate::access::{Act, Actor, may};
use crate::field::Kind::{self, Choice as OneOf, Day, Line, Prose};
use crate::field::{Draft, Field, options};
use crate::law::clock::uk_date;
use crate::law::dates::call_in_ends;
use crate::procurement::Procurement;
use crate::procurement::edit::about;
use crate::{Action, Change, Problem, Refusal, Why};

/// The fields of a decision record (SI 2012/2089, regulations 12 and 13).
pub const DECIDE: &[Field] = &[
    Field::given("answer", "What was decided", "", OneOf(options::<DecisionAnswer>)),
    Field::given("taken_by", "Decided by", "The body or officer, such as Cabinet.", Line),
    Field::given("taken_on", "Date of the meeting or decision", "For example, 18 1 2028.", Day),
    Field::given("says", "The decision", "As minuted.", Prose),
    Field::given("reasons", "Reasons", "", Prose),
    Field::known("alternatives", "Alternatives weighed and rejected", "", Prose),
    Field::known("interests", "Interests declared", "", Prose),
    Field::known("conditions", "Conditions", "", Prose),
    Field::known("delegated_to", "Delegated to", "To whom a further step is left, by title.", Line),
    Field::known("consulting", "After consulting", "Whom they must consult, by title.", Line),
    Field::given("published_on", "Published on", "Call-in runs from this day.", Day),
    Field::given("may_be_called_in", "May it be called in?", "", OneOf(whether_called_in)),
];

/// The fields that say what became of the call-in.
pub const CALL_IN: &[Field] = &[
    Field::given("outcome", "What happened", "", OneOf(call_in_outcomes)),
    Field::optional("call_in_outcome", "Comment", "Who called it in, or what scrutiny said.", Kind::Prose),
];

fn whether_called_in() -> Vec<(String, String)> {
    vec![
        (CallIn::Open.code().to_owned(), "Yes, until the call-in period ends".to_owned()),
        (CallIn::NotSubject.code().to_owned(), "No: it is urgent or otherwise exempt".to_owned()),
    ]
}

fn call_in_outcomes() -> Vec<(String, String)> {
    [CallIn::Passed, CallIn::CalledIn, CallIn::Upheld]
        .map(|outcome| (outcome.code().to_owned(), outcome.label().to_owned()))
        .to_vec()
}

/// Whether a decision may be recorded now.
pub fn may_decide(p: &Procurement, actor: &Actor) -> Result<(), Refusal> {
    of_their_authority(p, actor)?;
    may(actor, Act::RecordDecision)?;
    must_be(p, &[Stage::ForDecision], "decided")
}

/// Whether the call-in may be closed now.
pub fn may_close_call_in(p: &Procurement, actor: &Actor) -> Result<(), Refusal> {
    of_their_authority(p, actor)?;
    may(actor, Act::RecordDecision)?;
    must_be(p, &[Stage::Decided], "closed")
}

/// Records the decision. The end of call-in is computed from the day of publication.
pub fn record_decision(
    p: &Procurement,
    authority: &authority::Model,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    of_their_authority(p, actor)?;
    its_own(p, authority)?;
    may(actor, Act::RecordDecision)?;
    must_be(p, &[Stage::ForDecision], "decided")?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let answer = draft.text("answer").and_then(DecisionAnswer::of).ok_or_else(Refusal::not_found)?;
    let taken = day(draft, "taken_on").ok_or_else(Refusal::not_found)?;
    let published = day(draft, "published_on").ok_or_else(Refusal::not_found)?;
    let today = uk_date(now);
    let mut problems = Vec::new();
    if taken > today {
        problems.push(Problem::at("taken_on", "Date of the decision must not be in the future."));
    }
    if published < taken {
        problems.push(Problem::at(
            "published_on",
            "It cannot be published before it was taken. Check both dates.",
        ));
    }
    if published > today {
        problems.push(Problem::at("published_on", "Day of publication must not be in the future."));
    }
    Refusal::unless_empty(problems)?;
    let call_in = match (answer, draft.text("may_be_called_in").and_then(CallIn::of)) {
        (DecisionAnswer::Approved, Some(CallIn::Open)) => CallIn::Open,
        (DecisionAnswer::Approved, Some(CallIn::NotSubject)) | (DecisionAnswer::Refused, _) => {
            CallIn::NotSubject
        }
        (DecisionAnswer::Approved, Some(CallIn::CalledIn | CallIn::Passed | CallIn::Upheld) | None) => {
            return Err(Refusal::not_found());
        }
    };
    let ends = if call_in == CallIn::Open { Some(end_of_call_in(authority, published)?) } else { None };
    let row = draft.onto(decision::ActiveModel {
        id: Set(id),
        procurement_id: Set(p.row.id),
        position: Set(next(p.decisions.len())),
        call_in: Set(call_in),
        call_in_ends_on: Set(ends),
        person_id: Set(person),
        at: Set(now),
        ..Default::default()
    });
    let stage = match (answer, call_in) {
        (DecisionAnswer::Refused, _) => Stage::Refused,
        (DecisionAnswer::Approved, CallIn::NotSubject) => Stage::Effective,
        (DecisionAnswer::Approved, _) => Stage::Decided,
    };
    Ok(to_stage(about(p, Action::RecordDecision, seen).rests_on(authority).insert(row), p, stage))
}

fn end_of_call_in(authority: &authority::Model, published: NaiveDate) -> Result<NaiveDate, Refusal> {
    let Some(days) = authority.call_in_days.and_then(|days| u32::try_from(days).ok()) else {
        return Err(Refusal::of(
            Why::CannotTell,
            "The authority has not set its call-in days, so the end of call-in cannot be found. An administrator can set them.",
        ));
    };
    call_in_ends(published, days).map_err(|unknown| Refusal::of(Why::CannotTell, unknown.to_string()))
}

/// Records what became of the call-in. "Not called in" only after its last day.
pub fn record_call_in(
    p: &Procurement,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_close_call_in(p, actor)?;
    let decision = p.decisions.last().ok_or_else(Refusal::not_found)?;
    let outcome = draft.text("outcome").and_then(CallIn::of).ok_or_else(Refusal::not_found)?;
    let ended = decision.call_in_ends_on.is_some_and(|ends| uk_date(now) > ends);
    let stage = match (decision.call_in, outcome, ended) {
        (CallIn::Open, CallIn::Passed, true) | (CallIn::CalledIn, CallIn::Upheld, _) => Stage::Effective,
        (CallIn::Open, CallIn::CalledIn, false) => Stage::Decided,
        (CallIn::Open, CallIn::Passed, false) => return Err(call_in_still_runs(decision)),
        (CallIn::Open, CallIn::CalledIn, true) => {
            return Err(not_now("The call-in period is over: it can no longer be called in."));
        }
        (CallIn::Open, CallIn::Upheld | CallIn::Open | CallIn::NotSubject, _) => {
            return Err(not_now("It was not called in, so there is no call-in to close."));
        }
        (CallIn::CalledIn, CallIn::Passed | CallIn::CalledIn | CallIn::Open | CallIn::NotSubject, _) => {
            return Err(not_now("It was called in. Record that the decision stands, or withdraw it."));
        }
        (CallIn::NotSubject | CallIn::Passed | CallIn::Upheld, _, _) => {
            return Err(not_now("Its call-in is closed already."));
        }
    };
    // Without a new comment, what was said when it was called in stays.
    let comment = draft.text("call_in_outcome").map(|says| Set(Some(says.to_owned())));
    let row = decision::ActiveModel {
        id: Unchanged(decision.id),
        call_in: Set(outcome),
        call_in_outcome: comment.unwrap_or_default(),
        ..Default::default()
    };
    Ok(to_stage(about(p, Action::RecordCallIn, seen).update(row), p, stage))
}

fn not_now(says: &str) -> Refusal {
    Refusal::of(Why::NotNow, says)
}

fn call_in_still_runs(decision: &decision::Model) -> Refusal {
    let ends = decision.call_in_ends_on.map(crate::field::long_day).unwrap_or_default();
    Refusal::of(Why::NotNow, format!("It may still be called in until the end of {ends}."))
}

fn day(draft: &Draft, name: &str) -> Option<NaiveDate> {
    match draft.value(name) {
        Some(sea_orm::Value::ChronoDate(day)) => *day,
        _ => None,
    }
}
