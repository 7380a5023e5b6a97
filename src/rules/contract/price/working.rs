//! How an indexed price was worked out, year by year, as a page shows it.

use chrono::NaiveDate;
use entity::number::Hundredths;
use num_traits::One;

use super::{Rests, contract_years, factors_of, month_of, value_of};
use crate::contract::Contract;
use crate::exact::{Exact, ratio, whole};
use crate::term::{Span, Unreckonable};

/// What one contract year’s price rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Working {
    /// Which year, from 1.
    pub year: u32,
    /// Its days.
    pub span: Span,
    /// The month whose value counts for it.
    pub month: Option<NaiveDate>,
    /// The value of that month, where it is there.
    pub value: Option<Hundredths>,
    /// The change of the index on the year before, in percent, exactly.
    pub change: Option<Exact>,
    /// The change of the price on the year before, in percent, exactly: held by cap or collar, or assumed.
    pub applied: Option<Exact>,
    /// On what the price rests.
    pub rests: Rests,
    /// The factor on the scheduled price.
    pub factor: Option<Exact>,
}

/// How the price of each year to this day was indexed; nothing where the contract follows no index.
pub fn workings(contract: &Contract, until: NaiveDate) -> Result<Option<Vec<Working>>, Unreckonable> {
    let first = contract.row.starts_on.ok_or(Unreckonable::NoStart)?;
    let Some(month) = month_of(contract) else { return Ok(None) };
    let spans = contract_years(first, until);
    let factors = factors_of(contract, &spans);
    let mut workings: Vec<Working> = Vec::with_capacity(spans.len());
    for ((year, span), factor) in (1..).zip(spans).zip(factors) {
        let before = workings.last();
        let value = value_of(contract, span, month);
        let values = before.and_then(|before| before.value).zip(value).filter(|(before, _)| before.0 > 0);
        let so_far = before.and_then(|before| before.factor.clone());
        let rests = factor.as_ref().map_or(Rests::Unknown, |(_, rests)| *rests);
        let factor = factor.map(|(factor, _)| factor);
        let rise = |factor: Exact| (factor - Exact::one()) * whole(100);
        workings.push(Working {
            year,
            span,
            month: super::month_that_counts(span.first, month),
            value,
            change: values.map(|(before, now)| rise(ratio(now.0, before.0))),
            applied: so_far.zip(factor.clone()).map(|(before, now)| rise(now / before)),
            rests,
            factor,
        });
    }
    Ok(Some(workings))
}
