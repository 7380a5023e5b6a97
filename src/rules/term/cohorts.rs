//! Cohorts of fixed length against the breaks of a term: one that straddles a break or the end may not be finished.

use chrono::NaiveDate;
use entity::state::TermEnd;

use super::Span;
use crate::law::dates::{last_day_of_period, long_date, plus_months};

/// The end of a part of the term, as far as cohorts care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The last day of the part.
    pub on: NaiveDate,
    /// What stands there.
    pub end: TermEnd,
}

/// What a cohort runs across.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Straddles {
    /// The contract could be ended there.
    Break(NaiveDate),
    /// The contract ends there unless it is extended.
    Option(NaiveDate),
    /// The term is over.
    End(NaiveDate),
    /// It begins before the contract does.
    Start(NaiveDate),
}

impl Straddles {
    /// What a page says of it.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Break(on) => format!(
                "It runs across the break on {}: if the contract is ended there, the people in it do not finish.",
                long_date(on)
            ),
            Self::Option(on) => {
                format!("It runs past {}, when the contract ends unless it is extended.", long_date(on))
            }
            Self::End(on) => format!("It runs past the end of the contract on {}.", long_date(on)),
            Self::Start(on) => format!("It begins before the contract does, on {}.", long_date(on)),
        }
    }
}

/// The days of a cohort.
#[must_use]
pub fn span(starts: NaiveDate, months: u32) -> Span {
    Span { first: starts, last: last_day_of_period(starts, months) }
}

/// All that a cohort runs across, in order. A cohort that ends on the last day of a part runs across nothing there.
#[must_use]
pub fn straddles(cohort: Span, contract_starts: NaiveDate, turns: &[Turn]) -> Vec<Straddles> {
    let early = (cohort.first < contract_starts).then_some(Straddles::Start(contract_starts));
    let end = turns.last().map(|turn| turn.on);
    let crossed = turns
        .iter()
        .filter(|turn| cohort.last > turn.on && (cohort.first <= turn.on || Some(turn.on) == end));
    let crossed = crossed.map(|turn| match (turn.end, Some(turn.on) == end) {
        (TermEnd::End, _) | (TermEnd::Break | TermEnd::Extension, true) => Straddles::End(turn.on),
        (TermEnd::Break, false) => Straddles::Break(turn.on),
        (TermEnd::Extension, false) => Straddles::Option(turn.on),
    });
    early.into_iter().chain(crossed).collect()
}

/// Cohorts of this length one after another, from the first day of a contract, as long as they begin before its end.
/// A hundred at most.
#[must_use]
pub fn one_after_another(term: Span, months: u32) -> Vec<Span> {
    let starts = (0..100_u32).map(|count| plus_months(term.first, count.saturating_mul(months.max(1))));
    starts.take_while(|start| *start <= term.last).map(|start| span(start, months.max(1))).collect()
}

#[cfg(test)]
mod tests;
