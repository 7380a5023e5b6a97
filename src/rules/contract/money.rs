//! The money of a contract: price, budget and payments year by year, the forecast to the end, and what is out of line.

use chrono::NaiveDate;
use entity::contract_budget;
use entity::number::Pence;
use entity::state::Secured;
use num_traits::{Signed, Zero};

use super::Contract;
use super::price::{YearPrice, pence, years};
use crate::exact::{Exact, percent, pounds, two_decimals, whole};
use crate::term::{Span, Unreckonable};

/// The money of one contract year. Sums are in pounds, exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearMoney {
    /// Its price.
    pub price: YearPrice,
    /// What variations that take effect in it add.
    pub varied: Pence,
    /// Money that is there for it.
    pub secured: Exact,
    /// Money that is sought for it, or of which it is not said.
    pub sought: Exact,
    /// What was paid in it.
    pub paid: Pence,
    /// What it is expected to cost: what was paid, once it is over; before, the price, or what was paid where that is more.
    pub forecast: Option<Exact>,
}

/// The money of a contract up to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Year by year.
    pub years: Vec<YearMoney>,
    /// What is expected to be paid over all of them, to the penny.
    pub forecast: Option<Pence>,
    /// The price of all of them with variations, to the penny.
    pub price: Option<Pence>,
    /// Forecast less price: above nothing where it costs more.
    pub variance: Option<Pence>,
    /// What was paid, whenever.
    pub paid: Pence,
    /// Money that is there, at most the price of its year.
    pub secured: Pence,
    /// The price that no secured money covers.
    pub unsecured: Option<Pence>,
    /// The share of the price that is secured, in percent, exactly.
    pub secured_share: Option<Exact>,
}

impl YearMoney {
    /// Its price with variations, in pounds.
    #[must_use]
    pub fn whole_price(&self) -> Option<Exact> {
        Some(self.price.exact.as_ref()? + pounds(self.varied))
    }
}

/// The money of a contract to this day, seen from today.
pub fn money(contract: &Contract, until: NaiveDate, today: NaiveDate) -> Result<Money, Unreckonable> {
    let years: Vec<_> =
        years(contract, until)?.into_iter().map(|price| year(contract, price, today)).collect();
    let sum = |of: &dyn Fn(&YearMoney) -> Option<Exact>| {
        years.iter().try_fold(Exact::zero(), |sum, year| Some(sum + of(year)?))
    };
    let (exact_forecast, exact_price) = (sum(&|year| year.forecast.clone()), sum(&YearMoney::whole_price));
    let secured = years.iter().fold(Exact::zero(), |sum, year| sum + covered(year));
    let forecast = exact_forecast.as_ref().and_then(pence);
    let price = exact_price.as_ref().and_then(pence);
    let share = |price: &Exact| (!price.is_zero()).then(|| &secured / price * whole(100));
    Ok(Money {
        variance: forecast.zip(price).map(|(forecast, price)| Pence(forecast.0.saturating_sub(price.0))),
        unsecured: exact_price.as_ref().and_then(|price| pence(&(price - &secured))),
        secured_share: exact_price.as_ref().and_then(share),
        secured: pence(&secured).unwrap_or_default(),
        paid: paid(contract, None),
        forecast,
        price,
        years,
    })
}

/// Secured money counts up to the price of its year: what is over does not pay for another.
fn covered(year: &YearMoney) -> Exact {
    match year.whole_price() {
        Some(price) if year.secured > price => price,
        Some(_) | None => year.secured.clone(),
    }
}

fn year(contract: &Contract, price: YearPrice, today: NaiveDate) -> YearMoney {
    let within = |day: NaiveDate| price.span.holds(day);
    let varied =
        contract.variations.iter().filter(|row| within(row.effective_on)).map(|row| row.value_change.0);
    let varied = Pence(varied.fold(0, i64::saturating_add));
    let paid = paid(contract, Some(price.span));
    let whole_price = price.exact.as_ref().map(|exact| exact + pounds(varied));
    let forecast = if price.span.last < today {
        Some(pounds(paid))
    } else {
        whole_price.clone().map(|price| price.max(pounds(paid)))
    };
    let of = |secured: bool| {
        let lines = contract.budgets.iter().filter(|line| is_of(line, price.year));
        let lines = lines.filter(|line| (line.secured == Some(Secured::Secured)) == secured);
        lines
            .filter_map(|line| amount(line, whole_price.as_ref()))
            .fold(Exact::zero(), |sum, line| sum + line)
    };
    let (secured, sought) = (of(true), of(false));
    YearMoney { price, varied, secured, sought, paid, forecast }
}

/// A line without a year is for every year.
fn is_of(line: &contract_budget::Model, year: u32) -> bool {
    line.year.is_none_or(|of| u32::try_from(of).is_ok_and(|of| of == year))
}

/// The amount of a line, or its share of the year's price.
fn amount(line: &contract_budget::Model, price: Option<&Exact>) -> Option<Exact> {
    let share = || Some(price? * percent(line.share?) / whole(100));
    line.amount.map(pounds).or_else(share)
}

/// What was paid in these days, or at all, without VAT.
#[must_use]
pub fn paid(contract: &Contract, within: Option<Span>) -> Pence {
    let payments = contract.paid().filter(|row| within.is_none_or(|span| span.holds(row.paid_on)));
    Pence(payments.fold(0, |sum, row| sum.saturating_add(row.amount.0)))
}

/// What a person should look at.
#[must_use]
pub fn warnings(contract: &Contract, money: &Money) -> Vec<String> {
    let mut found = Vec::new();
    let value = contract.row.value_now.or(contract.row.value);
    if let Some(value) = value.filter(|value| money.paid > *value) {
        let over = Pence(money.paid.0.saturating_sub(value.0));
        found.push(format!("{} has been paid, {over} more than the contract’s value of {value}. Record a variation, or stop paying.", money.paid));
    } else if let Some((value, forecast)) =
        value.zip(money.forecast).filter(|(value, forecast)| forecast > value)
    {
        let over = Pence(forecast.0.saturating_sub(value.0));
        found.push(format!("At {forecast} the forecast is {over} above the contract’s value of {value}."));
    }
    for year in &money.years {
        if let Some(price) = year.whole_price().filter(|price| pounds(year.paid) > *price) {
            let over = pence(&(pounds(year.paid) - price)).unwrap_or_default();
            found.push(format!(
                "In year {} {} was paid, {over} more than its price.",
                year.price.year, year.paid
            ));
        }
        if let Some(price) = year.whole_price()
            && let budget = &year.secured + &year.sought
            && !contract.budgets.is_empty()
            && budget < price
        {
            let gap = pence(&(price - budget)).unwrap_or_default();
            found.push(format!("Year {} has {gap} less in its budget than its price.", year.price.year));
        }
    }
    if let (Some(share), Some(unsecured)) = (&money.secured_share, money.unsecured.filter(|sum| sum.0 > 0))
        && !contract.budgets.is_empty()
    {
        let left = whole(100) - share;
        found.push(format!(
            "{unsecured} ({}%) of the price is not secured.",
            two_decimals(&left.abs()).trim_end_matches('0').trim_end_matches('.')
        ));
    }
    if let Some((value, price)) = contract.row.value.zip(money.price)
        && contract.variations.is_empty()
        && price > value
    {
        found.push(format!(
            "The prices of the years come to {price}, above the value of {value} at which it was signed."
        ));
    }
    found
}

#[cfg(test)]
mod tests;
