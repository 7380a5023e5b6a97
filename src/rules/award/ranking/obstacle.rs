//! What stands in the way of freezing a ranking, and where each of it is put right.

use entity::id::BidId;
use entity::state::IfWinnerFails;

use crate::award::LotResult;
use crate::award::facts::not_now;
use crate::award::low::undecided;
use crate::award::prices::opened;
use crate::scoring::InOrOut;
use crate::{Problem, Refusal};

/// One thing that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// What it is and what to do about it.
    pub says: String,
    /// Where it is put right.
    pub at: At,
}

/// Where an obstacle is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Nowhere: that is how it is.
    Nowhere,
    /// Where the prices of the lot are opened.
    Prices,
    /// Where the price of this bid is asked about and decided.
    Price(BidId),
    /// Where the conditions and exclusions of this bid are decided.
    Checks(BidId),
}

/// Everything that stands in the way of freezing a ranking of the facts as they are. None of it is about who asks.
#[must_use]
pub fn obstacles(r: &LotResult) -> Vec<Obstacle> {
    if let Err(refusal) = timely(r) {
        let at =
            if r.stage().is_ok_and(|stage| stage.prices_at.is_none()) { At::Prices } else { At::Nowhere };
        return vec![Obstacle { says: refusal.first(), at }];
    }
    open_questions(r)
}

/// Low prices and checks that are still to be decided.
pub(in crate::award) fn open_questions(r: &LotResult) -> Vec<Obstacle> {
    let prices = undecided(r).into_iter().map(|(bid, says)| Obstacle { says, at: At::Price(bid) });
    let entered = r.entered();
    let checking = entered.iter().filter(|it| r.scoring().stands(it) == InOrOut::Checking);
    let checks = checking.map(|it| {
        let bid = it.bid.row.id;
        Obstacle { says: format!("{}: its checks are not all decided.", r.label(bid)), at: At::Checks(bid) }
    });
    prices.chain(checks).collect()
}

/// Refuses where anything stands in the way, all of it at once.
pub(super) fn nothing_in_the_way(r: &LotResult) -> Result<(), Refusal> {
    timely(r)?;
    Refusal::unless_empty(obstacles(r).into_iter().map(|one| Problem::whole(one.says)).collect())
}

/// Whether this is a time at which a ranking is frozen at all.
fn timely(r: &LotResult) -> Result<(), Refusal> {
    opened(r)?;
    if r.current().is_some() {
        return not_now("A decision on this lot is recorded, and rests on its ranking.");
    }
    if r.award().is_some() && r.if_winner_fails() != Some(IfWinnerFails::Recompute) {
        return not_now(
            "The terms did not say that the ranking is worked out again when a winner falls away.",
        );
    }
    Ok(())
}
