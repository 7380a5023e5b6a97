//! How far an evaluation is: what comes next for a lot, and what waits for someone on the panel. How many, never what.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::panel_member;
use entity::state::PanelSeat;

use super::conflicts::Stand;
use super::{Scoring, sign_off};
use crate::Refusal;
use crate::access::Actor;

/// What comes next for a lot, up to the sign-off of its quality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// So many of the panel have yet to declare their interests.
    Declare(usize),
    /// An approver decides on a declared interest.
    DecideInterests,
    /// So many questions have nobody to score them.
    GiveOut(usize),
    /// So many sheets are yet to be submitted.
    Score(usize),
    /// So many questions are yet to be moderated.
    Moderate(usize),
    /// Something else is missing, such as a check or an answer that may still come.
    Complete,
    /// Quality can be signed off.
    SignOff,
    /// No bid of the lot is left.
    NoBid,
    /// It is signed off.
    Signed,
}

/// What waits for someone on the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// To declare their interests.
    Declare,
    /// An approver decides on what they declared.
    AwaitDecision,
    /// Questions are yet to be given to them.
    AwaitQuestions,
    /// To score: so many answers of so many have a score and a reason.
    Score(usize, usize),
    /// To submit: so many bids of so many are.
    Submit(usize, usize),
    /// To moderate: so many questions of so many are.
    Moderate(usize, usize),
    /// Others score or moderate.
    AwaitOthers,
    /// Nothing: quality is signed off.
    Done,
    /// Nothing: they have left the panel.
    Left,
}

impl Scoring {
    /// What comes next for a lot.
    #[must_use]
    pub fn next(&self, lot: RowId, now: DateTime<Utc>) -> Next {
        if self.lot(lot).is_some_and(|row| row.signed_at.is_some()) {
            return Next::Signed;
        }
        if self.still_in(lot).is_empty() {
            return Next::NoBid;
        }
        let (declared, of) = self.declarations();
        if declared < of {
            return Next::Declare(of - declared);
        }
        if self.tender().panel.iter().any(|it| self.still_sits(it) && self.conflict_is_open(it.person_id)) {
            return Next::DecideInterests;
        }
        let (given, of) = self.given_out(lot);
        if given < of {
            return Next::GiveOut(of - given);
        }
        let sheets: usize = self.progress(lot).iter().map(|one| one.of.saturating_sub(one.locked)).sum();
        if sheets > 0 {
            return Next::Score(sheets);
        }
        let (moderated, of) = self.moderated(lot);
        match (of - moderated, sign_off::missing(self, lot, now).is_empty()) {
            (0, true) => Next::SignOff,
            (0, false) => Next::Complete,
            (left, _) => Next::Moderate(left),
        }
    }

    /// How many questions of a lot are moderated, with their meeting and a score for each bid still in, and how many
    /// there are.
    #[must_use]
    pub fn moderated(&self, lot: RowId) -> (usize, usize) {
        let Some(terms) = self.terms().lot(lot) else { return (0, 0) };
        let done = terms.questions().filter(|question| self.is_moderated(lot, question.id));
        (done.count(), terms.questions().count())
    }

    fn is_moderated(&self, lot: RowId, question: RowId) -> bool {
        let met = self.moderation(question).is_some_and(|meeting| meeting.held_on.is_some());
        met && self.still_in(lot).iter().all(|it| self.agreed(question, it.bid.row.id).is_some())
    }

    /// Whether every evaluator of a question has submitted every bid still in.
    fn is_scored(&self, lot: RowId, question: RowId) -> bool {
        let evaluators = self.assigned(question);
        let bids = self.still_in(lot);
        let all_locked = |member: &&panel_member::Model| {
            bids.iter().all(|it| self.has_locked(member.person_id, it.bid.row.id))
        };
        !evaluators.is_empty() && evaluators.iter().all(all_locked)
    }

    /// What waits for someone on the panel. Refuses who never sat on it.
    pub fn duty(&self, actor: &Actor) -> Result<Duty, Refusal> {
        let person = self.theirs(actor)?;
        let member = self.seat(person).ok_or_else(Refusal::not_found)?;
        if !self.still_sits(member) {
            return Ok(Duty::Left);
        }
        let open: Vec<RowId> =
            self.rows().lots.iter().filter(|lot| lot.signed_at.is_none()).map(|lot| lot.lot_id).collect();
        if open.is_empty() {
            return Ok(Duty::Done);
        }
        Ok(match (self.stand(person), member.seat) {
            (Stand::NotYet, _) => Duty::Declare,
            (Stand::Undecided, _) => Duty::AwaitDecision,
            (Stand::Removed, _) => Duty::Left,
            (Stand::Clear | Stand::Kept, PanelSeat::Moderator) => self.moderators(&open),
            (Stand::Clear | Stand::Kept, PanelSeat::Evaluator) => self.evaluators_duty(member, &open),
        })
    }

    fn moderators(&self, lots: &[RowId]) -> Duty {
        let of_all = lots.iter().map(|lot| self.moderated(*lot));
        let (done, of) = of_all.fold((0, 0), |(done, of), (more, all)| (done + more, of + all));
        let questions = lots.iter().filter_map(|lot| Some((*lot, self.terms().lot(*lot)?)));
        let waits = |(lot, terms): (RowId, &crate::tender::terms::LotTerms)| {
            terms.questions().any(|it| !self.is_moderated(lot, it.id) && self.is_scored(lot, it.id))
        };
        if questions.into_iter().any(waits) { Duty::Moderate(done, of) } else { Duty::AwaitOthers }
    }

    fn evaluators_duty(&self, member: &panel_member::Model, lots: &[RowId]) -> Duty {
        let (mut answers, mut saved, mut bids, mut locked) = (0, 0, 0, 0);
        for lot in lots {
            let own = self.questions_of(member, *lot);
            for entered in self.still_in(*lot).into_iter().filter(|_| !own.is_empty()) {
                let sheet = self.sheet(member.person_id, entered.bid.row.id);
                let whole = |it: &&entity::score::Model| it.score.is_some() && it.reason.is_some();
                let scores: Vec<_> = sheet.iter().flat_map(|it| self.scores_on(it)).filter(whole).collect();
                saved +=
                    own.iter().filter(|it| scores.iter().any(|score| score.criterion_id == it.id)).count();
                answers += own.len();
                bids += 1;
                locked += usize::from(sheet.is_some_and(|it| it.locked_at.is_some()));
            }
        }
        match (answers, saved < answers, locked < bids) {
            (0, _, _) => Duty::AwaitQuestions,
            (_, true, _) => Duty::Score(saved, answers),
            (_, false, true) => Duty::Submit(locked, bids),
            (_, false, false) => Duty::AwaitOthers,
        }
    }
}

#[cfg(test)]
mod tests;
