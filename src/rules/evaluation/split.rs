//! The exact price weights at which other bids win.

use num_traits::Zero;

use super::Evaluation;
use crate::exact::{Exact, whole};
use crate::price::{NoScore, PriceFormula};

/// From this price weight on, until the next, these bids have the highest exact total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitChange {
    /// The price weight just above which they win; quality takes the rest.
    pub price_weight: Exact,
    /// Who wins, before tie-breaks, in the lot's order.
    pub winner: Vec<String>,
}

/// What one bid would come to at several price weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitTotals {
    /// The bid.
    pub id: String,
    /// Its exact total at each of the weights, in their order.
    pub totals: Vec<Exact>,
}

/// A bid's total as the price weight runs from 0 to 100: a straight line.
struct Line {
    at: usize,
    /// The total when quality is everything.
    start: Exact,
    /// What each point of price weight adds.
    slope: Exact,
}

impl Evaluation {
    /// Who wins just above a price weight of 0, and just above each weight below 100 at which that changes.
    ///
    /// By exact totals, before tie-breaks; whoever is first only at the very weight of a change is not
    /// named. Which bids stand does not depend on the weights. Empty for a fixed price and for price per
    /// quality point, which have no split, and when no bid stands.
    pub fn split_changes(&self) -> Result<Vec<SplitChange>, NoScore> {
        if self.lot.price_formula == PriceFormula::Fixed {
            return Ok(Vec::new());
        }
        let lines = self.lines()?;
        let mut changes = Vec::new();
        let mut weight = Exact::zero();
        let mut first = just_above(&lines, &weight);
        while let Some(leader) = first.first().copied() {
            let winner = first.iter().map(|line| self.name(line.at)).collect();
            changes.push(SplitChange { price_weight: weight, winner });
            match next_crossing(leader, &lines) {
                Some(crossing) if crossing < whole(100) => weight = crossing,
                _ => break,
            }
            first = just_above(&lines, &weight);
        }
        Ok(changes)
    }

    /// What each bid that stands would come to at these price weights, in the lot's order. Empty where
    /// [`Self::split_changes`] is.
    pub fn split_totals(&self, price_weights: &[Exact]) -> Result<Vec<SplitTotals>, NoScore> {
        if self.lot.price_formula == PriceFormula::Fixed {
            return Ok(Vec::new());
        }
        let totals = |line: &Line| SplitTotals {
            id: self.name(line.at),
            totals: price_weights.iter().map(|weight| line.total(weight)).collect(),
        };
        Ok(self.lines()?.iter().map(totals).collect())
    }

    fn lines(&self) -> Result<Vec<Line>, NoScore> {
        let standing: Vec<_> = self.compared.iter().filter(|it| it.stands(&self.lot)).collect();
        let prices: Vec<_> = standing.iter().map(|it| it.price).collect();
        let shares = self.lot.price_formula.shares(&prices)?.into_iter().flatten();
        Ok(standing
            .iter()
            .zip(shares)
            .map(|(it, share)| Line {
                at: it.at,
                start: &it.quality * whole(100),
                slope: share - &it.quality,
            })
            .collect())
    }
}

impl Line {
    fn total(&self, price_weight: &Exact) -> Exact {
        &self.start + &self.slope * price_weight
    }
}

/// The highest at this weight; among equals the steepest, which are the highest just above it.
fn just_above<'a>(lines: &'a [Line], weight: &Exact) -> Vec<&'a Line> {
    let ranked: Vec<_> = lines.iter().map(|line| (line.total(weight), &line.slope)).collect();
    let Some(best) = ranked.iter().max() else { return Vec::new() };
    lines.iter().zip(&ranked).filter(|(_, it)| *it == best).map(|(line, _)| line).collect()
}

/// The lowest weight at which a steeper line meets the leader's. It is above the weight at which the leader
/// leads, since a steeper line was below it there.
fn next_crossing(leader: &Line, lines: &[Line]) -> Option<Exact> {
    let steeper = lines.iter().filter(|line| line.slope > leader.slope);
    steeper.map(|line| (&leader.start - &line.start) / (&line.slope - &leader.slope)).min()
}
