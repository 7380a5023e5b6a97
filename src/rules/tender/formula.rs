//! The price formula of a lot, and its worked example on the sample bids.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::number::{BasisPoints, Pence, Version};
use entity::state::{FormulaKind, RankOn};
use entity::{lot, sample_bid};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::publish::about;
use super::standing::of_their_authority;
use super::{Tender, standing};
use crate::access::{Act, Actor, may};
use crate::{Action, Change, Refusal, Why};

use super::terms::{LotTerms, SampleTerms};
use crate::exact::{Exact, hundredths, money, percent, ratio, two_decimals};
use crate::price::{
    Benchmark, CurvePoint, PriceFormula, Sample, Standing, Warning, curve, prices_between, warnings,
};

/// How a lot is scored on price: everything a worked example and a curve need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoring {
    /// The weight of price, in percent.
    pub price_weight: BasisPoints,
    /// Between which prices the benchmark formula scores: floor and ceiling.
    pub benchmark: (Option<Pence>, Option<Pence>),
    /// Which totals are ranked.
    pub rank_on: RankOn,
    /// The imagined bids.
    pub samples: Vec<SampleTerms>,
}

/// A formula worked through on the sample bids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What the formula does, in sentences.
    pub words: String,
    /// Its line of arithmetic.
    pub arithmetic: String,
    /// One line for each sample bid.
    pub lines: Vec<ExampleLine>,
    /// What an officer should know of it.
    pub warnings: Vec<Warning>,
    /// What a bid would score at each price beside the samples; none where a price alone has no score.
    pub curve: Option<Vec<CurvePoint>>,
}

/// What one sample bid comes to, as it would be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExampleLine {
    /// What it is called.
    pub name: String,
    /// What it costs.
    pub price: Pence,
    /// Its quality, as a share of the quality available.
    pub quality: BasisPoints,
    /// The arithmetic with its numbers.
    pub worked: String,
    /// Its price score; none under price per quality point.
    pub price_score: Option<String>,
    /// Its quality score, of the quality weight.
    pub quality_score: String,
    /// Its total, or its price per quality point.
    pub total: String,
    /// Its rank; equal bids share one.
    pub rank: usize,
}

/// The formula of a kind. Says what is missing or does not fit, in the words of the page.
pub fn formula_of(
    kind: FormulaKind,
    benchmark: (Option<Pence>, Option<Pence>),
) -> Result<PriceFormula, String> {
    Ok(match kind {
        FormulaKind::Inverse => PriceFormula::Inverse,
        FormulaKind::Linear => PriceFormula::Linear,
        FormulaKind::Mean => PriceFormula::Mean,
        FormulaKind::Range => PriceFormula::Range,
        FormulaKind::PricePerQualityPoint => PriceFormula::PricePerQualityPoint,
        FormulaKind::Fixed => PriceFormula::Fixed,
        FormulaKind::Benchmark => {
            let (Some(floor), Some(ceiling)) = benchmark else {
                return Err("The benchmark formula needs a floor and a ceiling.".to_owned());
            };
            PriceFormula::Benchmark(Benchmark::new(floor, ceiling).map_err(|no_score| no_score.to_string())?)
        }
    })
}

/// Chooses how a lot's prices become scores, while the tender is written. Whether it fits is said by
/// [`super::ready::obstacles`]: weight or benchmark may come after.
pub fn choose_formula(
    tender: &Tender,
    lot: RowId,
    kind: FormulaKind,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_choose_formula(tender, actor, now)?;
    let lot = tender.lots.iter().find(|row| row.id == lot).ok_or_else(Refusal::not_found)?;
    let row = lot::ActiveModel { id: Unchanged(lot.id), formula: Set(Some(kind)), ..Default::default() };
    Ok(about(tender, Action::EditTenderRow, seen).on("Lots").update(row))
}

/// Whether this person may choose it now.
pub fn may_choose_formula(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    if tender.standing(now) == standing::Standing::Draft || tender.is_amending(now) {
        return Ok(());
    }
    let says = "What is published stands. Before the deadline it can be changed by an amendment.";
    Err(Refusal::of(Why::NotNow, says))
}

