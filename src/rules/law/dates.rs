//! Dates as councils and statutes count them: months that clamp, periods, clear days, call-in, quarters.
//!
//! Arithmetic that would leave the range of dates stops at its end, thousands of centuries away.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::law::holidays::{Calendar, NotLoaded};

/// Clear calendar days between notice of a key decision and the decision: SI 2012/2089, regulation 9(2)
/// (read); of a private meeting, regulation 5(2) (read).
pub const KEY_DECISION_CLEAR_DAYS: u32 = 28;

/// Clear working days between the agenda and the meeting: SI 2012/2089, regulations 6 and 7 (read); that
/// they are counted as working days is convention (known).
pub const AGENDA_CLEAR_DAYS: u32 = 5;

/// The same day `months` later, or the last day of that month where it has no such day.
#[must_use]
pub fn plus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The same day `months` earlier, or the last day of that month where it has no such day.
#[must_use]
pub fn minus_months(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

/// The date `days` calendar days later.
#[must_use]
pub fn plus_days(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX)
}

/// The date `days` calendar days earlier.
#[must_use]
pub fn minus_days(date: NaiveDate, days: u32) -> NaiveDate {
    date.checked_sub_days(Days::new(days.into())).unwrap_or(NaiveDate::MIN)
}

/// The last day of a period of months: the same day `months` later, less one day.
#[must_use]
pub fn last_day_of_period(start: NaiveDate, months: u32) -> NaiveDate {
    minus_days(plus_months(start, months), 1)
}

/// The last day of "`days` days beginning with" a day, which is itself the first.
#[must_use]
pub fn last_of_days_beginning_with(day: NaiveDate, days: u32) -> NaiveDate {
    plus_days(day, days.saturating_sub(1))
}

/// The last day to publish so that `days` clear calendar days lie between: neither end counts.
#[must_use]
pub fn clear_days_before(meeting: NaiveDate, days: u32) -> NaiveDate {
    minus_days(meeting, days.saturating_add(1))
}

/// The last working day to publish so that `days` clear working days (England and Wales) lie between.
pub fn clear_working_days_before(meeting: NaiveDate, days: u32) -> Result<NaiveDate, NotLoaded> {
    Calendar::EnglandAndWales.subtract_working_days(meeting, days.saturating_add(1))
}

/// The last day of call-in: the authority's number of working days (England and Wales) after publication.
///
/// The number is a local rule; the decision takes effect once this day has passed.
pub fn call_in_ends(published: NaiveDate, working_days: u32) -> Result<NaiveDate, NotLoaded> {
    Calendar::EnglandAndWales.add_working_days(published, working_days)
}

/// The last day of the calendar quarter (to 31 March, 30 June, 30 September or 31 December) that holds this
/// date.
#[must_use]
pub fn quarter_end(date: NaiveDate) -> NaiveDate {
    end_of_month_after(date, (3 - date.month() % 3) % 3)
}

/// The last day of the half-year (to 31 March or 30 September) that holds this date.
#[must_use]
pub fn half_year_end(date: NaiveDate) -> NaiveDate {
    end_of_month_after(date, (9 - date.month() % 6) % 6)
}

/// `18 January 2022`.
#[must_use]
pub fn long_date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_name(date), date.year())
}

/// `January`.
#[must_use]
pub fn month_name(date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize]
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn end_of_month_after(date: NaiveDate, months: u32) -> NaiveDate {
    last_day_of_period(minus_days(date, date.day0()), months + 1)
}

#[cfg(test)]
mod tests;
