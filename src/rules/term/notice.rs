//! Notice: by when it must be received, by when it is safe to send it, and whether it came in time.

use chrono::NaiveDate;
use entity::state::{DayCount, NoticeUnit};

use crate::law::dates::{long_date, minus_days, minus_months, plus_days};
use crate::law::holidays::{Calendar, NotLoaded};

/// The notice that a contract asks for, before the last day of a part of its term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How long.
    pub length: u32,
    /// In what that is counted.
    pub unit: NoticeUnit,
    /// How many days after it is sent it counts as received; none where it counts on the day.
    pub deemed: u32,
    /// In which days.
    pub deemed_in: DayCount,
}

/// How a notice stands to the day by which it had to be received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// It counts as received in time.
    InTime {
        /// The day on which it counts as received.
        received: NaiveDate,
    },
    /// It counts as received too late.
    Late {
        /// The day on which it counts as received.
        received: NaiveDate,
        /// The last day on which it would have done.
        by: NaiveDate,
    },
}

impl Notice {
    /// So many months or days, received on the day it is sent.
    #[must_use]
    pub const fn of(length: u32, unit: NoticeUnit) -> Self {
        Self { length, unit, deemed: 0, deemed_in: DayCount::Days }
    }

    /// The last day on which notice must have been received: the last day less the notice, months clamped to month
    /// end. It may be any day of the week.
    #[must_use]
    pub fn received_by(self, last: NaiveDate) -> NaiveDate {
        match self.unit {
            NoticeUnit::Months => minus_months(last, self.length),
            NoticeUnit::Days => minus_days(last, self.length),
        }
    }

    /// The last safe day to send it: that day, less the days after which it counts as received, then back to a working
    /// day (England and Wales). Refuses days whose bank holidays are not loaded.
    pub fn safe_day(self, last: NaiveDate) -> Result<NaiveDate, NotLoaded> {
        let by = self.received_by(last);
        let calendar = Calendar::EnglandAndWales;
        match self.deemed_in {
            DayCount::Days => calendar.working_day_on_or_before(minus_days(by, self.deemed)),
            DayCount::WorkingDays => {
                calendar.subtract_working_days(calendar.working_day_on_or_before(by)?, self.deemed)
            }
        }
    }

    /// The day on which notice sent on this day counts as received.
    pub fn received_on(self, sent: NaiveDate) -> Result<NaiveDate, NotLoaded> {
        match self.deemed_in {
            DayCount::Days => Ok(plus_days(sent, self.deemed)),
            DayCount::WorkingDays => Calendar::EnglandAndWales.add_working_days(sent, self.deemed),
        }
    }

    /// Whether notice sent on this day comes in time.
    pub fn came(self, sent: NaiveDate, last: NaiveDate) -> Result<Came, NotLoaded> {
        let (received, by) = (self.received_on(sent)?, self.received_by(last));
        Ok(if received <= by { Came::InTime { received } } else { Came::Late { received, by } })
    }

    /// `6 months’ notice`.
    #[must_use]
    pub fn how_long(self) -> String {
        match (self.unit, self.length) {
            (NoticeUnit::Months, 1) => "1 month’s notice".to_owned(),
            (NoticeUnit::Months, length) => format!("{length} months’ notice"),
            (NoticeUnit::Days, 1) => "1 day’s notice".to_owned(),
            (NoticeUnit::Days, length) => format!("{length} days’ notice"),
        }
    }

    /// `6 months’ notice, received 2 working days after it is sent`.
    #[must_use]
    pub fn words(self) -> String {
        let count = |number: u32, one: &str, more: &str| match number {
            1 => format!("1 {one}"),
            number => format!("{number} {more}"),
        };
        let notice = self.how_long();
        let deemed = match (self.deemed, self.deemed_in) {
            (0, _) => "received on the day it is sent".to_owned(),
            (days, DayCount::Days) => format!("received {} after it is sent", count(days, "day", "days")),
            (days, DayCount::WorkingDays) => {
                format!("received {} after it is sent", count(days, "working day", "working days"))
            }
        };
        format!("{notice}, {deemed}")
    }
}

impl Came {
    /// What is said of a notice that came late.
    #[must_use]
    pub fn late(self) -> Option<String> {
        match self {
            Self::InTime { .. } => None,
            Self::Late { received, by } => Some(format!(
                "Notice counts as received on {}. It had to be received by {}.",
                long_date(received),
                long_date(by)
            )),
        }
    }
}

#[cfg(test)]
mod tests;
