//! The ranking: from terms, moderated scores and prices through `rules::evaluation`, frozen with everything that went in.

mod draw;
mod obstacle;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entity::id::{BidId, RowId};
use entity::number::Version;
use entity::ranking as row;
use entity::state::{RankOn as Published, TieRule, YesNo};
use sea_orm::ActiveValue::Set;

use super::LotResult;
use super::facts::not_now;
use super::frozen::{Frozen, FrozenBid};
use crate::access::{Act, Actor};
use crate::evaluation::{Bid, Criterion, Evaluation, Lot, RankOn, TieBreak, evaluate};
use crate::exact::percent;
use crate::scoring::Entered;
use crate::tender::formula::formula_of;
use crate::{Action, Change, Refusal, Subject, Why, sha256};

pub use draw::{DRAW, FIRST_DRAWN, Tie, record_draw, tie};
pub(super) use obstacle::open_questions;
pub use obstacle::{At, Obstacle, obstacles};

impl LotResult {
    /// The lot as it is scored, bids by their labels. Bids that are out are excluded with their reason.
    pub(super) fn as_lot(&self) -> Result<Lot, Refusal> {
        let terms = self.terms()?;
        let benchmark = (terms.benchmark_floor, terms.benchmark_ceiling);
        let formula =
            formula_of(terms.formula, benchmark).map_err(|says| Refusal::of(Why::CannotTell, says))?;
        let criteria = terms.questions().map(|question| Criterion {
            id: question.id.0.to_string(),
            weight: percent(question.weight),
            minimum: question.minimum.map(i64::from),
        });
        Ok(Lot {
            price_weight: percent(terms.price_weight),
            quality_weight: percent(terms.quality_weight),
            price_formula: formula,
            scale_max: self.scoring().terms().highest_score().into(),
            criteria: criteria.collect(),
            overall_minimum_percent: terms.overall_minimum.map(percent),
            minimum_disqualifies: terms.minimum_disqualifies == YesNo::Yes,
            rank_on: match terms.rank_on {
                Published::Published => RankOn::Published,
                Published::Exact => RankOn::Exact,
            },
            tie_break: self.tie_breaks()?,
            bids: self.entered().into_iter().map(|entered| self.as_bid(entered)).collect(),
        })
    }

    fn as_bid(&self, entered: &Entered) -> Bid {
        let bid = entered.bid.row.id;
        let scores = self.terms().into_iter().flat_map(|terms| terms.questions());
        let agreed =
            |id: RowId| self.scoring().agreed(id, bid).map(|row| (id.0.to_string(), row.score.into()));
        Bid {
            id: self.label(bid).to_owned(),
            price: self.price(bid).map(|row| row.total),
            scores: scores.filter_map(|question| agreed(question.id)).collect::<BTreeMap<_, _>>(),
            excluded: self.out(entered),
        }
    }

    /// What separates equal totals, up to a draw, which the arithmetic knows nothing of.
    fn tie_breaks(&self) -> Result<Vec<TieBreak>, Refusal> {
        let published = self.terms()?.tie_breaks.iter().take_while(|tie| tie.rule != TieRule::Draw);
        let each = published.map(|tie| match (tie.rule, tie.criterion) {
            (TieRule::Quality, _) => Ok(TieBreak::Quality),
            (TieRule::Price, _) => Ok(TieBreak::Price),
            (TieRule::Criterion, Some(id)) => Ok(TieBreak::Criterion(id.0.to_string())),
            (TieRule::Criterion, None) | (TieRule::Draw, _) => Err(Refusal::of(
                Why::CannotTell,
                "The published order for equal totals names a question that cannot be found.",
            )),
        });
        each.collect()
    }

    /// The result as it would be, or is, by today's facts.
    pub(super) fn evaluated(&self) -> Result<Evaluation, Refusal> {
        evaluate(self.as_lot()?)
    }

    /// The bids that the frozen ranking puts first.
    pub(super) fn first(&self) -> Vec<&Entered> {
        self.ranked().into_iter().filter(|(rank, _)| *rank == 1).map(|(_, entered)| entered).collect()
    }

    /// Every bid that the frozen ranking ranks, with its rank, best first.
    pub(super) fn ranked(&self) -> Vec<(usize, &Entered)> {
        let bids = self.frozen_result().map(|frozen| frozen.bids).unwrap_or_default();
        let one = |bid: &FrozenBid| Some((bid.rank?, self.labelled(&bid.label)?));
        let mut ranked: Vec<_> = bids.iter().filter_map(one).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked
    }

    /// What the ranking that stands says.
    pub(super) fn frozen_result(&self) -> Option<Frozen> {
        Frozen::read(self.ranking()?)
    }

    /// The bid that wins by the frozen ranking: the only one ranked first, or the first one drawn.
    ///
    /// Refuses where nothing is frozen, where no bid is ranked, and where bids are equal: the code never chooses.
    pub fn winner(&self) -> Result<BidId, Refusal> {
        let Some(ranking) = self.ranking() else { return not_now("Freeze the ranking of this lot first.") };
        let first = self.first();
        match (first.as_slice(), self.drawn(ranking.id)) {
            ([], _) => not_now("No bid is ranked, so no contract can be awarded."),
            ([only], _) => Ok(only.bid.row.id),
            (_, Some(drawn)) => Ok(drawn),
            (_, None) => not_now(self.equal(&first)),
        }
    }

    fn equal(&self, first: &[&Entered]) -> String {
        let names: Vec<_> = first.iter().map(|it| self.label(it.bid.row.id)).collect();
        let next = match self.a_draw_is_published() {
            true => "Record the draw that was published.",
            false => {
                "The terms separate them no further and published no draw, so no contract can be awarded."
            }
        };
        format!("{} are equal. {next}", names.join(" and "))
    }
}

/// Whether the ranking can be frozen now, by this person. Refuses as [`freeze`] does.
pub fn may_freeze(r: &LotResult, actor: &Actor) -> Result<(), Refusal> {
    r.acts(Act::RunEvaluation, actor)?;
    to_freeze(r).map(drop)
}

/// The result that is to be frozen.
fn to_freeze(r: &LotResult) -> Result<String, Refusal> {
    obstacle::nothing_in_the_way(r)?;
    let result = Frozen::of(&r.evaluated()?).text();
    if r.ranking().is_some_and(|before| before.result == result) {
        return not_now("The ranking is frozen already, and nothing has changed since.");
    }
    Ok(result)
}

/// Freezes the ranking: everything that went in and what came out, exact, with a digest in the record of actions.
///
/// Refuses before prices are open, while a check or a low price is undecided, while a decision stands, a second ranking of
/// the same facts, and one after a winner fell away unless the terms said that it is worked out again.
pub fn freeze(
    r: &LotResult,
    id: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = r.acts(Act::RunEvaluation, actor)?;
    let result = to_freeze(r)?;
    let before = r.ranking();
    let number = before.map_or(0, |before| before.number).saturating_add(1);
    let digest = sha256(&result);
    let row = row::ActiveModel {
        id: Set(id),
        tender_id: Set(r.scoring().tender().row.id),
        lot_id: Set(r.lot()),
        number: Set(number),
        result: Set(result),
        digest: Set(digest.clone()),
        at: Set(now),
        person_id: Set(person),
    };
    let change = r.scoring().change_of(Action::FreezeRanking, Subject::Lot(r.lot())).moves(r.stage()?, seen);
    let change = r.entered().into_iter().fold(change, |change, it| change.rests_on(&it.bid.row));
    Ok(change.insert(row).seals(number, &digest))
}

#[cfg(test)]
mod tests;
