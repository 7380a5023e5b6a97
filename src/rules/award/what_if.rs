//! What would change the winner: for information, after the ranking is frozen, to the approver and procurement officer.

use entity::lot_evaluation;
use entity::number::Version;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::LotResult;
use super::facts::not_now;
use super::frozen::Frozen;
use crate::access::{Act, Actor};
use crate::evaluation::{IfCounted, ScoreChange, SplitChange};
use crate::price::{Benchmark, NoScore, PriceFormula};
use crate::{Action, Change, Refusal, Why};

/// What would change the winner. Bids are named by their labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// The price weights at which other bids win.
    pub splits: Vec<SplitChange>,
    /// The smallest changes in one score that change who wins.
    pub scores: Vec<ScoreChange>,
    /// Who would win if one bid that is not ranked were counted.
    pub counted: Vec<IfCounted>,
    /// Who would win under each other formula, or why it cannot score these bids.
    pub formulas: Vec<(PriceFormula, Result<Vec<String>, String>)>,
}

/// Works it out. Refuses before the ranking is frozen, and who may not read prices.
pub fn what_if(r: &LotResult, actor: &Actor) -> Result<WhatIf, Refusal> {
    r.acts(Act::ReadPrices, actor)?;
    if r.ranking().is_none() {
        return not_now("What would change the winner is shown once the ranking is frozen.");
    }
    let evaluation = r.evaluated()?;
    if r.frozen_result() != Some(Frozen::of(&evaluation)) {
        return not_now(
            "A bid has left since the ranking was frozen, so this can no longer be worked out from it.",
        );
    }
    let cannot = |why: NoScore| Refusal::of(Why::CannotTell, why.to_string());
    let own = evaluation.lot().price_formula;
    let others = others(r)?.into_iter().filter(|formula| *formula != own);
    Ok(WhatIf {
        splits: evaluation.split_changes().map_err(cannot)?,
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
