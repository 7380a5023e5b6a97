//! What a price is worth: the formulas a tender can publish, the warnings each deserves, the curve it draws.
//!
//! Definitions: issue 5; the methods and their worked numbers: fact sheet, section 4. Every score is exact;
//! whoever publishes one rounds it, once. A relative formula (inverse, linear, mean, range) looks at all the
//! prices still standing, so exclusions and failed minimums come out before a price is scored.

mod curve;
mod score;
mod warnings;
mod words;

use std::fmt;

use entity::number::Pence;
use num_traits::{Signed, Zero};

use crate::exact::{Exact, whole};

pub use curve::{CurvePoint, curve, prices_between};
pub use score::{Standing, Total};
pub use warnings::{Sample, Warning, WarningKind, warnings};

/// How a price becomes a score. Frozen at publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PriceFormula {
    /// Inverse proportion: weight × lowest price ÷ price.
    Inverse,
    /// Linear deviation from the lowest: nothing is left at twice the lowest price.
    Linear,
    /// Mean, or standard differential: half the weight at the mean price, all at half of it, none at one and
    /// a half.
    Mean,
    /// Range: the lowest price takes all, the highest nothing.
    Range,
    /// Benchmark: between a floor and a ceiling that were published, whatever others bid.
    Benchmark(Benchmark),
    /// Fixed price: quality alone decides.
    Fixed,
    /// Price per quality point: the price divided by the quality in percent; the lowest wins.
    PricePerQualityPoint,
}

/// The prices between which a benchmark formula scores.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Benchmark {
    floor: Pence,
    ceiling: Pence,
}

/// Why a formula or a price cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoScore {
    /// The benchmark's floor is not below its ceiling.
    #[error("The floor, {floor}, must be below the ceiling, {ceiling}.")]
    FloorNotBelowCeiling {
        /// At and below it a price takes the whole weight.
        floor: Pence,
        /// At and above it a price takes nothing.
        ceiling: Pence,
    },
    /// The benchmark's floor is below nought.
    #[error("The floor must not be below £0.")]
    NegativeFloor,
    /// A fixed price with a price weight.
    #[error("The fixed price formula needs a price weight of 0: with a fixed price, quality alone decides.")]
    FixedNeedsNoWeight,
    /// A price weight below 0, or one that leaves nothing to quality.
    #[error("The price weight must be at least 0 and below 100.")]
    Weight,
    /// A price below nought.
    #[error("A price must not be below £0.")]
    NegativePrice,
    /// A price of nought under a formula that would divide by it or by a price it sets.
    #[error("A price of £0 cannot be scored by the {0} formula, which divides by a price.")]
    ZeroPrice(PriceFormula),
    /// A quality that is no share of the quality available.
    #[error("Quality must be between 0% and 100% of the quality available.")]
    Quality,
    /// A bid without any quality under price per quality point.
    #[error("A bid without any quality has no price per quality point.")]
    NoQuality,
}

impl Benchmark {
    /// Refuses a floor below nought, and one that is not below the ceiling.
    pub fn new(floor: Pence, ceiling: Pence) -> Result<Self, NoScore> {
        match floor {
            Pence(..0) => Err(NoScore::NegativeFloor),
            floor if floor < ceiling => Ok(Self { floor, ceiling }),
            floor => Err(NoScore::FloorNotBelowCeiling { floor, ceiling }),
        }
    }

    /// At and below it a price takes the whole weight.
    #[must_use]
    pub const fn floor(self) -> Pence {
        self.floor
    }

    /// At and above it a price takes nothing.
    #[must_use]
    pub const fn ceiling(self) -> Pence {
        self.ceiling
    }
}

impl PriceFormula {
    /// The formulas that take no parameters, in the order pages offer them.
    pub const WITHOUT_PARAMETERS: [Self; 6] =
        [Self::Inverse, Self::Linear, Self::Mean, Self::Range, Self::Fixed, Self::PricePerQualityPoint];

    /// Refuses a price weight below 0 or of 100 and more, and any but 0 for a fixed price.
    pub fn check_weight(self, price_weight: &Exact) -> Result<(), NoScore> {
        if price_weight.is_negative() || *price_weight >= whole(100) {
            return Err(NoScore::Weight);
        }
        if self == Self::Fixed && !price_weight.is_zero() {
            return Err(NoScore::FixedNeedsNoWeight);
        }
        Ok(())
    }

    /// Refuses a price below nought always, and a price of nought where a price is divided by: inverse,
    /// linear, mean, price per quality point.
    pub fn check_price(self, price: Pence) -> Result<(), NoScore> {
        match self {
            _ if price.0 < 0 => Err(NoScore::NegativePrice),
            Self::Inverse | Self::Linear | Self::Mean | Self::PricePerQualityPoint if price.0 == 0 => {
                Err(NoScore::ZeroPrice(self))
            }
            _ => Ok(()),
        }
    }

    /// Does a price's score depend on the prices of the others?
    #[must_use]
    pub const fn is_relative(self) -> bool {
        matches!(self, Self::Inverse | Self::Linear | Self::Mean | Self::Range)
    }

    /// Does a price get a score of its own, added to quality's? Not under price per quality point.
    #[must_use]
    pub const fn scores_price(self) -> bool {
        !matches!(self, Self::PricePerQualityPoint)
    }
}

impl fmt::Display for PriceFormula {
    /// Its short name in the council's words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests;
