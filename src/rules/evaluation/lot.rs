//! A lot as it is scored: what was published, and the bids.

use std::collections::BTreeMap;

use entity::number::Pence;

use crate::exact::Exact;
use crate::price::PriceFormula;

/// One lot as it is scored: what was published, and the bids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// The price weight in percent.
    pub price_weight: Exact,
    /// The quality weight in percent: above 0, the rest of 100.
    pub quality_weight: Exact,
    /// How prices are scored.
    pub price_formula: PriceFormula,
    /// The highest score of the scale; the lowest is 0.
    pub scale_max: i64,
    /// What quality is scored on; the weights sum to the quality weight.
    pub criteria: Vec<Criterion>,
    /// The least quality, in percent of the quality available.
    pub overall_minimum_percent: Option<Exact>,
    /// Was it published that a bid below a minimum is out?
    pub minimum_disqualifies: bool,
    /// Which totals are ranked.
    pub rank_on: RankOn,
    /// What separates equal totals, in order.
    pub tie_break: Vec<TieBreak>,
    /// The bids, in the order results are given.
    pub bids: Vec<Bid>,
}

/// One thing that quality is scored on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// Its name, unique in the lot.
    pub id: String,
    /// Its weight in percent of everything.
    pub weight: Exact,
    /// The least score.
    pub minimum: Option<i64>,
}

/// One bid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bid {
    /// Its name, unique in the lot.
    pub id: String,
    /// Its price; only an excluded bid may lack one.
    pub price: Option<Pence>,
    /// The moderated score of each criterion; only an excluded bid may lack any.
    pub scores: BTreeMap<String, i64>,
    /// Why it is excluded, if it is.
    pub excluded: Option<String>,
}

/// Which totals are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RankOn {
    /// As they are.
    Exact,
    /// As published: rounded once, half up, to two decimals.
    Published,
}

/// What separates equal totals, always by exact values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TieBreak {
    /// The higher quality score.
    Quality,
    /// The higher score on this criterion.
    Criterion(String),
    /// The lower price.
    Price,
}

impl RankOn {
    /// As files and the record name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Published => "published",
        }
    }
}

impl TieBreak {
    /// As files and the record name it: `quality`, `criterion:q1`, `price`.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Quality => "quality".to_owned(),
            Self::Criterion(id) => format!("criterion:{id}"),
            Self::Price => "price".to_owned(),
        }
    }
}
