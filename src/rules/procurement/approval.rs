//! From draft to an effective decision: clearance, decision, call-in. Stages are matched here only.

mod decision;

pub use decision::{CALL_IN, DECIDE, may_close_call_in, may_decide, record_call_in, record_decision};

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::RowId;
use entity::number::Version;
use entity::state::{ClearanceAnswer, ClearanceKind, Occasion, Stage};
use entity::{authority, clearance, procurement};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Procurement;
use super::edit::about;
use super::progress::what_is_missing;
use crate::access::{Act, Actor, Side, may};
use crate::field::Kind::{Choice as OneOf, Prose};
use crate::field::{Draft, Field, options};
use crate::report::{Keeping, Paper, kept_with};
use crate::{Action, Change, Problem, Refusal, Why};

/// The fields of an answer on clearance.
pub const CLEAR: &[Field] = &[
    Field::given("answer", "Your answer", "", OneOf(options::<ClearanceAnswer>)),
    Field::optional(
        "comment",
        "Comment",
        "What was checked, or what must change. Needed when you return it.",
        Prose,
    ),
];

/// Sends a draft to clearance, and keeps the report as it is sent. Refuses while something needed is missing,
/// or the report refers to what is not there, naming all of it.
pub fn send_to_clearance(
    p: &Procurement,
    keeping: Keeping,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    of_their_authority(p, actor)?;
    may(actor, Act::SendToClearance)?;
    must_be(p, &[Stage::Draft], "sent to clearance")?;
    Refusal::unless_empty([what_is_missing(p), refers_to_nothing(&keeping.paper)].concat())?;
    let change = to_stage(about(p, Action::SendToClearance, seen), p, Stage::InClearance);
    kept_with(change, p, keeping, Occasion::SentToClearance, None, actor, now)
}

fn refers_to_nothing(paper: &Paper) -> Vec<Problem> {
    let says = |name: &String| {
        Problem::whole(format!(
            "The report refers to “{name}”, which is not there. Take it out or choose another."
        ))
    };
    paper.missing.iter().map(says).collect()
}

/// Takes it back to draft; it must then be cleared anew.
pub fn take_back(p: &Procurement, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
    of_their_authority(p, actor)?;
    may(actor, Act::SendToClearance)?;
    must_be(p, &[Stage::InClearance, Stage::ForDecision], "taken back")?;
    Ok(to_stage(about(p, Action::TakeBack, seen), p, Stage::Draft))
}

/// Records one officer's answer on clearance. A return sends it back to draft.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn clear(
    p: &Procurement,
    authority: &authority::Model,
    kind: ClearanceKind,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    of_their_authority(p, actor)?;
    its_own(p, authority)?;
    may(actor, Act::Clear(kind))?;
    must_be(p, &[Stage::InClearance], "cleared")?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    if !clearances_needed(authority).contains(&kind) {
        return Err(Refusal::of(Why::NotNow, "This authority does not ask for that clearance."));
    }
    if answers_this_round(p).any(|answer| answer.kind == kind) {
        return Err(Refusal::of(Why::NotNow, "This clearance has been answered already."));
    }
    let answer = draft.text("answer").and_then(ClearanceAnswer::of).ok_or_else(Refusal::not_found)?;
    if answer == ClearanceAnswer::Returned && draft.text("comment").is_none() {
        let says = "Say what must change, so that the author can act on it.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("comment", says)] });
    }
    let row = draft.onto(clearance::ActiveModel {
        id: Set(id),
        procurement_id: Set(p.row.id),
        position: Set(next(p.clearances.len())),
        round: Set(p.row.clearance_round),
        kind: Set(kind),
        person_id: Set(person),
        at: Set(now),
        ..Default::default()
    });
    let change = about(p, Action::Clear, seen).rests_on(authority).insert(row);
    Ok(match answer {
        ClearanceAnswer::Cleared => change,
        ClearanceAnswer::Returned => to_stage(change, p, Stage::Draft),
    })
}

/// Puts a cleared procurement forward for decision, and keeps the report as the meeting will see it.
pub fn put_for_decision(
    p: &Procurement,
    authority: &authority::Model,
    keeping: Keeping,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_put_for_decision(p, authority, actor)?;
    let change = to_stage(about(p, Action::PutForDecision, seen), p, Stage::ForDecision);
    kept_with(change, p, keeping, Occasion::PutForward, None, actor, now)
}

