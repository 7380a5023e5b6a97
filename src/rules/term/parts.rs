//! Where each part of a term begins and ends.

use chrono::NaiveDate;

use crate::law::dates::{last_day_of_period, long_date, plus_days, plus_months};

/// How long a part of a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// So many whole months.
    Months(u32),
    /// Up to and with this day, where a variation gave it one that is no whole month.
    Until(NaiveDate),
}

/// The days from one to another, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

/// A term that cannot be reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreckonable {
    /// The first day is not known.
    #[error("The contract’s first day is not known, so none of its dates can be worked out.")]
    NoStart,
    /// No part of the term is given.
    #[error("No part of the term is given, so its end cannot be worked out.")]
    NoParts,
    /// A part has no length.
    #[error("Part {0} of the term has no length, so no date after it can be worked out.")]
    NoLength(usize),
    /// What stands at the end of a part is not known.
    #[error(
        "What stands at the end of part {0} of the term is not known: past a break clause the contract runs on, past \
         an extension option it ends."
    )]
    NoEnd(usize),
    /// A part ends before it begins.
    #[error("Part {0} of the term would end on {on}, before it begins.", on = long_date(*.1))]
    Backwards(usize, NaiveDate),
}

impl Span {
    /// Whether a day lies in it.
    #[must_use]
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// How many days it has.
    #[must_use]
    pub fn days(self) -> i64 {
        self.last.signed_duration_since(self.first).num_days().saturating_add(1)
    }
}

/// Each part of a term that begins on this day.
///
/// INVARIANT: months are counted from the first day of the term, or from the day after the last fixed day, and never
/// from one part to the next: a day that was clamped to the end of a short month would pull every later one with it.
pub fn spans(start: NaiveDate, lengths: &[Length]) -> Result<Vec<Span>, Unreckonable> {
    let (mut from, mut months) = (start, 0_u32);
    let mut spans = Vec::with_capacity(lengths.len());
    for (place, length) in (1..).zip(lengths) {
        let first = plus_months(from, months);
        let last = match *length {
            Length::Months(count) => {
                months = months.saturating_add(count);
                last_day_of_period(from, months)
            }
            Length::Until(day) => {
                (from, months) = (plus_days(day, 1), 0);
                day
            }
        };
        if last < first {
            return Err(Unreckonable::Backwards(place, last));
        }
        spans.push(Span { first, last });
    }
    Ok(spans)
}

#[cfg(test)]
mod tests;
