//! What would change the winner: for information, after the ranking is frozen, to the approver and procurement officer.

mod words;

use entity::lot_evaluation;
use entity::number::Version;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::LotResult;
use super::facts::not_now;
use crate::access::{Act, Actor};
use crate::evaluation::{IfCounted, ScoreChange, SplitChange, SplitTotals};
use crate::exact::{Exact, whole};
use crate::price::{Benchmark, NoScore, PriceFormula};
use crate::{Action, Change, Refusal, Why};

/// What would change the winner. Bids are named by their labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// Who wins as it was frozen.
    pub winner: Vec<String>,
    /// The published price weight in percent.
    pub published: Exact,
    /// The price weights at which other bids win.
    pub splits: Vec<SplitChange>,
    /// The price weights of a plot, in percent: 0 to 100 in tens.
    pub weights: Vec<Exact>,
    /// What each ranked bid would come to at each of them.
    pub totals: Vec<SplitTotals>,
    /// The smallest changes in one score that change who wins.
    pub scores: Vec<ScoreChange>,
    /// Who would win if one bid that is not ranked were counted.
    pub counted: Vec<IfCounted>,
    /// Who would win under each other formula, or why it cannot score these bids.
    pub formulas: Vec<(PriceFormula, Result<Vec<String>, String>)>,
}

/// Works it out from what was frozen, whatever has become of the bids since. Refuses before the ranking is frozen, and who
/// may not read prices.
pub fn what_if(r: &LotResult, actor: &Actor) -> Result<WhatIf, Refusal> {
    r.acts(Act::ReadPrices, actor)?;
    let Some(frozen) = r.frozen_result() else {
        return not_now("What would change the winner is shown once the ranking is frozen.");
    };
    let evaluation = frozen.again()?;
    let cannot = |why: NoScore| Refusal::of(Why::CannotTell, why.to_string());
    let own = evaluation.lot().price_formula;
    let others = others(r)?.into_iter().filter(|formula| *formula != own);
    let weights: Vec<_> = (0..=10).map(|tens| whole(tens * 10)).collect();
    Ok(WhatIf {
        winner: frozen.winner,
        published: evaluation.lot().price_weight.clone(),
        splits: evaluation.split_changes().map_err(cannot)?,
        totals: evaluation.split_totals(&weights).map_err(cannot)?,
        weights,
        scores: evaluation.smallest_score_changes().map_err(cannot)?,
        counted: evaluation.if_counted().map_err(cannot)?,
        formulas: others
            .map(|formula| {
                let result = evaluation.under(formula).map(|it| it.winner().to_vec());
                (formula, result.map_err(Refusal::first))
            })
            .collect(),
    })
}

/// Every formula that the lot's terms give the figures for.
fn others(r: &LotResult) -> Result<Vec<PriceFormula>, Refusal> {
    let terms = r.terms()?;
    let benchmark = terms.benchmark_floor.zip(terms.benchmark_ceiling);
    let benchmark = benchmark.and_then(|(floor, ceiling)| Benchmark::new(floor, ceiling).ok());
    Ok(PriceFormula::WITHOUT_PARAMETERS.into_iter().chain(benchmark.map(PriceFormula::Benchmark)).collect())
}

/// Chooses whether the case file shows it; letters never do.
pub fn keep_in_case_file(r: &LotResult, kept: bool, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
    r.acts(Act::ReadPrices, actor)?;
    let stage = r.stage()?;
    if r.ranking().is_none() {
        return not_now("What would change the winner is shown once the ranking is frozen.");
    }
    let row = lot_evaluation::ActiveModel {
        id: Unchanged(stage.id),
        what_if_kept: Set(kept),
        ..Default::default()
    };
    Ok(r.moving(Action::KeepWhatIf, seen)?.update(row))
}

#[cfg(test)]
mod tests;
