//! Prices: opened for a lot at once, by the act that copies them, after its quality is signed off.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use entity::id::{BidId, RowId};
use entity::number::Version;
use entity::{bid_price, lot_evaluation};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::LotResult;
use super::facts::not_now;
use crate::access::{Act, Actor};
use crate::bid::price::Schedule;
use crate::bid::{Opened, Prices};
use crate::{Action, Change, Refusal, Why};

/// The price of one bid, as it came out of its seal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsealed {
    /// A number for the row.
    pub id: RowId,
    /// The bid.
    pub bid: BidId,
    /// Its schedule.
    pub schedule: Schedule,
}

/// Copies the prices of every bid that is still in. One that is out stays sealed for good.
///
/// Refuses before quality is signed off, a second time, and prices that are not those of exactly the bids the leave
/// names.
pub fn open(
    r: &LotResult,
    may: &Opened<Prices>,
    unsealed: &[Unsealed],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = r.acts(Act::RunEvaluation, actor)?;
    let stage = r.stage()?;
    if stage.signed_at.is_none() {
        return not_now("Prices are opened once the quality of this lot is signed off.");
    }
    if stage.prices_at.is_some() {
        return not_now("The prices of this lot have been opened already.");
    }
    let allowed: BTreeSet<BidId> = Opened::<Prices>::to(r.scoring(), r.lot(), actor)?.bids().collect();
    let given: BTreeSet<BidId> = unsealed.iter().map(|price| price.bid).collect();
    if may.tender() != stage.tender_id || given != allowed || may.bids().collect::<BTreeSet<_>>() != allowed {
        let says = "The prices do not fit the bids that are in. Load the page again.";
        return Err(Refusal::of(Why::CannotTell, says));
    }
    let row = lot_evaluation::ActiveModel {
        id: Unchanged(stage.id),
        prices_at: Set(Some(now)),
        prices_by: Set(Some(person)),
        ..Default::default()
    };
    let mut change = r.moving(Action::OpenPrices, seen)?.update(row);
    for price in unsealed {
        let too_much = || Refusal::of(Why::CannotTell, "A price is too large to add up.");
        change = change.insert(bid_price::ActiveModel {
            id: Set(price.id),
            tender_id: Set(stage.tender_id),
            lot_id: Set(stage.lot_id),
            bid_id: Set(price.bid),
            total: Set(price.schedule.total().ok_or_else(too_much)?),
            schedule: Set(price.schedule.text()),
            at: Set(now),
        });
    }
    Ok(change)
}

/// Whether prices can be looked at and ranked.
pub(super) fn opened(r: &LotResult) -> Result<(), Refusal> {
    match r.stage()?.prices_at {
        Some(_) => Ok(()),
        None => not_now("Open the prices of this lot first."),
    }
}

impl LotResult {
    /// The prices that are open to the reader.
    #[must_use]
    pub fn prices(&self, may: &Opened<Prices>) -> Vec<&bid_price::Model> {
        self.rows().prices.iter().filter(|row| may.shows(row.bid_id)).collect()
    }
}
