//! What whoever decides on an award looks at: the bid that can be awarded the contract, its price, and who decides.

use entity::id::BidId;
use entity::number::Pence;
use entity::state::NoAwardGround;

use super::LotResult;
use super::decision::not_borne_out;
use crate::access::{Act, Actor};
use crate::settings::{Authority, decider};
use crate::{Refusal, Why};

/// The bid that can be awarded the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The bid.
    pub bid: BidId,
    /// The bidder.
    pub name: String,
    /// Its price over the whole term.
    pub price: Pence,
    /// Its total as the ranking published it.
    pub total: Option<String>,
    /// The body that decides at this price; nothing where no tier reaches it.
    pub body: Option<String>,
    /// By which tier.
    pub tier: String,
}

/// The bid that can be awarded the contract now, for whoever may see how far an award is.
///
/// Refuses before the ranking is frozen, and where the code cannot choose.
pub fn proposal(r: &LotResult, authority: &Authority, actor: &Actor) -> Result<Proposal, Refusal> {
    r.acts(Act::ReadAward, actor)?;
    let bid = r.candidate()?;
    let price = r.price(bid).ok_or_else(Refusal::not_found)?.total;
    let tier = decider(authority, Some(price));
    let frozen = r.frozen_result();
    let placed = frozen.as_ref().and_then(|it| it.bid(r.label(bid)));
    Ok(Proposal {
        bid,
        name: r.bid(bid)?.opened.name.clone(),
        price,
        total: placed.and_then(|it| it.total.as_ref()).map(|it| it.published.clone()),
        body: tier.value,
        tier: tier.how,
    })
}

/// Every ground for awarding nothing, with why the record does not bear it out, where it does not.
pub fn grounds(r: &LotResult, actor: &Actor) -> Result<Vec<(NoAwardGround, Option<&'static str>)>, Refusal> {
    r.acts(Act::ReadAward, actor)?;
    let every = [
        NoAwardGround::NoBids,
        NoAwardGround::NoneLeft,
        NoAwardGround::OverBudget,
        NoAwardGround::Tie,
        NoAwardGround::Other,
    ];
    Ok(every.into_iter().map(|ground| (ground, not_borne_out(r, ground))).collect())
}

impl LotResult {
    /// The winner of the decision that stands, by name; nothing where none is awarded the contract.
    pub fn awarded_to(&self, actor: &Actor) -> Result<Option<&str>, Refusal> {
        self.acts(Act::ReadAward, actor)?;
        let winner = self.award().and_then(|award| award.bid_id);
        winner.map(|bid| self.bid(bid).map(|it| it.opened.name.as_str())).transpose()
    }

    /// The bidders of the lot, in alphabetical order, once a decision on it is recorded.
    pub fn bidders(&self, actor: &Actor) -> Result<Vec<(BidId, &str)>, Refusal> {
        self.acts(Act::ReadAward, actor)?;
        if self.award().is_none() {
            return Err(Refusal::of(Why::NotNow, "No decision on this lot is recorded."));
        }
        let mut all: Vec<_> =
            self.entered().into_iter().map(|it| (it.bid.row.id, it.opened.name.as_str())).collect();
        all.sort_by_key(|(bid, name)| (*name, *bid));
        Ok(all)
    }
}