impl Scoring {
    /// Of a lot as it is being written. Nothing while its weight is not given.
    #[must_use]
    pub fn of(lot: &lot::Model, samples: &[sample_bid::Model]) -> Option<Self> {
        let samples = super::compose::of_lot(samples, lot.id, |row| row.lot_id);
        Some(Self {
            price_weight: lot.price_weight?,
            benchmark: (lot.benchmark_floor, lot.benchmark_ceiling),
            rank_on: lot.rank_on.unwrap_or(RankOn::Published),
            samples: samples
                .map(|row| SampleTerms { name: row.name.clone(), price: row.price, quality: row.quality })
                .collect(),
        })
    }

    /// Of a lot as it is published.
    #[must_use]
    pub fn published(lot: &LotTerms) -> Self {
        Self {
            price_weight: lot.price_weight,
            benchmark: (lot.benchmark_floor, lot.benchmark_ceiling),
            rank_on: lot.rank_on,
            samples: lot.samples.clone(),
        }
    }

    /// A formula worked through on the samples. A fixed price is shown as it would be: all weight on quality.
    /// Refuses, in the words of the page, what the formula cannot score.
    pub fn example(&self, kind: FormulaKind) -> Result<Example, String> {
        let formula = formula_of(kind, self.benchmark)?;
        let weight = match formula {
            PriceFormula::Fixed => percent(BasisPoints(0)),
            _ => percent(self.price_weight),
        };
        self.under(formula, &weight).map_err(|no_score| no_score.to_string())
    }

    fn under(&self, formula: PriceFormula, weight: &Exact) -> Result<Example, crate::price::NoScore> {
        let samples: Vec<_> = self.samples.iter().map(sample).collect();
        let bids: Vec<_> = samples.iter().map(|sample| sample.bid.clone()).collect();
        let totals = formula.totals(weight, &bids)?;
        let worked = formula.worked(weight, &bids)?;
        let ranks = self.ranks(formula, totals.iter().map(|total| &total.total));
        let quality_weight = percent(BasisPoints::WHOLE) - weight;
        let lines = self.samples.iter().zip(&bids).zip(totals).zip(worked).zip(ranks);
        let lines = lines.map(|((((sample, bid), total), worked), rank)| ExampleLine {
            name: sample.name.clone(),
            price: sample.price,
            quality: sample.quality,
            worked,
            price_score: total.price_score.as_ref().map(two_decimals),
            quality_score: two_decimals(&(&bid.quality * &quality_weight)),
            total: if formula.scores_price() { two_decimals(&total.total) } else { money(&total.total) },
            rank,
        });
        Ok(Example {
            words: formula.words(),
            arithmetic: formula.arithmetic(weight),
            lines: lines.collect(),
            warnings: warnings(formula, weight, &samples)?,
            curve: self.curve(formula, weight)?,
        })
    }

    fn ranks<'a>(&self, formula: PriceFormula, totals: impl Iterator<Item = &'a Exact>) -> Vec<usize> {
        let ranked: Vec<Exact> = totals
            .map(|total| match self.rank_on {
                RankOn::Exact => total.clone(),
                RankOn::Published => Exact::new(hundredths(total), 100.into()),
            })
            .collect();
        let better = |one: &Exact, other: &Exact| formula.best_first(one, other) == std::cmp::Ordering::Less;
        ranked.iter().map(|own| 1 + ranked.iter().filter(|other| better(other, own)).count()).collect()
    }

    /// From half the lowest sample to a quarter above twice it, or the highest sample if that is more.
    fn curve(
        &self,
        formula: PriceFormula,
        weight: &Exact,
    ) -> Result<Option<Vec<CurvePoint>>, crate::price::NoScore> {
        let prices: Vec<_> = self.samples.iter().map(|sample| sample.price).collect();
        let (Some(lowest), Some(highest)) = (prices.iter().min(), prices.iter().max()) else {
            return Ok(None);
        };
        let from = Pence((lowest.0 / 2).max(1));
        let to = Pence(lowest.0.saturating_mul(9) / 4).max(*highest);
        curve(formula, weight, &prices, &prices_between(from, to, STEPS))
    }
}

/// Into how many steps a curve is drawn.
const STEPS: u16 = 14;

fn sample(sample: &SampleTerms) -> Sample {
    Sample {
        name: sample.name.clone(),
        bid: Standing { price: sample.price, quality: ratio(sample.quality.0.into(), 10_000) },
    }
}

#[cfg(test)]
mod tests;
