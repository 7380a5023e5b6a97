//! A frozen ranking worked out again from itself, whatever has become of the bids since.

use entity::number::Pence;

use super::{Frozen, FrozenBid, FrozenCriterion};
use crate::Refusal;
use crate::evaluation::{Bid, Criterion, Evaluation, Lot, RankOn, TieBreak, evaluate};
use crate::exact::Exact;
use crate::price::{Benchmark, PriceFormula};

impl Frozen {
    /// The evaluation it was frozen from, worked out anew. Refuses what cannot be read, or does not come out as it was
    /// frozen.
    pub fn again(&self) -> Result<Evaluation, Refusal> {
        let evaluation = evaluate(self.lot().ok_or_else(cannot)?).map_err(|_| cannot())?;
        if Self::of(&evaluation) == *self { Ok(evaluation) } else { Err(cannot()) }
    }

    /// As the input file of `gatehouse evaluate`, bids by their labels, so that anyone can check it.
    #[must_use]
    pub fn evaluate_file(&self) -> Option<String> {
        self.lot()?.file()
    }

    /// What went in.
    fn lot(&self) -> Option<Lot> {
        let least = self.overall_minimum_percent.as_ref();
        Some(Lot {
            price_weight: exact(&self.price_weight)?,
            quality_weight: exact(&self.quality_weight)?,
            price_formula: self.formula()?,
            scale_max: self.scale_max,
            criteria: self.criteria.iter().map(criterion).collect::<Option<_>>()?,
            overall_minimum_percent: least.map_or(Some(None), |least| exact(least).map(Some))?,
            minimum_disqualifies: self.minimum_disqualifies,
            rank_on: [RankOn::Exact, RankOn::Published].into_iter().find(|it| it.code() == self.rank_on)?,
            tie_break: self.tie_break.iter().map(|code| tie_break(code)).collect::<Option<_>>()?,
            bids: self.bids.iter().map(bid).collect(),
        })
    }

    /// The price formula, with its floor and ceiling where it has them.
    #[must_use]
    pub fn formula(&self) -> Option<PriceFormula> {
        match self.benchmark {
            Some((floor, ceiling)) => {
                Benchmark::new(Pence(floor), Pence(ceiling)).ok().map(PriceFormula::Benchmark)
            }
            None => PriceFormula::WITHOUT_PARAMETERS.into_iter().find(|it| it.code() == self.price_formula),
        }
    }
}

fn cannot() -> Refusal {
    Refusal::of(crate::Why::CannotTell, "This ranking cannot be worked out again from what was frozen.")
}

fn exact(fraction: &str) -> Option<Exact> {
    fraction.parse().ok()
}

fn criterion(frozen: &FrozenCriterion) -> Option<Criterion> {
    Some(Criterion { id: frozen.id.clone(), weight: exact(&frozen.weight)?, minimum: frozen.minimum })
}

fn tie_break(code: &str) -> Option<TieBreak> {
    match code {
        "quality" => Some(TieBreak::Quality),
        "price" => Some(TieBreak::Price),
        other => other.strip_prefix("criterion:").map(|id| TieBreak::Criterion(id.to_owned())),
    }
}

fn bid(frozen: &FrozenBid) -> Bid {
    Bid {
        id: frozen.label.clone(),
        price: frozen.price_pence.map(Pence),
        scores: frozen.scores.clone(),
        excluded: (frozen.status == "excluded").then(|| frozen.why.join(" ")),
    }
}
