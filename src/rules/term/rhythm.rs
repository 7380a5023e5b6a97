//! The periods of a contract's returns, and when each is due.

use chrono::{Datelike, NaiveDate};
use entity::state::{Rhythm, RhythmFrom};

use super::Span;
use crate::law::dates::{last_day_of_period, plus_days};
use crate::law::holidays::{Calendar, NotLoaded};

/// Working days after the end of a period in which its return is due, unless the contract says otherwise.
pub const USUAL_DUE_DAYS: u32 = 15;

/// How returns are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Returns {
    /// How often.
    pub every: Rhythm,
    /// From which year.
    pub from: RhythmFrom,
    /// Working days (England and Wales) after the end of a period.
    pub due: u32,
}

impl Returns {
    /// The periods from one day to another, both counted. One that the contract cuts short is short.
    #[must_use]
    pub fn periods(self, term: Span) -> Vec<Span> {
        let mut periods = Vec::new();
        let mut first = term.first;
        while first <= term.last {
            let last = self.end_of_period(term.first, first).min(term.last);
            periods.push(Span { first, last });
            first = plus_days(last, 1);
        }
        periods
    }

    /// The day on which the return for a period is due.
    pub fn due_on(self, period: Span) -> Result<NaiveDate, NotLoaded> {
        Calendar::EnglandAndWales.add_working_days(period.last, self.due)
    }

    /// The last period whose return is due by this day, and when. Refuses days whose bank holidays are not loaded.
    pub fn latest_by(self, term: Span, by: NaiveDate) -> Result<Option<(Span, NaiveDate)>, NotLoaded> {
        for period in self.periods(term).into_iter().rev().filter(|period| period.last < by) {
            let due = self.due_on(period)?;
            if due <= by {
                return Ok(Some((period, due)));
            }
        }
        Ok(None)
    }

    /// The last day of the whole period that holds this day, of a term that began on `start`.
    #[must_use]
    pub fn end_of_period(self, start: NaiveDate, day: NaiveDate) -> NaiveDate {
        let months = match self.every {
            Rhythm::Monthly => 1,
            Rhythm::Quarterly => 3,
            Rhythm::Yearly => 12,
        };
        match self.from {
            RhythmFrom::Financial => end_of_financial(day, months),
            RhythmFrom::Contract => {
                let ends = (1..).map(|count: u32| last_day_of_period(start, count.saturating_mul(months)));
                ends.take(12_000).find(|end| *end >= day).unwrap_or(NaiveDate::MAX)
            }
        }
    }
}

/// The last day of the month, quarter or year, counted from April, that holds this day.
fn end_of_financial(day: NaiveDate, months: u32) -> NaiveDate {
    let since_april = (day.month0() + 9) % 12;
    let left = months - since_april % months;
    let first_of_month = day.with_day(1).unwrap_or(day);
    last_day_of_period(first_of_month, left)
}

#[cfg(test)]
mod tests;
