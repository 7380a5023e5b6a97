//! How far a lot is between the sign-off of its quality and the decision on its award.

use super::LotResult;

/// What comes next for prices and ranking. It tells no price and no rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SoFar {
    /// Prices are to be opened.
    Prices,
    /// So many prices that look low are to be asked about or decided.
    LowPrices(usize),
    /// The ranking is to be frozen.
    Ranking,
    /// The ranking is frozen.
    Frozen,
}

impl LotResult {
    /// How far the lot is.
    #[must_use]
    pub fn so_far(&self) -> SoFar {
        if self.ranking().is_some() {
            return SoFar::Frozen;
        }
        if self.stage().is_ok_and(|stage| stage.prices_at.is_none()) {
            return SoFar::Prices;
        }
        match super::low::undecided(self).len() {
            0 => SoFar::Ranking,
            undecided => SoFar::LowPrices(undecided),
        }
    }
}

#[cfg(test)]
mod tests;
