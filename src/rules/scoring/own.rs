//! One evaluator's own work: which answers are theirs to score, and how far they are with each.

use entity::id::{BidId, RowId};
use entity::score;
use entity::state::PanelSeat;

use super::conflicts::clear_to_read;
use super::{Scoring, letter_of};
use crate::access::Actor;
use crate::tender::terms::CriterionTerms;
use crate::{Refusal, Why};

/// How far an evaluator is with one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnStanding {
    /// Nothing is saved of it.
    NotBegun,
    /// A reason is saved, but no score.
    WithoutScore,
    /// A score is saved, but no reason.
    WithoutReason,
    /// Both are saved.
    Ready,
    /// They are submitted, and no longer change.
    Submitted,
}

impl OwnStanding {
    /// In the words of pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::NotBegun => "Not begun",
            Self::WithoutScore => "Saved without a score",
            Self::WithoutReason => "Saved without a reason",
            Self::Ready => "Ready to submit",
            Self::Submitted => "Submitted",
        }
    }

    /// Whether nothing is left to be written.
    #[must_use]
    pub fn is_written(self) -> bool {
        match self {
            Self::Ready | Self::Submitted => true,
            Self::NotBegun | Self::WithoutScore | Self::WithoutReason => false,
        }
    }
}

/// An answer that an evaluator is to score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnAnswer<'a> {
    /// The bid.
    pub bid: BidId,
    /// What the panel calls it.
    pub label: &'a str,
    /// Its lot.
    pub lot: RowId,
    /// The question.
    pub question: &'a CriterionTerms,
    /// Which question of the lot it is, from 1.
    pub number: usize,
    /// What is saved.
    pub score: Option<&'a score::Model>,
    /// How far they are with it.
    pub standing: OwnStanding,
}

impl OwnAnswer<'_> {
    /// How addresses name the bid: `a` for Bid A.
    #[must_use]
    pub fn letter(&self) -> String {
        letter_of(self.label)
    }
}

impl Scoring {
    /// Every answer that someone is to score, of bids that are not out: lot by lot, bids in the order of their labels and
    /// questions in that of the terms. Refuses the moderator, who does not score, and whoever may not read yet.
    pub fn own_answers(&self, actor: &Actor) -> Result<Vec<OwnAnswer<'_>>, Refusal> {
        let member = clear_to_read(self, actor)?;
        if member.seat == PanelSeat::Moderator {
            return Err(Refusal::of(Why::NotYours, "The moderator does not score."));
        }
        let mut all = Vec::new();
        for lot in &self.terms().lots {
            let own: Vec<RowId> =
                self.questions_of(member, lot.id).iter().map(|question| question.id).collect();
            for entered in self.still_in(lot.id) {
                let bid = entered.bid.row.id;
                let sheet = self.sheet(member.person_id, bid);
                let numbered = (1..).zip(lot.questions()).filter(|(_, question)| own.contains(&question.id));
                all.extend(numbered.map(|(number, question)| {
                    let score =
                        sheet.and_then(|it| self.scores_on(it).find(|row| row.criterion_id == question.id));
                    let locked = sheet.is_some_and(|it| it.locked_at.is_some());
                    let (label, standing) = (self.label(bid), standing(score, locked));
                    OwnAnswer { bid, label, lot: lot.id, question, number, score, standing }
                }));
            }
        }
        Ok(all)
    }
}

fn standing(score: Option<&score::Model>, locked: bool) -> OwnStanding {
    let saved = score.map(|row| (row.score.is_some(), row.reason.is_some()));
    match (locked, saved) {
        (true, _) => OwnStanding::Submitted,
        (false, Some((true, true))) => OwnStanding::Ready,
        (false, Some((true, false))) => OwnStanding::WithoutReason,
        (false, Some((false, true))) => OwnStanding::WithoutScore,
        (false, Some((false, false)) | None) => OwnStanding::NotBegun,
    }
}

#[cfg(test)]
mod tests;
