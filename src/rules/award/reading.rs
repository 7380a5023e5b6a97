//! What of a lot's result a reader is shown, by leave: prices as they were opened, rankings as they were frozen.

use entity::id::BidId;
use entity::number::Pence;
use entity::{bid_price, low_price, ranking};

use super::LotResult;
use super::frozen::{Frozen, FrozenBid, Worked};
use super::low::{Flag, fails_minimum, flags};
use crate::Refusal;
use crate::access::{Act, Actor};
use crate::bid::price::{Schedule, notes};
use crate::bid::{Names, Opened, Prices};
use crate::price::PriceFormula;
use crate::tender::formula::formula_of;

/// What a bid costs, and what is to be known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceLine<'a> {
    /// The bid.
    pub bid: BidId,
    /// What the panel called it.
    pub label: &'a str,
    /// Whose it is, where that is open to the reader.
    pub name: Option<&'a str>,
    /// Its price; nothing for a bid that was out before prices were opened, or has left since.
    pub price: Option<&'a bid_price::Model>,
    /// The price of each year in pence, without VAT.
    pub years: Vec<Pence>,
    /// What is to be known of it: ceiling, benchmark, published value.
    pub notes: Vec<String>,
    /// Why it looks abnormally low by the figure that was settled beforehand.
    pub flag: Option<Flag>,
    /// What its bidder was asked about it.
    pub query: Option<&'a low_price::Model>,
    /// Why the bid is out, if it is.
    pub out: Option<String>,
}

/// The prices of a lot, in the order of the labels. Refuses before its quality is signed off, and who may not read prices.
pub fn price_lines<'a>(r: &'a LotResult, actor: &Actor) -> Result<Vec<PriceLine<'a>>, Refusal> {
    let may = Opened::<Prices>::to(r.scoring(), r.lot(), actor)?;
    let names = Opened::<Names>::to(r.scoring(), actor).ok();
    let (shown, flags) = (r.prices(&may), flags(r, &may));
    let line = |entered: &&'a crate::scoring::Entered| {
        let bid = entered.bid.row.id;
        let price = shown.iter().find(|row| row.bid_id == bid).copied();
        let schedule = price.and_then(|row| Schedule::of(&row.schedule));
        PriceLine {
            bid,
            label: r.label(bid),
            name: names.as_ref().and_then(|names| r.scoring().name(bid, names)),
            notes: schedule.as_ref().map(|schedule| about(r, bid, schedule)).unwrap_or_default(),
            years: schedule.map(|schedule| schedule.years).unwrap_or_default(),
            flag: flags.iter().find(|flag| flag.bid == bid).cloned(),
            query: r.low(bid).filter(|_| price.is_some()),
            out: r.out(entered),
            price,
        }
    };
    Ok(r.entered().iter().map(line).collect())
}

fn about(r: &LotResult, bid: BidId, schedule: &Schedule) -> Vec<String> {
    let (Ok(terms), Some(total)) = (r.terms(), schedule.total()) else { return Vec::new() };
    let mut about = notes(schedule, terms);
    if fails_minimum(r, bid) {
        let says = "Its quality is below a minimum, so it is not ranked. Its price need not be explained.";
        about.push(says.to_owned());
    }
    let formula = formula_of(terms.formula, (terms.benchmark_floor, terms.benchmark_ceiling));
    if let Ok(PriceFormula::Benchmark(between)) = formula {
        if total <= between.floor() {
            about.push(format!(
                "At or below the benchmark floor of {}: the whole price weight.",
                between.floor()
            ));
        }
        if total >= between.ceiling() {
            about
                .push(format!("At or above the benchmark ceiling of {}: no price score.", between.ceiling()));
        }
    }
    about
}

/// A ranking as it was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRanking<'a> {
    /// Its number, digest, and when and by whom it was frozen.
    pub row: &'a ranking::Model,
    /// All that went in and came out.
    pub frozen: Frozen,
    /// The bids, best first, then those that are not ranked in the order of their labels.
    pub bids: Vec<RankedLine<'a>>,
    /// Whether working it out again from what was frozen gives the same result.
    pub comes_out_again: bool,
}

/// One bid of a ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedLine<'a> {
    /// Whose it is, where that is open to the reader.
    pub name: Option<&'a str>,
    /// What was frozen of it.
    pub frozen: FrozenBid,
    /// How its numbers come about.
    pub worked: Option<Worked>,
}

/// Every ranking of a lot, the first one first. Refuses who may not read prices.
pub fn rankings<'a>(r: &'a LotResult, actor: &Actor) -> Result<Vec<ShownRanking<'a>>, Refusal> {
    r.acts(Act::ReadPrices, actor)?;
    let names = Opened::<Names>::to(r.scoring(), actor).ok();
    let name = |label: &str| {
        let entered = r.labelled(label)?;
        r.scoring().name(entered.bid.row.id, names.as_ref()?)
    };
    let shown = |row: &'a ranking::Model| {
        let frozen = Frozen::read(row)?;
        let worked = frozen.worked();
        let comes_out_again = worked.is_ok();
        let mut worked = worked.unwrap_or_default();
        let mut bids: Vec<_> = frozen
            .bids
            .iter()
            .map(|bid| {
                let at = worked.iter().position(|it| it.label == bid.label);
                let worked = at.map(|at| worked.swap_remove(at));
                RankedLine { name: name(&bid.label), worked, frozen: bid.clone() }
            })
            .collect();
        bids.sort_by_key(|bid| bid.frozen.rank.unwrap_or(usize::MAX));
        Some(ShownRanking { row, frozen, bids, comes_out_again })
    };
    Ok(r.rows().rankings.iter().filter_map(shown).collect())
}

impl LotResult {
    /// Whether a ranking is frozen.
    #[must_use]
    pub fn is_ranked(&self) -> bool {
        self.ranking().is_some()
    }

    /// What the panel called a bid, and whose it is where that is open to the reader; nothing before a ranking is frozen,
    /// and to nobody who may not read prices.
    #[must_use]
    pub fn named(&self, bid: BidId, actor: &Actor) -> Option<(&str, Option<&str>)> {
        self.acts(Act::ReadPrices, actor).ok()?;
        self.ranking()?;
        let names = Opened::<Names>::to(self.scoring(), actor).ok();
        let name = names.as_ref().and_then(|names| self.scoring().name(bid, names));
        self.bid(bid).is_ok().then(|| (self.label(bid), name))
    }
}

#[cfg(test)]
mod tests;
