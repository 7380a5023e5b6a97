//! Working days, counted on two calendars of bank holidays.
//!
//! Local practice (agendas, call-in, quarterly returns) follows England and Wales. The Procurement Act
//! counts a day as working only if it is a bank holiday in no part of the United Kingdom (section 123,
//! read).

mod days;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::law::dates::long_date;

/// The first year whose bank holidays are loaded.
pub const FIRST_YEAR: i32 = 2021;

/// The last year whose bank holidays are loaded.
pub const LAST_YEAR: i32 = 2028;

/// Whose bank holidays count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// England and Wales: local practice.
    EnglandAndWales,
    /// A bank holiday in any part of the United Kingdom: statutory working days (Procurement Act 2023,
    /// section 123).
    AnyPartOfUk,
}

/// A date outside the years whose bank holidays are loaded: refused, not guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "Bank holidays are loaded for {FIRST_YEAR} to {LAST_YEAR} only, so working days around {} cannot be \
     counted.",
    long_date(*.date)
)]
pub struct NotLoaded {
    /// The first date met that is outside the loaded years.
    pub date: NaiveDate,
}

impl Calendar {
    /// What a page calls this calendar.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::EnglandAndWales => "working days in England and Wales",
            Self::AnyPartOfUk => "working days (not a bank holiday in any part of the UK)",
        }
    }

    /// Is this a working day: not a Saturday, a Sunday or a bank holiday?
    pub fn is_working_day(self, date: NaiveDate) -> Result<bool, NotLoaded> {
        Ok(!is_weekend(date) & !self.is_bank_holiday(date)?)
    }

    /// Is this a bank holiday (or the day kept instead of one)?
    pub fn is_bank_holiday(self, date: NaiveDate) -> Result<bool, NotLoaded> {
        let england_and_wales = kept(&days::ENGLAND_AND_WALES, date)?;
        match self {
            Self::EnglandAndWales => Ok(england_and_wales),
            Self::AnyPartOfUk => {
                Ok(england_and_wales | kept(&days::SCOTLAND, date)? | kept(&days::NORTHERN_IRELAND, date)?)
            }
        }
    }

    /// The `count`th working day after `date`; none is the date itself, working or not.
    pub fn add_working_days(self, date: NaiveDate, count: u32) -> Result<NaiveDate, NotLoaded> {
        (0..count).try_fold(date, |day, _| self.working_day_on_or_after(next(day)?))
    }

    /// The `count`th working day before `date`; none is the date itself, working or not.
    pub fn subtract_working_days(self, date: NaiveDate, count: u32) -> Result<NaiveDate, NotLoaded> {
        (0..count).try_fold(date, |day, _| self.working_day_on_or_before(previous(day)?))
    }

    /// The last working day that is not after `date`.
    pub fn working_day_on_or_before(self, date: NaiveDate) -> Result<NaiveDate, NotLoaded> {
        let mut day = date;
        while !self.is_working_day(day)? {
            day = previous(day)?;
        }
        Ok(day)
    }

    /// The first working day that is not before `date`.
    pub fn working_day_on_or_after(self, date: NaiveDate) -> Result<NaiveDate, NotLoaded> {
        let mut day = date;
        while !self.is_working_day(day)? {
            day = next(day)?;
        }
        Ok(day)
    }

    /// How many working days come after one date, up to and with another; none where that is not later.
    pub fn working_days_after(self, date: NaiveDate, until: NaiveDate) -> Result<u32, NotLoaded> {
        let (mut day, mut count) = (date, 0);
        while day < until {
            day = next(day)?;
            count += u32::from(self.is_working_day(day)?);
        }
        Ok(count)
    }

    /// The `nth` working day of a period that begins with `date`, which counts as the first if it is a
    /// working day.
    ///
    /// Counted from one; nought reads as one.
    pub fn nth_working_day_beginning_with(self, date: NaiveDate, nth: u32) -> Result<NaiveDate, NotLoaded> {
        self.add_working_days(self.working_day_on_or_after(date)?, nth.saturating_sub(1))
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

fn kept(part: &days::Part, date: NaiveDate) -> Result<bool, NotLoaded> {
    let (_, days) = part.iter().find(|(year, _)| *year == date.year()).ok_or(NotLoaded { date })?;
    Ok(days.contains(&(date.month(), date.day())))
}

fn next(date: NaiveDate) -> Result<NaiveDate, NotLoaded> {
    date.succ_opt().ok_or(NotLoaded { date })
}

fn previous(date: NaiveDate) -> Result<NaiveDate, NotLoaded> {
    date.pred_opt().ok_or(NotLoaded { date })
}

#[cfg(test)]
mod tests;
