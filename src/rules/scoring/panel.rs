//! Who scores which question, who is released and who takes over.

mod grid;
mod leave;

use chrono::{DateTime, Utc};
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::state::PanelSeat;
use entity::{panel_member, seat_question, seat_release};
use sea_orm::ActiveValue::Set;

use super::Scoring;
use crate::access::{Act, Actor, may};
use crate::{Action, Change, Refusal, Why};

pub use grid::{Cell, GIVEN, give_out};
pub use leave::{JOIN, RELEASE, Successor, join, release};

/// How far one evaluator is: how many, never what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Who.
    pub person: PersonId,
    /// How many bids they have locked.
    pub locked: usize,
    /// How many they are to lock.
    pub of: usize,
}

/// Gives a question to an evaluator.
///
/// Refuses a moderator, someone released or removed, a question they have, and one of a lot of which they have locked a
/// bid: a locked sheet could not take the new score.
pub fn assign(
    s: &Scoring,
    member: RowId,
    criterion: RowId,
    id: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    s.theirs(actor)?;
    may(actor, Act::RunEvaluation)?;
    let member = evaluator(s, member)?;
    may_be_given(s, member, criterion)?;
    Ok(s.moving(Action::AssignQuestion, seen).insert(given_to(s, member.id, criterion, id, now)))
}

/// Takes a question from an evaluator. Refuses once they have locked a bid of its lot: release them instead.
pub fn unassign(
    s: &Scoring,
    member: RowId,
    criterion: RowId,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    s.theirs(actor)?;
    may(actor, Act::RunEvaluation)?;
    let member = evaluator(s, member)?;
    let row = may_be_taken(s, member, criterion)?;
    Ok(s.moving(Action::UnassignQuestion, seen).delete::<_, seat_question::ActiveModel>(row.clone()))
}

/// Refuses a question they have, and one of a lot of which they have locked a bid.
fn may_be_given(s: &Scoring, member: &panel_member::Model, criterion: RowId) -> Result<(), Refusal> {
    let (lot, _) = s.question(criterion)?;
    s.not_signed(lot.id)?;
    not_moderated(s, criterion)?;
    if s.assigned(criterion).iter().any(|has| has.id == member.id) {
        return Err(Refusal::of(Why::NotNow, "They have this question already."));
    }
    if has_locked_any(s, member, lot.id) {
        return Err(Refusal::of(
            Why::NotNow,
            "They have locked scores of this lot, which no longer change. Give the question to someone else.",
        ));
    }
    Ok(())
}

/// The row that gives them the question, while nothing of the lot is locked by them.
fn may_be_taken<'a>(
    s: &'a Scoring,
    member: &panel_member::Model,
    criterion: RowId,
) -> Result<&'a seat_question::Model, Refusal> {
    let (lot, _) = s.question(criterion)?;
    s.not_signed(lot.id)?;
    let fits =
        |row: &&seat_question::Model| row.panel_member_id == member.id && row.criterion_id == criterion;
    let row = s.rows().questions.iter().find(fits).ok_or_else(Refusal::not_found)?;
    if has_locked_any(s, member, lot.id) {
        return Err(Refusal::of(
            Why::NotNow,
            "They have locked scores of this lot. An approver can release them, and what they locked is kept.",
        ));
    }
    Ok(row)
}

fn has_locked_any(s: &Scoring, member: &panel_member::Model, lot: RowId) -> bool {
    s.entered(lot).iter().any(|entered| s.has_locked(member.person_id, entered.bid.row.id))
}

fn given_to(
    s: &Scoring,
    member: RowId,
    criterion: RowId,
    id: RowId,
    now: DateTime<Utc>,
) -> seat_question::ActiveModel {
    seat_question::ActiveModel {
        id: Set(id),
        tender_id: Set(s.tender().row.id),
        panel_member_id: Set(member),
        criterion_id: Set(criterion),
        since: Set(now),
    }
}

/// Once a question is moderated, nobody joins those who score it.
fn not_moderated(s: &Scoring, criterion: RowId) -> Result<(), Refusal> {
    if s.moderation(criterion).is_none() {
        return Ok(());
    }
    Err(Refusal::of(Why::NotNow, "The moderation of this question has been opened."))
}

fn evaluator(s: &Scoring, member: RowId) -> Result<&panel_member::Model, Refusal> {
    let member = s.tender().panel.iter().find(|it| it.id == member).ok_or_else(Refusal::not_found)?;
    if member.seat == PanelSeat::Moderator {
        return Err(Refusal::of(Why::NotNow, "The moderator does not score."));
    }
    if s.is_released(member) || s.is_removed(member.person_id) {
        return Err(Refusal::of(Why::NotNow, "They no longer sit on this panel."));
    }
    Ok(member)
}

impl Scoring {
    /// Whether somebody on the panel still sits on it: not released, and not removed because of an interest.
    #[must_use]
    pub fn still_sits(&self, member: &panel_member::Model) -> bool {
        !self.is_released(member) && !self.is_removed(member.person_id)
    }

    /// Why somebody was released, and who took over, if they were.
    #[must_use]
    pub fn release(&self, member: RowId) -> Option<&seat_release::Model> {
        self.rows().releases.iter().find(|release| release.panel_member_id == member)
    }

    /// How many questions of a lot have somebody to score them, and how many there are.
    #[must_use]
    pub fn given_out(&self, lot: RowId) -> (usize, usize) {
        let Some(terms) = self.terms().lot(lot) else { return (0, 0) };
        let given = terms.questions().filter(|question| {
            !self.assigned(question.id).is_empty() || self.moderation(question.id).is_some()
        });
        (given.count(), terms.questions().count())
    }

    /// How far each evaluator of a lot is. Anyone of the council may know, since it tells no score.
    #[must_use]
    pub fn progress(&self, lot: RowId) -> Vec<Progress> {
        let bids = self.still_in(lot);
        let panel = self.tender().panel.iter().filter(|it| !self.questions_of(it, lot).is_empty());
        panel
            .map(|member| {
                let locked =
                    bids.iter().filter(|it| self.has_locked(member.person_id, it.bid.row.id)).count();
                Progress { person: member.person_id, locked, of: bids.len() }
            })
            .collect()
    }
}

#[cfg(test)]
mod tests;
