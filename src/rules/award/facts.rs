//! What follows from the rows of a lot's result.

use entity::id::{BidId, PersonId, RowId};
use entity::number::{Pence, Version};
use entity::state::{AboveCeiling, IfWinnerFails, LowOutcome};
use entity::{award, bid_price, lot_evaluation, low_price, ranking as frozen};

use super::{LotResult, Rows};
use crate::access::{Act, Actor, may};
use crate::scoring::{Entered, InOrOut, clear_if_seated, may_see_results};
use crate::tender::terms::LotTerms;
use crate::{Action, Change, Refusal, Why};

impl LotResult {
    pub(crate) fn rows(&self) -> &Rows {
        &self.rows
    }

    pub(super) fn terms(&self) -> Result<&LotTerms, Refusal> {
        self.rows.scoring.lot_terms(self.rows.lot)
    }

    /// What the terms say of a winner that falls away.
    pub(super) fn if_winner_fails(&self) -> Option<IfWinnerFails> {
        self.terms().ok()?.if_winner_fails
    }

    pub(super) fn stage(&self) -> Result<&lot_evaluation::Model, Refusal> {
        self.rows.scoring.stage(self.rows.lot)
    }

    pub(super) fn entered(&self) -> Vec<&Entered> {
        self.rows.scoring.entered(self.rows.lot)
    }

    pub(super) fn bid(&self, bid: BidId) -> Result<&Entered, Refusal> {
        let entered = self.rows.scoring.bid(bid)?;
        if entered.bid.row.lot_id == self.rows.lot { Ok(entered) } else { Err(Refusal::not_found()) }
    }

    pub(super) fn label(&self, bid: BidId) -> &str {
        self.rows.scoring.label(bid)
    }

    pub(super) fn price(&self, bid: BidId) -> Option<&bid_price::Model> {
        self.rows.prices.iter().find(|row| row.bid_id == bid)
    }

    pub(super) fn low(&self, bid: BidId) -> Option<&low_price::Model> {
        self.rows.lows.iter().find(|row| row.bid_id == bid)
    }

    pub(super) fn ranking(&self) -> Option<&frozen::Model> {
        self.rows.rankings.last()
    }

    /// Why a bid is not ranked, whatever its scores: by its checks, because it left, above a ceiling that disregards,
    /// or at a price that it did not explain.
    pub(super) fn out(&self, entered: &Entered) -> Option<String> {
        let bid = entered.bid.row.id;
        if let InOrOut::Out(why) = self.rows.scoring.stands(entered) {
            return Some(why);
        }
        let low = self.low(bid).filter(|low| low.outcome == Some(LowOutcome::Disregarded));
        if let Some(low) = low {
            let why = low.reason.as_deref().unwrap_or_default();
            return Some(format!("Its price is abnormally low and was not explained. {why}"));
        }
        let terms = self.terms().ok()?;
        match (terms.above_ceiling, terms.ceiling, self.price(bid)) {
            (Some(AboveCeiling::Disregarded), Some(ceiling), Some(price)) if price.total > ceiling => {
                Some(format!("Its price is above the published ceiling of {ceiling}."))
            }
            _ => None,
        }
    }

    /// The prices of the bids that are not out, in the order of their labels.
    pub(super) fn standing(&self) -> Vec<(&Entered, Pence)> {
        let priced = |it| Some((it, self.price(it_id(it))?.total));
        self.entered().into_iter().filter(|it| self.out(it).is_none()).filter_map(priced).collect()
    }

    /// The bid with this label.
    pub(super) fn labelled(&self, label: &str) -> Option<&Entered> {
        self.entered().into_iter().find(|it| self.label(it_id(it)) == label)
    }

    /// An act on the lot by someone of the council whose role allows it, and whom no seat on the panel keeps from it.
    pub(super) fn acts(&self, act: Act, actor: &Actor) -> Result<PersonId, Refusal> {
        let person = self.rows.scoring.theirs(actor)?;
        may(actor, act)?;
        match self.rows.scoring.lot(self.rows.lot).and_then(|row| row.signed_at) {
            Some(_) => may_see_results(&self.rows.scoring, actor)?,
            None => clear_if_seated(&self.rows.scoring, actor)?,
        }
        Ok(person)
    }

    /// A change that moves the lot.
    pub(super) fn moving(&self, action: Action, seen: Version) -> Result<Change, Refusal> {
        Ok(self.rows.scoring.change(action).moves(self.stage()?, seen))
    }

    /// A change that moves the award, and rests on how far the lot is.
    pub(super) fn moving_award(
        &self,
        action: Action,
        award: &award::Model,
        seen: Version,
    ) -> Result<Change, Refusal> {
        Ok(self.rows.scoring.change(action).rests_on(self.stage()?).moves(award, seen))
    }

    /// The decision that stands and has not failed.
    pub(super) fn current(&self) -> Option<&award::Model> {
        self.award().filter(|award| award.failed_on.is_none())
    }

    /// The explanation of a bid's score that was marked up for the others.
    pub(super) fn marked(&self, award: &award::Model, criterion: RowId) -> Option<&str> {
        let rows = self.rows.redactions.iter();
        rows.filter(|row| row.award_id == award.id && row.criterion_id == criterion)
            .map(|row| row.marked.as_str())
            .next_back()
    }
}

fn it_id(entered: &Entered) -> BidId {
    entered.bid.row.id
}

pub(super) fn not_now<T>(says: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::of(Why::NotNow, says))
}
