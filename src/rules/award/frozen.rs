//! What a frozen ranking says: everything that went in and what came out, exact and as published.

mod again;
mod worked;

use std::collections::BTreeMap;

use entity::ranking;
use serde::{Deserialize, Serialize};

use crate::evaluation::{EvaluatedBid, Evaluation, Status, TieBreak};
use crate::exact::{Exact, fraction, two_decimals};
use crate::price::PriceFormula;

pub use worked::Worked;

/// A ranking as it was frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// The price weight in percent, exact.
    pub price_weight: String,
    /// The quality weight in percent, exact.
    pub quality_weight: String,
    /// The price formula by its code.
    pub price_formula: String,
    /// Its floor and ceiling in pence, where it has them.
    pub benchmark: Option<(i64, i64)>,
    /// The highest score of the scale.
    pub scale_max: i64,
    /// The questions.
    pub criteria: Vec<FrozenCriterion>,
    /// The least quality, in percent of the quality available, exact.
    pub overall_minimum_percent: Option<String>,
    /// Whether a bid below a minimum is out.
    pub minimum_disqualifies: bool,
    /// `exact` or `published`.
    pub rank_on: String,
    /// What separates equal totals: `quality`, `criterion:ID`, `price`.
    pub tie_break: Vec<String>,
    /// The bids, in the order of their labels.
    pub bids: Vec<FrozenBid>,
    /// The labels of those ranked first.
    pub winner: Vec<String>,
    /// Whether a published total differs from its published parts, added up.
    pub parts_do_not_add_up: bool,
}

/// A question as it was scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenCriterion {
    /// The number of its row.
    pub id: String,
    /// Its weight in percent of everything, exact.
    pub weight: String,
    /// The least score.
    pub minimum: Option<i64>,
}

/// A bid as it was ranked, or why it was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrozenBid {
    /// Its label.
    pub label: String,
    /// Its price in pence, if it was opened.
    pub price_pence: Option<i64>,
    /// Its moderated scores, by question.
    pub scores: BTreeMap<String, i64>,
    /// `ranked`, `failed_minimum` or `excluded`.
    pub status: String,
    /// The minimums it did not reach, or why it was excluded.
    pub why: Vec<String>,
    /// Its price score.
    pub price_score: Option<Number>,
    /// Its quality score.
    pub quality_score: Option<Number>,
    /// Its total, or pounds per quality point.
    pub total: Option<Number>,
    /// Its rank.
    pub rank: Option<usize>,
}

/// A number as published and exact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// With two decimals, rounded once, half up.
    pub published: String,
    /// As a fraction.
    pub exact: String,
}

impl Frozen {
    /// What an evaluation says.
    pub(super) fn of(evaluation: &Evaluation) -> Self {
        let lot = evaluation.lot();
        let criteria = lot.criteria.iter().map(|it| FrozenCriterion {
            id: it.id.clone(),
            weight: fraction(&it.weight),
            minimum: it.minimum,
        });
        let bids = evaluation.bids().iter().zip(&lot.bids);
        Self {
            price_weight: fraction(&lot.price_weight),
            quality_weight: fraction(&lot.quality_weight),
            price_formula: lot.price_formula.code().to_owned(),
            benchmark: match lot.price_formula {
                PriceFormula::Benchmark(it) => Some((it.floor().0, it.ceiling().0)),
                PriceFormula::Inverse
                | PriceFormula::Linear
                | PriceFormula::Mean
                | PriceFormula::Range
                | PriceFormula::Fixed
                | PriceFormula::PricePerQualityPoint => None,
            },
            scale_max: lot.scale_max,
            criteria: criteria.collect(),
            overall_minimum_percent: lot.overall_minimum_percent.as_ref().map(fraction),
            minimum_disqualifies: lot.minimum_disqualifies,
            rank_on: lot.rank_on.code().to_owned(),
            tie_break: lot.tie_break.iter().map(TieBreak::code).collect(),
            bids: bids
                .map(|(out, given)| frozen(out, given.price.map(|it| it.0), given.scores.clone()))
                .collect(),
            winner: evaluation.winner().to_vec(),
            parts_do_not_add_up: evaluation.has_parts_that_do_not_add_up(),
        }
    }

    /// What a stored ranking says. A stored one can always be read.
    #[must_use]
    pub fn read(row: &ranking::Model) -> Option<Self> {
        Self::of_text(&row.result)
    }

    /// What a canonical text says; nothing where it is none.
    #[must_use]
    pub fn of_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The canonical text, whose digest stands in the record of actions.
    #[must_use]
    pub fn text(&self) -> String {
        // Through a value, so that keys come in order whatever order the fields are declared in.
        serde_json::to_value(self).unwrap_or_default().to_string()
    }

    /// What became of the bid with this label.
    #[must_use]
    pub fn bid(&self, label: &str) -> Option<&FrozenBid> {
        self.bids.iter().find(|bid| bid.label == label)
    }
}

fn frozen(out: &EvaluatedBid, price_pence: Option<i64>, scores: BTreeMap<String, i64>) -> FrozenBid {
    let both = |it: &Option<Exact>| {
        it.as_ref().map(|it| Number { published: two_decimals(it), exact: fraction(it) })
    };
    let (status, why) = match &out.status {
        Status::Ranked(below) => ("ranked", below.iter().map(|it| it.code()).collect()),
        Status::FailedMinimum(below) => ("failed_minimum", below.iter().map(|it| it.code()).collect()),
        Status::Excluded(why) => ("excluded", vec![why.clone()]),
    };
    FrozenBid {
        label: out.id.clone(),
        price_pence,
        scores,
        status: status.to_owned(),
        why,
        price_score: both(&out.price_score),
        quality_score: both(&out.quality_score),
        total: both(&out.total),
        rank: out.rank,
    }
}

#[cfg(test)]
mod tests;
