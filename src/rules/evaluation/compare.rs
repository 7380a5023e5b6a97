//! Bids side by side: which stand, what they come to, who comes first.

use std::cmp::Ordering;

use entity::number::Pence;
use num_traits::Zero;

use super::{Bid, Lot, Minimum, RankOn, TieBreak};
use crate::exact::{Exact, hundredths, whole};
use crate::price::{NoScore, PriceFormula, Standing, Total};

/// A bid that has all that is compared: a price and every score. Excluded bids can be among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Compared {
    /// Its place in the lot.
    pub(super) at: usize,
    /// Its price.
    pub(super) price: Pence,
    /// Its score for each criterion, in the lot's order.
    pub(super) scores: Vec<i64>,
    /// Its quality as a share of the quality available.
    pub(super) quality: Exact,
    /// The minimums it does not reach.
    pub(super) below: Vec<Minimum>,
}

/// A bid in its place.
pub(super) struct Placed<'a> {
    pub(super) compared: &'a Compared,
    pub(super) total: Total,
    pub(super) rank: usize,
}

/// The bids that can be compared.
pub(super) fn compared(lot: &Lot) -> Vec<Compared> {
    let one = |(at, bid): (usize, &Bid)| Some(Compared::new(lot, at, bid.price?, scores(lot, bid)?));
    lot.bids.iter().enumerate().filter_map(one).collect()
}

/// A bid's scores in the order of the criteria, if it has them all.
pub(super) fn scores(lot: &Lot, bid: &Bid) -> Option<Vec<i64>> {
    lot.criteria.iter().map(|criterion| bid.scores.get(&criterion.id).copied()).collect()
}

/// Score ÷ highest score × weight, summed over the criteria.
pub(super) fn quality_score(lot: &Lot, scores: &[i64]) -> Exact {
    let weighted: Exact =
        lot.criteria.iter().zip(scores).map(|(criterion, score)| &criterion.weight * whole(*score)).sum();
    weighted / whole(lot.scale_max)
}

impl Compared {
    pub(super) fn new(lot: &Lot, at: usize, price: Pence, scores: Vec<i64>) -> Self {
        let quality = quality_score(lot, &scores) / &lot.quality_weight;
        let below = below(lot, &scores, &quality);
        Self { at, price, scores, quality, below }
    }

    /// Is it ranked?
    pub(super) fn stands(&self, lot: &Lot) -> bool {
        let out = |minimum: &Minimum| lot.minimum_disqualifies || *minimum == Minimum::NoQuality;
        self.excluded(lot).is_none() && !self.below.iter().any(out)
    }

    /// Why it is excluded, if it is.
    pub(super) fn excluded<'a>(&self, lot: &'a Lot) -> Option<&'a str> {
        lot.bids.get(self.at).and_then(|bid| bid.excluded.as_deref())
    }

    /// What price formulas look at.
    pub(super) fn standing(&self) -> Standing {
        Standing { price: self.price, quality: self.quality.clone() }
    }
}

fn below(lot: &Lot, scores: &[i64], quality: &Exact) -> Vec<Minimum> {
    let criteria = lot.criteria.iter().zip(scores);
    let mut all: Vec<_> = criteria
        .filter(|(criterion, score)| criterion.minimum.is_some_and(|least| **score < least))
        .map(|(criterion, _)| Minimum::Criterion(criterion.id.clone()))
        .collect();
    if lot.overall_minimum_percent.as_ref().is_some_and(|least| quality * whole(100) < *least) {
        all.push(Minimum::Overall);
    }
    if lot.price_formula == PriceFormula::PricePerQualityPoint && quality.is_zero() {
        all.push(Minimum::NoQuality);
    }
    all
}

/// The totals of these bids, all of them standing.
pub(super) fn totals(lot: &Lot, standing: &[&Compared]) -> Result<Vec<Total>, NoScore> {
    let bids: Vec<_> = standing.iter().map(|it| it.standing()).collect();
    lot.price_formula.totals(&lot.price_weight, &bids)
}

/// These bids, all of them standing, best first; equal ones share a rank.
pub(super) fn placed<'a>(lot: &Lot, standing: &[&'a Compared]) -> Result<Vec<Placed<'a>>, NoScore> {
    let totals = totals(lot, standing)?;
    let ranked = |total: &Total| match lot.rank_on {
        RankOn::Exact => total.total.clone(),
        RankOn::Published => Exact::from_integer(hundredths(&total.total)),
    };
    let mut order: Vec<_> =
        standing.iter().copied().zip(totals).map(|(it, total)| (ranked(&total), it, total)).collect();
    let before = |one: &(Exact, &Compared, Total), other: &(Exact, &Compared, Total)| {
        lot.price_formula.best_first(&one.0, &other.0).then_with(|| separated(lot, one.1, other.1))
    };
    order.sort_by(before);
    let mut ranks: Vec<usize> = Vec::new();
    for (at, one) in order.iter().enumerate() {
        let equal_to_last = at > 0 && before(&order[at - 1], one) == Ordering::Equal;
        ranks.push(if equal_to_last { ranks[at - 1] } else { at + 1 });
    }
    let place = |((_, compared, total), rank)| Placed { compared, total, rank };
    Ok(order.into_iter().zip(ranks).map(place).collect())
}

/// The places in the lot of those ranked first.
pub(super) fn winners(lot: &Lot, compared: &[Compared]) -> Result<Vec<usize>, NoScore> {
    let standing: Vec<_> = compared.iter().filter(|it| it.stands(lot)).collect();
    let placed = placed(lot, &standing)?;
    let mut first: Vec<_> = placed.iter().filter(|it| it.rank == 1).map(|it| it.compared.at).collect();
    first.sort_unstable();
    Ok(first)
}

/// The published tie-breaks, in order.
fn separated(lot: &Lot, one: &Compared, other: &Compared) -> Ordering {
    let by = |tie_break: &TieBreak| match tie_break {
        TieBreak::Quality => other.quality.cmp(&one.quality),
        TieBreak::Price => one.price.cmp(&other.price),
        TieBreak::Criterion(id) => match lot.criteria.iter().position(|criterion| criterion.id == *id) {
            Some(at) => other.scores.get(at).cmp(&one.scores.get(at)),
            None => Ordering::Equal,
        },
    };
    lot.tie_break.iter().map(by).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}
