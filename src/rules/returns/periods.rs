//! The periods of a contract, and the returns that open with them.
//!
//! INVARIANT: a return keeps its days and the day on which it is due as they were when it was opened, whatever becomes of
//! the contract's term afterwards. The next period begins where the last return ended.

use chrono::{DateTime, NaiveDate, Utc};
use entity::contract_return;
use entity::id::ReturnId;
use entity::number::Version;
use entity::state::{ContractStage, ReturnStage, RhythmFrom};
use sea_orm::ActiveValue::Set;

use super::Monitoring;
use crate::Change;
use crate::law::dates::plus_days;
use crate::term::Span;
use crate::term::rhythm::{Returns, USUAL_DUE_DAYS};

/// The most periods that are ever reckoned: forty years of months.
const MOST: usize = 480;

/// A period of a contract, whether its return is open yet or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Which of the contract, from 1.
    pub number: i32,
    /// Its days.
    pub span: Span,
    /// The day by whose end its return is due; nothing where bank holidays are not known that far.
    pub due_on: Option<NaiveDate>,
}

/// Why no period can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPeriods {
    /// Nobody said how often figures are returned.
    NoRhythm,
    /// The first day or a part of the term is missing.
    NoTerm,
}

impl NoPeriods {
    /// In words, with what to do.
    #[must_use]
    pub fn says(self) -> &'static str {
        match self {
            Self::NoRhythm => {
                "How often figures are returned is not said yet. Give it under “Returns” on the contract’s overview."
            }
            Self::NoTerm => {
                "The contract’s first day or the parts of its term are not given yet, so its periods cannot be told."
            }
        }
    }
}

impl Monitoring {
    /// How returns of this contract are counted.
    pub fn rhythm(&self) -> Result<Returns, NoPeriods> {
        let row = &self.contract.row;
        let due = row.returns_due.and_then(|days| u32::try_from(days).ok()).unwrap_or(USUAL_DUE_DAYS);
        let from = row.returns_from.unwrap_or(RhythmFrom::Financial);
        let every = row.returns_every.ok_or(NoPeriods::NoRhythm)?;
        Ok(Returns { every, from, due })
    }

    /// Every period from the first day of the contract to its last as it stands on a day.
    pub fn periods(&self, today: NaiveDate) -> Result<Vec<Period>, NoPeriods> {
        let rhythm = self.rhythm()?;
        let term = self.contract.term(today).map_err(|_| NoPeriods::NoTerm)?;
        let last = self.contract.row.ended_on.unwrap_or_else(|| term.ends_on());
        let term = Span { first: term.as_it_stands().first, last };
        Ok(self.periods_in(rhythm, term))
    }

    fn periods_in(&self, rhythm: Returns, term: Span) -> Vec<Period> {
        let mut periods: Vec<Period> = Vec::new();
        let (mut first, mut number) = (term.first, 1);
        while first <= term.last && periods.len() < MOST {
            let opened = self.returns.iter().find(|one| one.row.first_on == first);
            let period = if let Some(one) = opened {
                Period { number: one.row.number, span: one.span(), due_on: Some(one.row.due_on) }
            } else {
                let span = Span { first, last: rhythm.end_of_period(term.first, first).min(term.last) };
                Period { number, span, due_on: rhythm.due_on(span).ok() }
            };
            number = period.number.saturating_add(1);
            first = plus_days(period.span.last, 1);
            periods.push(period);
        }
        periods
    }

    /// The periods whose first day has come, that ask for something, and that have no return yet.
    ///
    /// Nothing is opened of a contract that is not in force, nor for a time before anything was measured.
    #[must_use]
    pub fn to_open(&self, today: NaiveDate) -> Vec<Period> {
        match self.contract.row.stage {
            ContractStage::InForce | ContractStage::Ended => {}
            ContractStage::SettingUp | ContractStage::Abandoned => return Vec::new(),
        }
        let Ok(periods) = self.periods(today) else { return Vec::new() };
        let opened = |period: &Period| self.returns.iter().any(|one| one.row.number == period.number);
        let come = |period: &Period| period.span.first <= today && self.asks_on(period.span.first);
        let fair = |period: Period| self.with_time_to_fill_in(period, today);
        periods.into_iter().filter(|period| come(period) && !opened(period)).filter_map(fair).collect()
    }

    /// A period whose day has gone by before its return could be opened, as where measuring began later, is due as many
    /// working days after it opens: nobody is late with what was not asked.
    fn with_time_to_fill_in(&self, period: Period, today: NaiveDate) -> Option<Period> {
        let due_on = period.due_on?;
        if due_on >= today {
            return Some(period);
        }
        let rhythm = self.rhythm().ok()?;
        let from_today = rhythm.due_on(Span { first: today, last: today }).ok()?;
        Some(Period { due_on: Some(from_today), ..period })
    }

    /// Whether any KPI is asked for in the period that begins on a day.
    #[must_use]
    pub fn asks_on(&self, first: NaiveDate) -> bool {
        let goes_on = |last: Option<NaiveDate>| last.is_none_or(|last| last >= first);
        self.kpis.iter().any(|kpi| goes_on(kpi.row.ended_on) && kpi.version_on(first).is_some())
    }
}

/// A change with the returns of these periods, opened for the provider that the contract is with now.
pub(super) fn with_opened(
    change: Change,
    monitoring: &Monitoring,
    periods: &[Period],
    ids: &[ReturnId],
    now: DateTime<Utc>,
) -> Change {
    periods.iter().zip(ids).fold(change, |change, (period, id)| match period.due_on {
        Some(due_on) => change.insert(opened(monitoring, *period, due_on, *id, now)),
        None => change,
    })
}

fn opened(
    monitoring: &Monitoring,
    period: Period,
    due_on: NaiveDate,
    id: ReturnId,
    now: DateTime<Utc>,
) -> contract_return::ActiveModel {
    let of = &monitoring.contract.row;
    contract_return::ActiveModel {
        id: Set(id),
        authority_id: Set(of.authority_id),
        contract_id: Set(of.id),
        organisation_id: Set(of.organisation_id),
        version: Set(Version(1)),
        number: Set(period.number),
        first_on: Set(period.span.first),
        last_on: Set(period.span.last),
        due_on: Set(due_on),
        stage: Set(ReturnStage::Open),
        opened_at: Set(now),
        nil: Set(false),
        submissions: Set(0),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests;
