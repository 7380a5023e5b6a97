//! A lot as the file that `gatehouse evaluate` reads, so that anyone can check a result. Its shape is issue 5's; the
//! reading half is the command's.

use std::collections::BTreeMap;

use entity::number::Pence;
use serde::Serialize;

use super::{Bid, Criterion, Lot, TieBreak};
use crate::exact::{decimal, pounds};
use crate::price::PriceFormula;

#[derive(Serialize)]
struct LotFile<'a> {
    price_weight: String,
    quality_weight: String,
    price_formula: FormulaFile,
    scale_max: i64,
    criteria: Vec<CriterionFile<'a>>,
    overall_minimum_percent: Option<String>,
    minimum_disqualifies: bool,
    rank_on: &'static str,
    tie_break: Vec<String>,
    bids: Vec<BidFile<'a>>,
}

#[derive(Serialize)]
struct FormulaFile {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    floor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ceiling: Option<String>,
}

#[derive(Serialize)]
struct CriterionFile<'a> {
    id: &'a str,
    weight: String,
    minimum: Option<i64>,
}

#[derive(Serialize)]
struct BidFile<'a> {
    id: &'a str,
    price: Option<String>,
    scores: &'a BTreeMap<String, i64>,
    excluded: Option<&'a str>,
}

impl Lot {
    /// The file that describes it. Nothing where a weight has no decimals that end: the file could not say it exactly.
    #[must_use]
    pub fn file(&self) -> Option<String> {
        let minimum = self.overall_minimum_percent.as_ref();
        let file = LotFile {
            price_weight: decimal(&self.price_weight)?,
            quality_weight: decimal(&self.quality_weight)?,
            price_formula: formula(self.price_formula)?,
            scale_max: self.scale_max,
            criteria: self.criteria.iter().map(criterion).collect::<Option<_>>()?,
            overall_minimum_percent: minimum.map_or(Some(None), |least| decimal(least).map(Some))?,
            minimum_disqualifies: self.minimum_disqualifies,
            rank_on: self.rank_on.code(),
            tie_break: self.tie_break.iter().map(TieBreak::code).collect(),
            bids: self.bids.iter().map(bid).collect::<Option<_>>()?,
        };
        Some(serde_json::to_string_pretty(&file).ok()? + "\n")
    }
}

fn formula(formula: PriceFormula) -> Option<FormulaFile> {
    let (floor, ceiling) = match formula {
        PriceFormula::Benchmark(between) => (Some(money(between.floor())?), Some(money(between.ceiling())?)),
        PriceFormula::Inverse
        | PriceFormula::Linear
        | PriceFormula::Mean
        | PriceFormula::Range
        | PriceFormula::Fixed
        | PriceFormula::PricePerQualityPoint => (None, None),
    };
    Some(FormulaFile { kind: formula.code(), floor, ceiling })
}

fn criterion(criterion: &Criterion) -> Option<CriterionFile<'_>> {
    let weight = decimal(&criterion.weight)?;
    Some(CriterionFile { id: &criterion.id, weight, minimum: criterion.minimum })
}

fn bid(bid: &Bid) -> Option<BidFile<'_>> {
    let price = bid.price.map_or(Some(None), |price| money(price).map(Some))?;
    Some(BidFile { id: &bid.id, price, scores: &bid.scores, excluded: bid.excluded.as_deref() })
}

fn money(money: Pence) -> Option<String> {
    decimal(&pounds(money))
}
