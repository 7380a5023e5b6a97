//! What papers say of a lot's result: to everyone who reads procurements, and in the exempt appendix.
//!
//! INVARIANT: the open part holds no price, no name and no score before the decision, and never a loser's name or price.
//! The words of a decision stand in it as they were published. What it holds is the same for every reader, so that a kept
//! version tells nobody more than they may know.

mod exempt;

use std::collections::BTreeMap;

use entity::award;
use entity::id::RowId;
use entity::number::Pence;
use entity::state::{AwardKind, LowOutcome, WinnerFailure};

use super::LotResult;
use super::frozen::{Frozen, FrozenBid};
use crate::scoring::Entered;

pub use exempt::{ExemptBid, ExemptLow, ExemptResult, Explained};

/// How far a lot has come, as everyone may know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// Bids are being scored or moderated.
    Scoring,
    /// Quality is signed off, prices are sealed.
    SignedOff,
    /// Prices are open, nothing is ranked.
    Priced,
    /// The ranking is frozen, nothing is decided.
    Ranked,
    /// A decision is recorded.
    Decided,
    /// The bidders were told of it.
    Told,
}

/// What became of the opened bids of a lot, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// They are ranked.
    pub ranked: usize,
    /// They failed a minimum.
    pub failed: usize,
    /// They were out before they could be ranked.
    pub out: usize,
}

/// What everyone who reads procurements may know of a lot's result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenResult {
    /// How far it has come.
    pub reached: Reached,
    /// What became of the bids, once the ranking is frozen.
    pub counts: Option<Counts>,
    /// Whether a contract can be awarded by the frozen ranking as it stands.
    pub has_candidate: bool,
    /// Every bid by its label, once a decision is recorded.
    pub bids: Vec<OpenBid>,
    /// The decision that stands.
    pub award: Option<award::Model>,
    /// Who is awarded the contract, once that is decided.
    pub winner: Option<OpenWinner>,
    /// Earlier awards whose winners fell away.
    pub fallen: Vec<Fallen>,
    /// Every decision, oldest first.
    pub decisions: Vec<award::Model>,
}

/// A bid as everyone may know it after the decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenBid {
    /// What the panel called it.
    pub label: String,
    /// What became of it, without reasons.
    pub standing: &'static str,
    /// Its moderated scores, by question.
    pub scores: BTreeMap<RowId, i64>,
    /// Its quality score as published.
    pub quality: Option<String>,
    /// Its rank.
    pub rank: Option<usize>,
}

/// Who is awarded the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenWinner {
    /// What the panel called its bid.
    pub label: String,
    /// Its name, once the bidders were told.
    pub name: Option<String>,
    /// Its price, once the bidders were told.
    pub price: Option<Pence>,
}

/// An award whose winner fell away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fallen {
    /// Which decision of the lot.
    pub number: i32,
    /// The day the winner fell away.
    pub on: chrono::NaiveDate,
    /// How.
    pub how: Option<WinnerFailure>,
}

impl LotResult {
    /// What everyone who reads procurements may know of it. The same for every reader.
    #[must_use]
    pub fn open_result(&self) -> OpenResult {
        let frozen = self.frozen_result();
        let award = self.current();
        OpenResult {
            reached: self.reached(),
            counts: frozen.as_ref().map(counts),
            has_candidate: self.candidate().is_ok(),
            bids: frozen.iter().filter(|_| award.is_some()).flat_map(|it| self.open_bids(it)).collect(),
            award: award.cloned(),
            winner: award.and_then(|award| self.open_winner(award)),
            fallen: self.rows().awards.iter().filter_map(fallen).collect(),
            decisions: self.rows().awards.clone(),
        }
    }

    fn reached(&self) -> Reached {
        let stage = self.stage().ok();
        let is = |set: Option<bool>| set == Some(true);
        match self.current() {
            Some(award) if award.told_at.is_some() => Reached::Told,
            Some(_) => Reached::Decided,
            None if self.ranking().is_some() => Reached::Ranked,
            None if is(stage.map(|it| it.prices_at.is_some())) => Reached::Priced,
            None if is(stage.map(|it| it.signed_at.is_some())) => Reached::SignedOff,
            None => Reached::Scoring,
        }
    }

    fn open_bids(&self, frozen: &Frozen) -> Vec<OpenBid> {
        let one = |bid: &FrozenBid| OpenBid {
            label: bid.label.clone(),
            standing: self.standing_words(bid),
            scores: if bid.status == "excluded" { BTreeMap::new() } else { by_question(bid) },
            quality: bid.quality_score.clone().filter(|_| bid.status != "excluded").map(|it| it.published),
            rank: bid.rank,
        };
        frozen.bids.iter().map(one).collect()
    }

    /// What became of a bid in the frozen ranking, in a few words that give no reason away.
    pub(super) fn standing_words(&self, bid: &FrozenBid) -> &'static str {
        let fell = |entered: &Entered| {
            let bid = entered.bid.row.id;
            self.rows().awards.iter().any(|award| award.bid_id == Some(bid) && award.failed_on.is_some())
        };
        let entered = self.labelled(&bid.label);
        let low = entered.and_then(|it| self.low(it.bid.row.id)).and_then(|low| low.outcome);
        match (bid.status.as_str(), low) {
            ("ranked", _) if entered.is_some_and(fell) => "Ranked; fell away after the award",
            ("ranked", _) => "Ranked",
            ("failed_minimum", _) => "Failed a published minimum",
            (_, Some(LowOutcome::Disregarded)) => "Out: its low price was not explained",
            (_, Some(LowOutcome::Accepted) | None) => "Out before the ranking",
        }
    }

    fn open_winner(&self, award: &award::Model) -> Option<OpenWinner> {
        if award.kind != AwardKind::Award {
            return None;
        }
        let entered = self.bid(award.bid_id?).ok()?;
        let told = award.told_at.is_some();
        Some(OpenWinner {
            label: self.label(entered.bid.row.id).to_owned(),
            name: told.then(|| entered.opened.name.clone()),
            price: self.price(entered.bid.row.id).filter(|_| told).map(|row| row.total),
        })
    }
}

fn counts(frozen: &Frozen) -> Counts {
    let of = |status: &str| frozen.bids.iter().filter(|bid| bid.status == status).count();
    Counts { ranked: of("ranked"), failed: of("failed_minimum"), out: of("excluded") }
}

fn fallen(award: &award::Model) -> Option<Fallen> {
    Some(Fallen { number: award.number, on: award.failed_on?, how: award.failure })
}

/// The moderated scores of a bid, by question.
pub(super) fn by_question(bid: &FrozenBid) -> BTreeMap<RowId, i64> {
    let one = |(id, score): (&String, &i64)| Some((RowId(id.parse().ok()?), *score));
    bid.scores.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests;
