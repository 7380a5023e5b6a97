//! Scoring one lot: from moderated scores and prices to a ranking, and what would change its winner.
//!
//! Definitions: issue 5; worked numbers: fact sheet, section 4. Everything is exact until it is published.
//! Whatever comes out (exclusions, failed minimums that disqualify) comes out before a price is scored, so
//! that no bid outside the ranking moves one inside it.

mod check;
mod compare;
mod counted;
mod file;
mod lot;
mod score_change;
mod split;

use num_traits::Zero;

use crate::exact::{Exact, whole};
use crate::price::{NoScore, PriceFormula};
use crate::{Refusal, Why};
use compare::{Compared, compared};

pub use counted::IfCounted;
pub use lot::{Bid, Criterion, Lot, RankOn, TieBreak};
pub use score_change::ScoreChange;
pub use split::{SplitChange, SplitTotals};

/// The result of a lot, with everything needed to ask what would change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    lot: Lot,
    compared: Vec<Compared>,
    bids: Vec<EvaluatedBid>,
    winner: Vec<String>,
}

/// What became of one bid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluatedBid {
    /// Its name.
    pub id: String,
    /// Whether it is ranked, and if not, why.
    pub status: Status,
    /// Its price score; none when it is not ranked, or under price per quality point.
    pub price_score: Option<Exact>,
    /// Its quality score; none when scores are missing.
    pub quality_score: Option<Exact>,
    /// Its total, or pounds per quality point; none when it is not ranked.
    pub total: Option<Exact>,
    /// Its rank; equal bids share one, and the next ranks are left out (1, 1, 3).
    pub rank: Option<usize>,
}

/// Whether a bid is ranked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Ranked, although below these minimums, which do not disqualify.
    Ranked(Vec<Minimum>),
    /// Below these minimums, which disqualify.
    FailedMinimum(Vec<Minimum>),
    /// Excluded, for this reason.
    Excluded(String),
}

/// A minimum that a bid does not reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Minimum {
    /// The least score of this criterion.
    Criterion(String),
    /// The least quality overall.
    Overall,
    /// Any quality at all, without which there is no price per quality point.
    NoQuality,
}

impl Minimum {
    /// As files name it: `criterion:q1`, `overall`, `no_quality`.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Criterion(id) => format!("criterion:{id}"),
            Self::Overall => "overall".to_owned(),
            Self::NoQuality => "no_quality".to_owned(),
        }
    }
}

/// Scores a lot.
///
/// Refuses, all problems at once and each with the path of its value (`bids[2].price`): weights that are out
/// of range or do not sum, a fixed price with a price weight, a scale without steps, minimums outside it, a
/// tie-break or score of an unknown criterion, a score outside the scale, prices below £0 and prices of £0
/// that the formula would divide by, a price or score missing from a bid that is not excluded, two criteria
/// or two bids of one name.
pub fn evaluate(lot: Lot) -> Result<Evaluation, Refusal> {
    Refusal::unless_empty(check::problems(&lot))?;
    let compared = compared(&lot);
    let standing: Vec<_> = compared.iter().filter(|it| it.stands(&lot)).collect();
    let placed = compare::placed(&lot, &standing).map_err(cannot_be_scored)?;
    let bids = lot.bids.iter().enumerate().map(|(at, bid)| {
        let own = compared.iter().find(|it| it.at == at);
        let place = placed.iter().find(|it| it.compared.at == at);
        EvaluatedBid {
            id: bid.id.clone(),
            status: status(&lot, bid, own),
            price_score: place.and_then(|it| it.total.price_score.clone()),
            quality_score: compare::scores(&lot, bid).map(|it| compare::quality_score(&lot, &it)),
            total: place.map(|it| it.total.total.clone()),
            rank: place.map(|it| it.rank),
        }
    });
    let bids: Vec<_> = bids.collect();
    let winner = bids.iter().filter(|bid| bid.rank == Some(1)).map(|bid| bid.id.clone()).collect();
    Ok(Evaluation { bids, winner, compared, lot })
}

fn status(lot: &Lot, bid: &Bid, own: Option<&Compared>) -> Status {
    if let Some(why) = &bid.excluded {
        return Status::Excluded(why.clone());
    }
    let below = own.map(|own| own.below.clone()).unwrap_or_default();
    if own.is_some_and(|own| own.stands(lot)) { Status::Ranked(below) } else { Status::FailedMinimum(below) }
}

fn cannot_be_scored(why: NoScore) -> Refusal {
    Refusal::of(Why::Incomplete, why.to_string())
}

impl Evaluation {
    /// What was evaluated.
    #[must_use]
    pub const fn lot(&self) -> &Lot {
        &self.lot
    }

    /// What became of each bid, in the lot's order.
    #[must_use]
    pub fn bids(&self) -> &[EvaluatedBid] {
        &self.bids
    }

    /// The bid ranked first; several when the published tie-breaks leave them equal; none when none stands.
    #[must_use]
    pub fn winner(&self) -> &[String] {
        &self.winner
    }

    /// Are several bids equal at the top? Then the rules do not choose.
    #[must_use]
    pub fn is_tie(&self) -> bool {
        self.winner.len() > 1
    }

    /// Does a published total differ from its published parts, added up?
    #[must_use]
    pub fn has_parts_that_do_not_add_up(&self) -> bool {
        self.bids.iter().any(|bid| match (&bid.price_score, &bid.quality_score, &bid.total) {
            (Some(price), Some(quality), Some(total)) => {
                let published = crate::exact::hundredths;
                published(price) + published(quality) != published(total)
            }
            _ => false,
        })
    }

    /// The result had another formula been published. Under a fixed price, quality alone counts: its weights
    /// are raised to 100 in proportion. Refuses as [`evaluate`] does.
    pub fn under(&self, price_formula: PriceFormula) -> Result<Self, Refusal> {
        let mut lot = Lot { price_formula, ..self.lot.clone() };
        if price_formula == PriceFormula::Fixed {
            let raised = whole(100) / &lot.quality_weight;
            lot.criteria.iter_mut().for_each(|criterion| criterion.weight *= &raised);
            (lot.price_weight, lot.quality_weight) = (Exact::zero(), whole(100));
        }
        evaluate(lot)
    }
}

#[cfg(test)]
mod tests;
