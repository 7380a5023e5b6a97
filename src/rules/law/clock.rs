//! Instants in UTC, shown and read in UK local time.

use chrono::{DateTime, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Europe::London;

use crate::law::dates::long_date;

/// What a UK local time means, the hours when the clocks change included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// One instant.
    Once(DateTime<Utc>),
    /// The clocks went back, so the time comes twice.
    Twice {
        /// The first, in British Summer Time.
        earlier: DateTime<Utc>,
        /// The second, an hour later, in Greenwich Mean Time.
        later: DateTime<Utc>,
    },
    /// The clocks went forward over it: no clock shows this time.
    Never,
}

impl Reading {
    /// The earliest instant with this reading, if there is one.
    #[must_use]
    pub fn earliest(self) -> Option<DateTime<Utc>> {
        match self {
            Self::Once(instant) | Self::Twice { earlier: instant, .. } => Some(instant),
            Self::Never => None,
        }
    }
}

/// What a clock on the wall in the UK shows at this instant.
#[must_use]
pub fn uk_local(instant: DateTime<Utc>) -> NaiveDateTime {
    instant.with_timezone(&London).naive_local()
}

/// The date in the UK at this instant.
#[must_use]
pub fn uk_date(instant: DateTime<Utc>) -> NaiveDate {
    uk_local(instant).date()
}

/// The instant or instants at which a clock in the UK shows this time.
#[must_use]
pub fn read_uk(local: NaiveDateTime) -> Reading {
    match London.from_local_datetime(&local) {
        MappedLocalTime::Single(instant) => Reading::Once(instant.with_timezone(&Utc)),
        MappedLocalTime::Ambiguous(earlier, later) => {
            Reading::Twice { earlier: earlier.with_timezone(&Utc), later: later.with_timezone(&Utc) }
        }
        MappedLocalTime::None => Reading::Never,
    }
}

/// The instant at which this date begins in the UK.
///
/// The clocks have changed at one in the morning since 1972, so every later midnight comes exactly once.
#[must_use]
pub fn uk_midnight(date: NaiveDate) -> DateTime<Utc> {
    let midnight = date.and_time(NaiveTime::MIN);
    read_uk(midnight).earliest().unwrap_or_else(|| midnight.and_utc())
}

/// `12 noon on 3 September 2026`, `5:30pm on 3 September 2026`, `midnight at the start of 3 September
/// 2026`.
///
/// A time that comes twice says which: `1:30am (British Summer Time) on 25 October 2026`. Seconds are not
/// shown.
#[must_use]
pub fn long_instant(instant: DateTime<Utc>) -> String {
    let local = uk_local(instant);
    let join = if (local.hour(), local.minute()) == (0, 0) { "at the start of" } else { "on" };
    format!("{}{} {join} {}", clock_time(local), summer_or_winter(instant, local), long_date(local.date()))
}

fn clock_time(local: NaiveDateTime) -> String {
    let (afternoon, hour) = local.hour12();
    let half = if afternoon { "pm" } else { "am" };
    match (local.hour(), local.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "12 noon".to_owned(),
        (_, 0) => format!("{hour}{half}"),
        (_, minute) => format!("{hour}:{minute:02}{half}"),
    }
}

fn summer_or_winter(instant: DateTime<Utc>, local: NaiveDateTime) -> &'static str {
    match read_uk(local) {
        Reading::Once(_) | Reading::Never => "",
        Reading::Twice { later, .. } if instant < later => " (British Summer Time)",
        Reading::Twice { .. } => " (Greenwich Mean Time)",
    }
}

#[cfg(test)]
mod tests;
