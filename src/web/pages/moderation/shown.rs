//! One bid at the moderation of a question: what everyone gave, how far apart they are, what was agreed.

use entity::id::{BidId, PersonId, RowId};
use rules::bid::{Names, Opened, Scores};
use rules::law::clock::long_instant;
use rules::scoring::moderation::disagreement;
use rules::scoring::{Scoring, letter_of};
use serde::Serialize;

use super::apart;
use crate::store::Colleague;
use crate::web::pages::opening::name;
use crate::web::pages::scores::shown::{ShownAnswer, named};

/// One bid at the moderation of a question.
#[derive(Serialize)]
pub(super) struct ShownBid {
    pub letter: String,
    pub label: String,
    pub spread: Option<String>,
    pub individual: Vec<Individual>,
    pub agreed: Option<Agreed>,
    pub answer: Option<ShownAnswer>,
}

/// What one evaluator gave.
#[derive(Serialize)]
pub(super) struct Individual {
    who: String,
    score: Option<i32>,
    called: Option<String>,
    reason: String,
}

/// What was agreed.
#[derive(Serialize)]
pub(super) struct Agreed {
    score: i32,
    called: Option<String>,
    reason: String,
    moved: Option<String>,
    by: String,
}

/// What a reader may know beside the record itself.
pub(super) struct Reading<'a> {
    pub scoring: &'a Scoring,
    pub scores: Option<&'a Opened<Scores>>,
    pub names: Option<&'a Opened<Names>>,
    pub colleagues: &'a [Colleague],
}

impl Reading<'_> {
    /// One bid, with no more than is open to the reader.
    pub(super) fn bid(
        &self,
        bid: BidId,
        label: &str,
        question: RowId,
        answer: Option<ShownAnswer>,
    ) -> ShownBid {
        ShownBid {
            letter: letter_of(label),
            label: named(self.scoring, self.names, bid, label),
            spread: self.spread(bid, question),
            individual: self.individual(bid, question),
            agreed: self.agreed(bid, question),
            answer,
        }
    }

    fn individual(&self, bid: BidId, question: RowId) -> Vec<Individual> {
        let Some(leave) = self.scores else { return Vec::new() };
        let all = self.scoring.scores(leave).into_iter();
        let of_answer = all.filter(|it| it.bid == bid && it.score.criterion_id == question);
        of_answer
            .map(|it| Individual {
                who: self.who(it.person),
                score: it.score.score,
                called: it.score.score.and_then(|score| self.called(score)),
                reason: it.score.reason.clone().unwrap_or_default(),
            })
            .collect()
    }

    fn who(&self, person: PersonId) -> String {
        name(self.colleagues, person)
    }

    fn called(&self, score: i32) -> Option<String> {
        let scale = &self.scoring.terms().scale;
        scale.iter().find(|step| step.score == score).map(|step| step.label.clone())
    }

    fn spread(&self, bid: BidId, question: RowId) -> Option<String> {
        let all = disagreement(self.scoring, self.scores?);
        let own = all.iter().find(|spread| spread.bid == bid && spread.criterion == question)?;
        Some(apart(own.steps))
    }

    fn agreed(&self, bid: BidId, question: RowId) -> Option<Agreed> {
        let row = self.scoring.agreed_score(question, bid, self.scores?)?;
        Some(Agreed {
            score: row.score,
            called: self.called(row.score),
            reason: row.reason.clone(),
            moved: row.move_reason.clone(),
            by: format!("{}, {}", self.who(row.person_id), long_instant(row.at)),
        })
    }
}
