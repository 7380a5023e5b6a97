//! Prices: year by year, indexed exactly, rounded once.
//!
//! P(n) = P(0) × I(n) / I(0), where each year's rise is held between collar and cap (fact sheet, section 6).

mod working;

use chrono::{Datelike, NaiveDate};
use entity::number::{BasisPoints, Hundredths, Pence};
use num_traits::{One, ToPrimitive, Zero};

use super::Contract;
use crate::exact::{Exact, hundredths, pounds, ratio, whole};
use crate::law::dates::{last_day_of_period, plus_months};
use crate::term::{Span, Unreckonable};

pub use working::{Working, workings};

/// How a price follows an index.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Follows {
    /// The most it rises in a year.
    pub cap: Option<BasisPoints>,
    /// The least it changes in a year.
    pub collar: Option<BasisPoints>,
    /// The rise a year that is assumed while values are not there.
    pub assumed: Option<BasisPoints>,
}

/// On what the price of a year rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rests {
    /// On the schedule: it is not indexed, or it is the first year.
    Schedule,
    /// On the values of the index.
    Index,
    /// On the values, held down by the cap.
    Cap,
    /// On the values, held up by the collar.
    Collar,
    /// On an assumed rise, from this year or an earlier one.
    Assumed,
    /// On a value that is not there, and no rise is assumed.
    Unknown,
}

/// The price of a contract year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearPrice {
    /// Which, from 1.
    pub year: u32,
    /// Its days; the last year may be short.
    pub span: Span,
    /// The price in the schedule.
    pub scheduled: Option<Pence>,
    /// The price with indexation, in pounds, exactly.
    pub exact: Option<Exact>,
    /// On what that rests.
    pub rests: Rests,
}

impl YearPrice {
    /// What is payable: to the penny, half up.
    #[must_use]
    pub fn payable(&self) -> Option<Pence> {
        pence(self.exact.as_ref()?)
    }
}

impl Rests {
    /// What a page says of it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Schedule => "As scheduled",
            Self::Index => "Indexed",
            Self::Cap => "Indexed, held at the cap",
            Self::Collar => "Indexed, held at the collar",
            Self::Assumed => "At the assumed rise",
            Self::Unknown => "Cannot tell: a value of the index is missing",
        }
    }
}

/// Pounds to the penny, half up; nothing where they are beyond all counting.
#[must_use]
pub fn pence(pounds: &Exact) -> Option<Pence> {
    hundredths(pounds).to_i64().map(Pence)
}

/// One year's factor, between collar and cap.
fn year_factor(before: Hundredths, now: Hundredths, follows: Follows) -> (Exact, Rests) {
    let factor = ratio(now.0, before.0);
    let bound = |points: BasisPoints| Exact::one() + ratio(points.0.into(), 10_000);
    match (follows.cap.map(bound), follows.collar.map(bound)) {
        (Some(cap), _) if factor > cap => (cap, Rests::Cap),
        (_, Some(collar)) if factor < collar => (collar, Rests::Collar),
        (_, _) => (factor, Rests::Index),
    }
}

/// The factor of each year on the first year's price, from the value that counts for each. The first is one.
#[must_use]
pub fn factors(values: &[Option<Hundredths>], follows: Follows) -> Vec<Option<(Exact, Rests)>> {
    let assumed = follows.assumed.map(|points| Exact::one() + ratio(points.0.into(), 10_000));
    let mut sum = Some((Exact::one(), Rests::Schedule));
    let mut factors = Vec::with_capacity(values.len());
    for place in 0..values.len() {
        if let (Some((so_far, rested)), 1..) = (sum.take(), place) {
            let known = values[place - 1].zip(values[place]).filter(|(before, _)| before.0 > 0);
            sum = match (known, &assumed) {
                (Some((before, now)), _) => {
                    let (factor, rests) = year_factor(before, now, follows);
                    let rests = if rested == Rests::Assumed { Rests::Assumed } else { rests };
                    Some((so_far * factor, rests))
                }
                (None, Some(rise)) => Some((so_far * rise, Rests::Assumed)),
                (None, None) => None,
            };
        } else if place == 0 {
            sum = Some((Exact::one(), Rests::Schedule));
        }
        factors.push(sum.clone());
    }
    factors
}

