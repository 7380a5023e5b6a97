//! Prices to scores.

use std::cmp::Ordering;

use entity::number::Pence;
use num_traits::{One, Signed, Zero};

use super::{Benchmark, NoScore, PriceFormula};
use crate::exact::{Exact, pounds, ratio, whole};

/// What is compared of a bid that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its price.
    pub price: Pence,
    /// Its quality as a share of the quality available: 0 to 1.
    pub quality: Exact,
}

/// What a bid comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The price score; none under price per quality point.
    pub price_score: Option<Exact>,
    /// What is ranked: price score and quality score together, or pounds per quality point.
    pub total: Exact,
}

impl PriceFormula {
    /// What each of these prices takes of the price weight, 0 to 1, all of them standing; none under price
    /// per quality point. Under a fixed price nobody takes anything. Refuses prices that
    /// [`Self::check_price`] refuses.
    pub fn shares(self, prices: &[Pence]) -> Result<Option<Vec<Exact>>, NoScore> {
        for price in prices {
            self.check_price(*price)?;
        }
        let (Some(lowest), Some(highest)) = (prices.iter().min(), prices.iter().max()) else {
            return Ok(self.scores_price().then(Vec::new));
        };
        let each = |share: &dyn Fn(i64) -> Exact| Some(prices.iter().map(|price| share(price.0)).collect());
        Ok(match self {
            Self::Inverse => each(&|price| ratio(lowest.0, price)),
            Self::Linear => each(&|price| clamp(whole(2) - ratio(price, lowest.0))),
            Self::Mean => {
                let sum: Exact = prices.iter().map(|price| whole(price.0)).sum();
                let mean = sum / Exact::from_integer(prices.len().into());
                each(&|price| clamp(ratio(3, 2) - whole(price) / &mean))
            }
            Self::Range if lowest == highest => each(&|_| Exact::one()),
            Self::Range => each(&|price| ratio(highest.0 - price, highest.0 - lowest.0)),
            Self::Benchmark(benchmark) => each(&|price| benchmark.share(price)),
            Self::Fixed => each(&|_| Exact::zero()),
            Self::PricePerQualityPoint => None,
        })
    }

    /// The exact price scores of these prices, all of them standing; none under price per quality point.
    /// Refuses weights and prices as [`Self::check_weight`] and [`Self::check_price`] do.
    pub fn price_scores(self, price_weight: &Exact, prices: &[Pence]) -> Result<Option<Vec<Exact>>, NoScore> {
        self.check_weight(price_weight)?;
        let shares = self.shares(prices)?;
        Ok(shares.map(|shares| shares.into_iter().map(|share| share * price_weight).collect()))
    }

    /// What these bids come to, all of them standing. Refuses weights and prices as
    /// [`Self::price_scores`] does, quality outside 0 to 1, and none under price per quality point.
    pub fn totals(self, price_weight: &Exact, bids: &[Standing]) -> Result<Vec<Total>, NoScore> {
        if bids.iter().any(|bid| bid.quality.is_negative() || bid.quality > Exact::one()) {
            return Err(NoScore::Quality);
        }
        let prices: Vec<_> = bids.iter().map(|bid| bid.price).collect();
        let quality_weight = whole(100) - price_weight;
        match self.price_scores(price_weight, &prices)? {
            Some(scores) => Ok(std::iter::zip(scores, bids)
                .map(|(score, bid)| Total {
                    total: &score + &bid.quality * &quality_weight,
                    price_score: Some(score),
                })
                .collect()),
            None => bids.iter().map(per_quality_point).collect(),
        }
    }

    /// The better total first: the higher, but the lower under price per quality point.
    #[must_use]
    pub fn best_first<T: Ord>(self, one: &T, other: &T) -> Ordering {
        if self.scores_price() { other.cmp(one) } else { one.cmp(other) }
    }

    /// The places of the best totals: more than one when they are equal.
    #[must_use]
    pub fn best(self, totals: &[Exact]) -> Vec<usize> {
        let Some(best) = totals.iter().min_by(|one, other| self.best_first(*one, *other)) else {
            return Vec::new();
        };
        (0..totals.len()).filter(|at| totals[*at] == *best).collect()
    }
}

impl Benchmark {
    fn share(self, price: i64) -> Exact {
        let over = |above: i64| whole(self.ceiling().0) - whole(above);
        clamp(over(price) / over(self.floor().0))
    }
}

fn per_quality_point(bid: &Standing) -> Result<Total, NoScore> {
    if bid.quality.is_zero() {
        return Err(NoScore::NoQuality);
    }
    Ok(Total { price_score: None, total: pounds(bid.price) / (&bid.quality * whole(100)) })
}

fn clamp(share: Exact) -> Exact {
    share.clamp(Exact::zero(), Exact::one())
}
