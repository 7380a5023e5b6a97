//! Who scores which question, who is released and who takes over.

use chrono::{DateTime, Utc};
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::state::PanelSeat;
use entity::{panel_member, seat_question, seat_release};
use sea_orm::ActiveValue::Set;

use super::Scoring;
use super::given::text;
use crate::access::{Act, Actor, may};
use crate::field::{Draft, Field, Kind};
use crate::{Action, Change, Refusal, Why};

/// Why an evaluator is released.
pub const RELEASE: &[Field] =
    &[Field::given("reason", "Reason", "What they have locked stays in the record.", Kind::Prose)];

/// Who takes over from a released evaluator, with the numbers of the rows that takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Successor {
    /// Who.
    pub person: PersonId,
    /// The number of their seat, if they have none yet.
    pub seat: RowId,
    /// Numbers enough for their questions.
    pub questions: Vec<RowId>,
}

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
    let (lot, _) = s.question(criterion)?;
    s.not_signed(lot.id)?;
    not_moderated(s, criterion)?;
    if s.assigned(criterion).iter().any(|has| has.id == member.id) {
        return Err(Refusal::of(Why::NotNow, "They have this question already."));
    }
    if s.entered(lot.id).iter().any(|entered| s.has_locked(member.person_id, entered.bid.row.id)) {
        return Err(Refusal::of(
            Why::NotNow,
            "They have locked scores of this lot, which no longer change. Give the question to someone else.",
        ));
    }
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
    let (lot, _) = s.question(criterion)?;
    s.not_signed(lot.id)?;
    let fits =
        |row: &&seat_question::Model| row.panel_member_id == member.id && row.criterion_id == criterion;
    let row = s.rows().questions.iter().find(fits).ok_or_else(Refusal::not_found)?;
    if s.entered(lot.id).iter().any(|entered| s.has_locked(member.person_id, entered.bid.row.id)) {
        return Err(Refusal::of(
            Why::NotNow,
            "They have locked scores of this lot. An approver can release them, and what they locked is kept.",
        ));
    }
    Ok(s.moving(Action::UnassignQuestion, seen).delete::<_, seat_question::ActiveModel>(row.clone()))
}

/// Releases an evaluator, and lets another take over their questions. What was locked is kept.
///
/// Refuses who is not an approver, someone released already, a successor who is on the panel, was off it for a
/// conflict, or opened the bids, and one's own release.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn release(
    s: &Scoring,
    member: RowId,
    id: RowId,
    successor: Option<&Successor>,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = s.theirs(actor)?;
    may(actor, Act::DecideConflicts)?;
    let member = evaluator(s, member)?;
    if member.person_id == person {
        return Err(Refusal::of(Why::NotNow, "Another approver must release you."));
    }
    if s.rows().lots.iter().all(|lot| lot.signed_at.is_some()) {
        return Err(Refusal::of(Why::NotNow, "Quality is signed off, so the panel’s work is done."));
    }
    let row = seat_release::ActiveModel {
        id: Set(id),
        tender_id: Set(s.tender().row.id),
        panel_member_id: Set(member.id),
        at: Set(now),
        person_id: Set(person),
        reason: Set(text(draft, "reason")?),
        replaced_by: Set(successor.map(|it| it.seat)),
    };
    let change = s.moving(Action::ReleaseEvaluator, seen);
    match successor {
        Some(successor) => Ok(take_over(s, change, member, successor, now)?.insert(row)),
        None => Ok(change.insert(row)),
    }
}

/// A new seat with the questions of the old one.
fn take_over(
    s: &Scoring,
    change: Change,
    from: &panel_member::Model,
    to: &Successor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    if s.seat(to.person).is_some() {
        return Err(Refusal::of(Why::NotNow, "They are or were on this panel. Choose someone else."));
    }
    let opened = |it: &entity::opening::Model| {
        it.first_person_id == to.person || it.second_person_id == Some(to.person)
    };
    if s.tender().openings.iter().any(opened) {
        return Err(Refusal::of(Why::NotNow, "They opened the bids, so they cannot score them."));
    }
    let questions: Vec<_> = s.rows().questions.iter().filter(|it| it.panel_member_id == from.id).collect();
    if to.questions.len() < questions.len() {
        return Err(Refusal::not_found());
    }
    let seat = panel_member::ActiveModel {
        id: Set(to.seat),
        tender_id: Set(s.tender().row.id),
        person_id: Set(to.person),
        seat: Set(PanelSeat::Evaluator),
        since: Set(now),
    };
    let rows = questions.iter().zip(&to.questions);
    Ok(rows.fold(change.insert(seat), |change, (row, id)| {
        change.insert(given_to(s, to.seat, row.criterion_id, *id, now))
    }))
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