/// The month whose value counts for a year that begins on this day: the last such month before the one it begins in.
#[must_use]
pub fn month_that_counts(begins: NaiveDate, month: u32) -> Option<NaiveDate> {
    let year = if month < begins.month() { begins.year() } else { begins.year().checked_sub(1)? };
    NaiveDate::from_ymd_opt(year, month, 1)
}

/// The contract years of a contract up to this day: twelve months each from its first day, the last one as long as it is.
#[must_use]
pub fn contract_years(first: NaiveDate, last: NaiveDate) -> Vec<Span> {
    let starts = (0..100_u32).map(|year| plus_months(first, year * 12));
    let whole = (1..=100_u32).map(|year| last_day_of_period(first, year * 12));
    let years = starts.zip(whole).take_while(|(start, _)| *start <= last);
    years.map(|(start, end)| Span { first: start, last: end.min(last) }).collect()
}

/// The price of each contract year to this day, indexed. A year that the schedule does not name has no price.
pub fn years(contract: &Contract, until: NaiveDate) -> Result<Vec<YearPrice>, Unreckonable> {
    let first = contract.row.starts_on.ok_or(Unreckonable::NoStart)?;
    let spans = contract_years(first, until);
    let factors = factors_of(contract, &spans);
    let of = |(place, span): (usize, &Span)| {
        let scheduled = contract.prices.get(place).and_then(|row| row.amount);
        let factor = factors.get(place).cloned().flatten();
        let rests = factor.as_ref().map_or(Rests::Unknown, |(_, rests)| *rests);
        let exact = scheduled.zip(factor).map(|(price, (factor, _))| pounds(price) * factor);
        let year = u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1);
        YearPrice { year, span: *span, scheduled, exact, rests }
    };
    Ok(spans.iter().enumerate().map(of).collect())
}

fn factors_of(contract: &Contract, spans: &[Span]) -> Vec<Option<(Exact, Rests)>> {
    let row = &contract.row;
    let Some(month) = month_of(contract) else {
        return vec![Some((Exact::one(), Rests::Schedule)); spans.len()];
    };
    let values: Vec<_> = spans.iter().map(|span| value_of(contract, *span, month)).collect();
    let follows = Follows { cap: row.index_cap, collar: row.index_collar, assumed: row.index_assumed };
    factors(&values, follows)
}

/// The month whose values count, for a contract that follows an index.
fn month_of(contract: &Contract) -> Option<u32> {
    let row = &contract.row;
    row.index_series_id.and(row.index_month).and_then(|month| u32::try_from(month).ok())
}

/// The value that counts for a contract year, where it is there.
fn value_of(contract: &Contract, year: Span, month: u32) -> Option<Hundredths> {
    let day = month_that_counts(year.first, month)?;
    contract.index.iter().find(|row| row.month == day).map(|row| row.value)
}

/// Prices added up exactly, then rounded once; nothing while one of them is not known.
#[must_use]
pub fn total(years: &[YearPrice]) -> Option<Pence> {
    let sum: Option<Exact> =
        years.iter().try_fold(Exact::zero(), |sum, year| Some(sum + year.exact.as_ref()?));
    pence(&sum?)
}

/// What is payable added up, each year to the penny. It can differ from [`total`] by a penny for every two years.
#[must_use]
pub fn total_payable(years: &[YearPrice]) -> Option<Pence> {
    years.iter().try_fold(0_i64, |sum, year| sum.checked_add(year.payable()?.0)).map(Pence)
}

/// The scheduled price of these days, before indexation: each contract year's by the share of its days. Nothing where a
/// year has no price.
#[must_use]
pub fn price_between(contract: &Contract, span: Span) -> Option<Pence> {
    let first = contract.row.starts_on?;
    let longest = contract.spans().ok()?.last()?.last;
    let mut sum = Exact::zero();
    for (place, year) in contract_years(first, longest).into_iter().enumerate() {
        let (from, to) = (year.first.max(span.first), year.last.min(span.last));
        if from > to {
            continue;
        }
        let price = pounds(contract.prices.get(place)?.amount?);
        sum += price * whole(Span { first: from, last: to }.days()) / whole(year.days());
    }
    pence(&sum)
}

/// The schedule added up, before any indexation; nothing while one year has no price.
#[must_use]
pub fn total_scheduled(years: &[YearPrice]) -> Option<Pence> {
    years.iter().try_fold(0_i64, |sum, year| sum.checked_add(year.scheduled?.0)).map(Pence)
}

#[cfg(test)]
mod tests;
