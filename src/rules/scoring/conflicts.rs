//! Interests in the bidders: declared by everyone on the panel before anything is shown, decided by an approver.

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::state::{ConflictDecision, YesNo};
use entity::{conflict_declaration, panel_member};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Scoring;
use super::given::text;
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Choice as OneOf, Prose};
use crate::field::{Draft, Field, options};
use crate::{Action, Change, Problem, Refusal, Why};

/// What someone on the panel declares, beside the names of the bidders.
pub const DECLARE: &[Field] = &[
    Field::given(
        "conflicted",
        "Do you have an interest in any of these bidders?",
        "Personal, professional or financial; your own, or of someone close to you.",
        OneOf(options::<YesNo>),
    ),
    Field::optional("says", "Which, and in whom", "Needed when you have one.", Prose),
];

/// What an approver decides.
pub const DECIDE: &[Field] = &[
    Field::given("decision", "What was decided", "", OneOf(options::<ConflictDecision>)),
    Field::given(
        "decision_reason",
        "Reason",
        "If they stay, how their interest is kept from the scores.",
        Prose,
    ),
];

/// Declares one's interests against the named bidders. A later declaration takes the place of an earlier one.
///
/// Refuses who has no seat or has left it, and an interest without a word on which.
pub fn declare(
    s: &Scoring,
    id: RowId,
    draft: &Draft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let member = sits(s, actor)?;
    let conflicted = draft.text("conflicted").and_then(YesNo::of).ok_or_else(Refusal::not_found)?;
    if conflicted == YesNo::Yes && draft.text("says").is_none() {
        let says = "Say which interest it is and in which bidder.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("says", says)] });
    }
    let before = s.declared(member.person_id).map_or(0, |row| row.position);
    let row = conflict_declaration::ActiveModel {
        id: Set(id),
        tender_id: Set(s.tender().row.id),
        person_id: Set(member.person_id),
        position: Set(before.saturating_add(1)),
        bidders: Set(s.bidders().join("\n")),
        conflicted: Set(conflicted),
        says: Set(draft.text("says").map(str::to_owned)),
        at: Set(now),
        ..Default::default()
    };
    Ok(s.change(Action::DeclareInterests).insert(row))
}

/// Decides on a declared interest. Refuses who is not an approver, one's own declaration, and one that is decided or
/// needs no decision.
pub fn decide(
    s: &Scoring,
    person: PersonId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let approver = s.theirs(actor)?;
    may(actor, Act::DecideConflicts)?;
    if approver == person {
        return Err(Refusal::of(Why::NotNow, "Another approver must decide on your own interest."));
    }
    let declared = s.declared(person).ok_or_else(Refusal::not_found)?;
    if !s.conflict_is_open(person) {
        return Err(Refusal::of(Why::NotNow, "There is no interest of theirs to decide on."));
    }
    let decision = draft.text("decision").and_then(ConflictDecision::of).ok_or_else(Refusal::not_found)?;
    let row = conflict_declaration::ActiveModel {
        id: Unchanged(declared.id),
        decision: Set(Some(decision)),
        decision_reason: Set(Some(text(draft, "decision_reason")?)),
        decided_by: Set(Some(approver)),
        decided_at: Set(Some(now)),
        ..Default::default()
    };
    Ok(s.moving(Action::DecideConflict, seen).update(row))
}

/// The seat of someone who may evaluate and still sits.
pub(crate) fn sits<'a>(s: &'a Scoring, actor: &Actor) -> Result<&'a panel_member::Model, Refusal> {
    let person = s.theirs(actor)?;
    may(actor, Act::Evaluate)?;
    let not_yours = |says: &str| Refusal::of(Why::NotYours, says);
    let member = s.seat(person).ok_or_else(|| not_yours("You do not sit on the panel of this tender."))?;
    if s.is_released(member) {
        return Err(not_yours("You were released from the panel of this tender."));
    }
    if s.is_removed(person) {
        return Err(not_yours("You were removed from the panel because of an interest."));
    }
    Ok(member)
}

/// INVARIANT: no declaration, no access; an interest that nobody has decided on, no access.
pub(crate) fn clear_to_read<'a>(s: &'a Scoring, actor: &Actor) -> Result<&'a panel_member::Model, Refusal> {
    let member = sits(s, actor)?;
    if s.declared(member.person_id).is_none() {
        return Err(Refusal::of(
            Why::NotNow,
            "Declare your interests first. No bid is shown before you have.",
        ));
    }
    if s.conflict_is_open(member.person_id) {
        return Err(Refusal::of(Why::NotNow, "An approver must first decide on the interest you declared."));
    }
    Ok(member)
}

#[cfg(test)]
mod tests;
