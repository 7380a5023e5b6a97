//! From when something about KPIs may count.

use chrono::NaiveDate;

use super::super::entry::span_words;
use super::super::periods::{NoPeriods, Period};
use super::super::{Kpi, Monitoring};
use crate::field::{Draft, List, Lists};
use crate::{Problem, Refusal, Why};

impl Monitoring {
    /// The periods from which something may be asked otherwise: those after the last whose return was submitted, signed or
    /// given up; of a KPI, from its last version on.
    pub fn open_periods(&self, kpi: Option<&Kpi>, today: NaiveDate) -> Result<Vec<Period>, NoPeriods> {
        let fixed =
            self.returns.iter().filter(|one| !one.may_be_asked_anew()).map(|one| one.row.last_on).max();
        let since = kpi.and_then(Kpi::latest).map(|latest| latest.row.from_on);
        let open = |period: &Period| {
            fixed.is_none_or(|last| period.span.first > last)
                && since.is_none_or(|since| period.span.first >= since)
        };
        Ok(self.periods(today)?.into_iter().filter(open).collect())
    }

    /// What a form offers of them, by their first days.
    #[must_use]
    pub fn period_choices(&self, kpi: Option<&Kpi>, today: NaiveDate) -> Lists {
        let periods = self.open_periods(kpi, today).unwrap_or_default();
        let entry = |period: Period| (period.span.first.to_string(), span_words(period.span));
        Lists([(List::Periods, periods.into_iter().map(entry).collect())].into())
    }

    /// The period that a form offers first: the one that runs today, or the next that is open.
    #[must_use]
    pub fn offered_first(&self, kpi: Option<&Kpi>, today: NaiveDate) -> Option<NaiveDate> {
        let periods = self.open_periods(kpi, today).ok()?;
        let runs = periods.iter().find(|period| period.span.last >= today);
        runs.or_else(|| periods.last()).map(|period| period.span.first)
    }

    /// The day that a form chose; refused where its period is not open.
    pub(super) fn first_day_given(
        &self,
        kpi: Option<&Kpi>,
        draft: &Draft,
        today: NaiveDate,
    ) -> Result<NaiveDate, Refusal> {
        let refuse =
            |says: &str| Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("from", says)] });
        let periods = match self.open_periods(kpi, today) {
            Ok(periods) => periods,
            Err(why) => return refuse(why.says()),
        };
        let day: Option<NaiveDate> = draft.text("from").and_then(|code| code.parse().ok());
        match day.filter(|day| periods.iter().any(|period| period.span.first == *day)) {
            Some(day) => Ok(day),
            None => refuse("Choose a period whose return was not submitted yet."),
        }
    }
}
