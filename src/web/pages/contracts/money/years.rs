//! The years of a contract as the tables of its money show them.

use entity::number::Pence;
use rules::contract::money::{Money, YearMoney};
use rules::contract::price::{YearPrice, pence, total, total_payable, total_scheduled};
use rules::exact::money;
use rules::field::long_day;
use serde::Serialize;

/// A contract year.
#[derive(Serialize)]
pub(super) struct Year {
    year: u32,
    first: String,
    last: String,
    scheduled: Option<String>,
    rests: &'static str,
    payable: Option<String>,
    varied: Option<String>,
    price: Option<String>,
    secured: String,
    sought: String,
    paid: String,
    forecast: Option<String>,
    variance: Option<String>,
    /// Whether more is forecast than the price.
    over: bool,
}

/// All years together.
#[derive(Serialize)]
pub(super) struct Sums {
    scheduled: Option<String>,
    /// Each year to the penny.
    payable: Option<String>,
    /// The same added up exactly and rounded once, where that differs.
    exact: Option<String>,
    /// What indexation adds, where it adds anything.
    indexed: Option<String>,
    varied: Option<String>,
    price: Option<String>,
    secured: String,
    sought: String,
    paid: String,
    forecast: Option<String>,
    variance: Option<String>,
}

impl Year {
    /// One year.
    pub(super) fn of(year: &YearMoney) -> Self {
        let whole = year.whole_price();
        let variance = year.forecast.as_ref().zip(whole.as_ref());
        let variance = variance.and_then(|(forecast, price)| pence(&(forecast - price)));
        Self {
            year: year.price.year,
            first: long_day(year.price.span.first),
            last: long_day(year.price.span.last),
            scheduled: shown(year.price.scheduled),
            rests: year.price.rests.words(),
            payable: shown(year.price.payable()),
            varied: shown(Some(year.varied).filter(|sum| sum.0 != 0)),
            price: whole.as_ref().map(money),
            secured: money(&year.secured),
            sought: money(&year.sought),
            paid: year.paid.to_string(),
            forecast: year.forecast.as_ref().map(money),
            over: variance.is_some_and(|sum| sum.0 > 0),
            variance: shown(variance),
        }
    }
}

impl Sums {
    /// Of these years.
    pub(super) fn of(all: &Money) -> Self {
        let prices: Vec<YearPrice> = all.years.iter().map(|year| year.price.clone()).collect();
        let (exact, payable) = (total(&prices), total_payable(&prices));
        let scheduled = total_scheduled(&prices);
        let more = |of: Pence| move |sum: Pence| sum.0.checked_sub(of.0).map(Pence);
        let indexed = scheduled.and_then(|scheduled| payable.and_then(more(scheduled)));
        let varied = all.years.iter().fold(0_i64, |sum, year| sum.saturating_add(year.varied.0));
        let added = |of: fn(&YearMoney) -> &rules::exact::Exact| {
            money(&all.years.iter().map(of).fold(rules::exact::whole(0), |sum, one| sum + one))
        };
        Self {
            scheduled: shown(scheduled),
            exact: shown(exact.filter(|exact| Some(*exact) != payable)),
            payable: shown(payable),
            indexed: shown(indexed.filter(|sum| sum.0 != 0)),
            varied: shown(Some(Pence(varied)).filter(|sum| sum.0 != 0)),
            price: shown(all.price),
            secured: added(|year| &year.secured),
            sought: added(|year| &year.sought),
            paid: Pence(all.years.iter().fold(0, |sum, year| sum.saturating_add(year.paid.0))).to_string(),
            forecast: shown(all.forecast),
            variance: shown(all.variance),
        }
    }
}

fn shown(sum: Option<Pence>) -> Option<String> {
    sum.map(|sum| sum.to_string())
}
