//! The curve a formula draws: what one bid would score at each price, while the others stay as they are.

use std::iter::once;

use entity::number::{Hundredths, Pence};
use num_traits::ToPrimitive;

use super::{NoScore, PriceFormula};
use crate::exact::{Exact, hundredths};

/// One point of the curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurvePoint {
    /// What the bid would cost.
    pub price: Pence,
    /// What it would score, exactly.
    pub score: Exact,
    /// The same in hundredths, half up, for a plot.
    pub plotted: Hundredths,
}

/// What a bid would score at each of these prices beside the others; none under price per quality point,
/// where a price alone has no score. Refuses weights and prices as [`PriceFormula::price_scores`] does.
pub fn curve(
    formula: PriceFormula,
    price_weight: &Exact,
    others: &[Pence],
    at: &[Pence],
) -> Result<Option<Vec<CurvePoint>>, NoScore> {
    let point = |price: &Pence| {
        let prices: Vec<_> = once(*price).chain(others.iter().copied()).collect();
        let scores = formula.price_scores(price_weight, &prices)?;
        Ok(scores.into_iter().flatten().next().map(|score| CurvePoint {
            price: *price,
            plotted: Hundredths(hundredths(&score).to_i64().unwrap_or_default()),
            score,
        }))
    };
    let points: Result<Vec<_>, NoScore> = at.iter().map(point).collect();
    Ok(points?.into_iter().collect())
}

/// Prices from one to another in so many equal steps, to the penny below, both ends included. One price
/// when there are no steps, or nothing between.
#[must_use]
pub fn prices_between(from: Pence, to: Pence, steps: u16) -> Vec<Pence> {
    let apart = i128::from(to.0) - i128::from(from.0);
    if steps == 0 || apart <= 0 {
        return vec![from];
    }
    let at = |step: u16| i128::from(from.0) + apart * i128::from(step) / i128::from(steps);
    (0..=steps).filter_map(|step| i64::try_from(at(step)).ok()).map(Pence).collect()
}
