//! Every question and every evaluator in one grid, saved at once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::number::Version;
use entity::panel_member;
use entity::seat_question;
use entity::state::PanelSeat;

use super::{given_to, may_be_given, may_be_taken};
use crate::access::{Act, Actor, may};
use crate::scoring::Scoring;
use crate::{Action, Change, Problem, Refusal, Why};

/// How the box of an evaluator and a question is called in a form: this, their seat, a hyphen, the question.
pub const GIVEN: &str = "given";

/// One evaluator and one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The evaluator's seat.
    pub member: RowId,
    /// The question.
    pub criterion: RowId,
    /// Whether they have it.
    pub has: bool,
    /// Whether that can be changed now.
    pub open: bool,
}

impl Cell {
    /// The name of its box in a form.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{GIVEN}-{}-{}", self.member.0, self.criterion.0)
    }
}

/// Gives the evaluators exactly these questions, each a seat and a question, and takes the others from them.
///
/// Refuses, box by box, what [`super::assign`] and [`super::unassign`] refuse; a box that nobody has is passed over.
pub fn give_out(
    s: &Scoring,
    wanted: &BTreeSet<(RowId, RowId)>,
    ids: &[RowId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    s.theirs(actor)?;
    may(actor, Act::RunEvaluation)?;
    let mut change = s.moving(Action::GiveOutQuestions, seen);
    let (mut ids, mut problems) = (ids.iter(), Vec::new());
    for cell in s.grid() {
        let member = super::evaluator(s, cell.member)?;
        let judged = match (cell.has, wanted.contains(&(cell.member, cell.criterion))) {
            (true, true) | (false, false) => continue,
            (false, true) => may_be_given(s, member, cell.criterion).map(|()| None),
            (true, false) => may_be_taken(s, member, cell.criterion).map(Some),
        };
        change = match judged {
            Ok(None) => {
                let id = ids.next().ok_or_else(Refusal::not_found)?;
                change.insert(given_to(s, cell.member, cell.criterion, *id, now))
            }
            Ok(Some(row)) => change.delete::<_, seat_question::ActiveModel>(row.clone()),
            Err(refusal) => {
                let title = s.question(cell.criterion).map(|(_, it)| it.title.clone()).unwrap_or_default();
                problems.push(Problem::at(&cell.name(), format!("“{title}”: {}", refusal.first())));
                change
            }
        };
    }
    if problems.is_empty() { Ok(change) } else { Err(Refusal { kind: Why::NotNow, says: problems }) }
}

impl Scoring {
    /// The evaluators who sit.
    #[must_use]
    pub fn evaluators(&self) -> Vec<&panel_member::Model> {
        let panel = self.tender().panel.iter();
        panel.filter(|it| it.seat == PanelSeat::Evaluator && self.still_sits(it)).collect()
    }

    /// Every evaluator who sits with every question: whether they have it, and whether that can be changed now.
    #[must_use]
    pub fn grid(&self) -> Vec<Cell> {
        let questions = || self.terms().lots.iter().flat_map(|lot| lot.questions());
        let of = |member: &panel_member::Model, criterion: RowId| {
            let has = self.assigned(criterion).iter().any(|it| it.id == member.id);
            let open = match has {
                true => may_be_taken(self, member, criterion).is_ok(),
                false => may_be_given(self, member, criterion).is_ok(),
            };
            Cell { member: member.id, criterion, has, open }
        };
        let evaluators = self.evaluators().into_iter();
        evaluators.flat_map(|member| questions().map(move |question| of(member, question.id))).collect()
    }
}