/// Whether it may be put forward now.
pub fn may_put_for_decision(
    p: &Procurement,
    authority: &authority::Model,
    actor: &Actor,
) -> Result<(), Refusal> {
    of_their_authority(p, actor)?;
    its_own(p, authority)?;
    may(actor, Act::PutForDecision)?;
    must_be(p, &[Stage::InClearance], "put forward")?;
    let missing = clearances_missing(p, authority);
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().map(|kind| kind.label().to_lowercase()).collect();
        return Err(Refusal::of(Why::NotNow, format!("Still to be cleared: {}.", names.join(", "))));
    }
    Ok(())
}

/// On what occasion the version was kept that others now read: while it is with them, the paper is the one they
/// were sent, whatever else changes.
#[must_use]
pub fn paper_stands_since(p: &Procurement) -> Option<Occasion> {
    match p.row.stage {
        Stage::Draft | Stage::Withdrawn => None,
        Stage::InClearance => Some(Occasion::SentToClearance),
        Stage::ForDecision | Stage::Decided | Stage::Effective | Stage::Refused => Some(Occasion::PutForward),
    }
}

/// Gives it up, before it is effective.
pub fn withdraw(p: &Procurement, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
    of_their_authority(p, actor)?;
    may(actor, Act::Withdraw)?;
    must_be(p, &[Stage::Draft, Stage::InClearance, Stage::ForDecision, Stage::Decided], "withdrawn")?;
    Ok(to_stage(about(p, Action::Withdraw, seen), p, Stage::Withdrawn))
}

/// Whether a tender may be made of it. Only an effective decision can become one.
pub fn may_become_tender(p: &Procurement) -> Result<(), Refusal> {
    must_be(p, &[Stage::Effective], "put out to tender")
}

/// The clearances an authority asks for.
#[must_use]
pub fn clearances_needed(authority: &authority::Model) -> Vec<ClearanceKind> {
    [
        (authority.clears_legal, ClearanceKind::Legal),
        (authority.clears_finance, ClearanceKind::Finance),
        (authority.clears_equality, ClearanceKind::Equality),
    ]
    .into_iter()
    .filter_map(|(asked, kind)| asked.then_some(kind))
    .collect()
}

/// Those not yet given in this round.
#[must_use]
pub fn clearances_missing(p: &Procurement, authority: &authority::Model) -> Vec<ClearanceKind> {
    let given = |kind: &ClearanceKind| answers_this_round(p).any(|answer| answer.kind == *kind);
    clearances_needed(authority).into_iter().filter(|kind| !given(kind)).collect()
}

/// The answers of the current round. Each sending to clearance begins a new one.
pub fn answers_this_round(p: &Procurement) -> impl Iterator<Item = &clearance::Model> {
    let round = p.row.clearance_round;
    p.clearances.iter().filter(move |answer| answer.round == round)
}

fn to_stage(change: Change, p: &Procurement, stage: Stage) -> Change {
    let mut row =
        procurement::ActiveModel { id: Unchanged(p.row.id), stage: Set(stage), ..Default::default() };
    if stage == Stage::InClearance {
        row.clearance_round = Set(p.row.clearance_round.saturating_add(1));
    }
    change.update(row)
}

/// INVARIANT: nobody acts on another authority's procurement. The store's queries never find one;
/// this holds even where a caller got hold of one another way.
pub(crate) fn of_their_authority(p: &Procurement, actor: &Actor) -> Result<(), Refusal> {
    match actor.side {
        Side::Staff(authority) if authority == p.row.authority_id => Ok(()),
        Side::Staff(_) | Side::Provider(_) | Side::House => Err(Refusal::not_found()),
    }
}

/// The authority whose settings are asked must be the one it belongs to.
fn its_own(p: &Procurement, authority: &authority::Model) -> Result<(), Refusal> {
    if authority.id == p.row.authority_id { Ok(()) } else { Err(Refusal::not_found()) }
}

fn must_be(p: &Procurement, stages: &[Stage], done: &str) -> Result<(), Refusal> {
    if stages.contains(&p.row.stage) {
        return Ok(());
    }
    let (now, names): (_, Vec<_>) = (
        p.row.stage.label().to_lowercase(),
        stages.iter().map(|stage| stage.label().to_lowercase()).collect(),
    );
    Err(Refusal::of(
        Why::NotNow,
        format!("It can be {done} only from the stage “{}”. Its stage is “{now}”.", names.join("” or “")),
    ))
}

fn next(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests;
