//! How timely and how complete returns are.

use chrono::{DateTime, Utc};

use super::measure::{Reading, reading};
use super::standing::Timeliness;
use super::{Monitoring, Return};
use crate::law::clock::uk_date;

/// How timely and how complete the returns of a contract are. What is not due yet counts nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timely {
    /// How many came by their day.
    pub in_time: usize,
    /// How many came after it.
    pub late: usize,
    /// How many are not there though their day has gone by, or were given up.
    pub missing: usize,
    /// The days by which those that came late were late, fewest first.
    pub days_late: Vec<i64>,
    /// How many figures the provider was asked for in returns that were due or came.
    pub asked: usize,
    /// How many of them it gave; nothing to measure is an answer.
    pub given: usize,
}

impl Timely {
    /// How many returns were due, or came before that.
    #[must_use]
    pub fn due(&self) -> usize {
        self.in_time + self.late + self.missing
    }

    /// By how many days half of the late ones were late at most: `3`, `2.5`.
    #[must_use]
    pub fn median_days_late(&self) -> Option<String> {
        let (days, half) = (&self.days_late, self.days_late.len() / 2);
        let upper = *days.get(half)?;
        let lower = if days.len() % 2 == 0 { days.get(half - 1).copied()? } else { upper };
        let twice = lower + upper;
        Some(if twice % 2 == 0 { (twice / 2).to_string() } else { format!("{}.5", twice / 2) })
    }

    /// In words.
    #[must_use]
    pub fn says(&self) -> String {
        if self.due() == 0 {
            return "No return was due yet.".to_owned();
        }
        let by = self.median_days_late().map_or_else(String::new, |days| match (self.late, days.as_str()) {
            (1, "1") => " (by 1 day)".to_owned(),
            (1, days) => format!(" (by {days} days)"),
            (_, days) => format!(" (half of them by {days} days or more)"),
        });
        format!(
            "Of {}, {} came in time, {} came late{by} and {} missing. {}",
            counted(self.due(), "return that was due", "returns that were due"),
            self.in_time,
            self.late,
            counted(self.missing, "is", "are"),
            self.says_complete()
        )
    }

    /// How complete they are, in words.
    #[must_use]
    pub fn says_complete(&self) -> String {
        match self.asked {
            0 => "The provider was asked for no figures.".to_owned(),
            asked => format!(
                "{} of {} were given.",
                self.given,
                counted(asked, "figure asked for", "figures asked for")
            ),
        }
    }
}

impl Monitoring {
    /// How timely and complete its returns are. `self` is what was submitted (`as_submitted`).
    #[must_use]
    pub fn timely(&self, now: DateTime<Utc>) -> Timely {
        let mut all = Timely::default();
        for one in &self.returns {
            match one.timeliness(now) {
                Timeliness::Running | Timeliness::InTime => continue,
                Timeliness::CameInTime => all.in_time += 1,
                Timeliness::CameLate => {
                    all.late += 1;
                    all.days_late.extend(one.days_late());
                }
                Timeliness::Overdue | Timeliness::NeverCame => all.missing += 1,
            }
            let (asked, given) = self.complete(one);
            all.asked += asked;
            all.given += given;
        }
        all.days_late.sort_unstable();
        all
    }

    /// How many figures a return asks its provider for, and how many of them it gave.
    #[must_use]
    pub fn complete(&self, one: &Return) -> (usize, usize) {
        let asked: Vec<_> = self.asked(one).into_iter().filter(|asked| asked.is_providers()).collect();
        let given = asked.iter().filter(|asked| {
            let current = self.current(one, asked.kpi.row.id);
            current.is_some_and(|current| reading(asked.version, &current.values) != Reading::NoData)
        });
        (asked.len(), given.count())
    }
}

impl Return {
    /// Whether it was submitted first after the day on which it was due.
    #[must_use]
    pub fn came_late(&self) -> bool {
        self.row.submitted_at.is_some_and(|at| self.is_late_at(at))
    }

    /// By how many days it came late, if it did.
    #[must_use]
    pub fn days_late(&self) -> Option<i64> {
        let at = self.row.submitted_at.filter(|at| self.is_late_at(*at))?;
        Some((uk_date(at) - self.row.due_on).num_days())
    }
}

fn counted(number: usize, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

#[cfg(test)]
mod tests;
