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
/// Refuses who has no seat or has left it, an interest without a word on which, and a new declaration while an approver
/// has yet to decide on an interest: it would take the decision away.
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
    if s.conflict_is_open(member.person_id) {
        return Err(Refusal::of(Why::NotNow, "An approver must first decide on the interest you declared."));
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

/// Decides on a declared interest. Refuses who is not an approver or sits on the panel, one's own declaration, and one that is decided or
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
    if s.seat(approver).is_some() {
        return Err(Refusal::of(Why::NotNow, "You sit on this panel. Another approver must decide."));
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

/// How far someone on the panel is with their declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// They have not declared.
    NotYet,
    /// They declared that there is nothing.
    Clear,
    /// They declared an interest, and an approver has yet to decide.
    Undecided,
    /// They declared an interest and stay.
    Kept,
    /// They declared an interest and left the panel.
    Removed,
}

/// The declaration of one person of the panel, as its reader may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interest<'a> {
    /// Their seat.
    pub member: &'a panel_member::Model,
    /// How far they are.
    pub stand: Stand,
    /// What they declared and what was decided, if the reader may know: oneself, and officers and approvers who are not
    /// on the panel.
    pub said: Option<&'a conflict_declaration::Model>,
}

impl Scoring {
    /// How far someone is with their declaration.
    #[must_use]
    pub fn stand(&self, person: PersonId) -> Stand {
        let Some(row) = self.declared(person) else { return Stand::NotYet };
        match (row.conflicted, row.decision) {
            (_, Some(ConflictDecision::Removed)) => Stand::Removed,
            (_, Some(ConflictDecision::Kept)) => Stand::Kept,
            (YesNo::Yes, None) => Stand::Undecided,
            (YesNo::No, None) => Stand::Clear,
        }
    }

    /// How many of the panel who still sit have declared, and how many there are.
    #[must_use]
    pub fn declarations(&self) -> (usize, usize) {
        let sitting = || self.tender().panel.iter().filter(|member| self.still_sits(member));
        let declared = sitting().filter(|member| self.stand(member.person_id) != Stand::NotYet);
        (declared.count(), sitting().count())
    }

    /// The panel's declarations, as far as they are open to the reader: to someone on the panel only their own.
    pub fn interests(&self, actor: &Actor) -> Result<Vec<Interest<'_>>, Refusal> {
        let reader = self.theirs(actor)?;
        may(actor, Act::SeeEvaluation)?;
        let is_seated = self.seat(reader).is_some();
        if !is_seated {
            may(actor, Act::ReadProcurements)?;
        }
        let reads = may(actor, Act::RunEvaluation).is_ok() || may(actor, Act::DecideConflicts).is_ok();
        let panel = self.tender().panel.iter().filter(|it| !is_seated || it.person_id == reader);
        let shown =
            |member: &panel_member::Model| self.declared(member.person_id).filter(|_| reads || is_seated);
        Ok(panel
            .map(|member| Interest { member, stand: self.stand(member.person_id), said: shown(member) })
            .collect())
    }
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
    clear_by_declaration(s, member.person_id)?;
    Ok(member)
}

/// INVARIANT: another role opens nothing to someone on the panel whose interests are not clear. Who has no seat passes.
///
/// Someone released without an interest passes once nothing is left to be scored: then they are like anyone of their role.
pub(crate) fn clear_if_seated(s: &Scoring, actor: &Actor) -> Result<(), Refusal> {
    let person = s.theirs(actor)?;
    let Some(member) = s.seat(person) else { return Ok(()) };
    let without_interest = matches!(s.stand(person), Stand::Clear | Stand::Kept);
    if s.is_released(member) && (s.is_scored_still() || !without_interest) {
        return Err(Refusal::of(Why::NotYours, "You were released from the panel of this tender."));
    }
    clear_by_declaration(s, person)
}

fn clear_by_declaration(s: &Scoring, person: PersonId) -> Result<(), Refusal> {
    let says = match s.stand(person) {
        Stand::Clear | Stand::Kept => return Ok(()),
        Stand::NotYet => "Declare your interests first. No bid is shown before you have.",
        Stand::Undecided => "An approver must first decide on the interest you declared.",
        Stand::Removed => {
            let says = "You were removed from the panel because of an interest.";
            return Err(Refusal::of(Why::NotYours, says));
        }
    };
    Err(Refusal::of(Why::NotNow, says))
}

#[cfg(test)]
mod tests;
