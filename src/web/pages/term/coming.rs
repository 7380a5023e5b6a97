//! What comes next before a break, as every page says it.

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::state::TermEnd;
use rules::contract::Contract;
use rules::contract::dates::Point;
use rules::field::long_day;
use rules::settings::Authority;
use rules::term::next::Urgency;
use serde::Serialize;

/// How urgent it is: a word, a shape and a colour.
#[derive(Serialize)]
pub struct Mark {
    code: &'static str,
    label: &'static str,
}

impl Mark {
    /// From its urgency.
    #[must_use]
    pub fn of(urgency: Urgency) -> Self {
        Self { code: urgency.code(), label: urgency.words() }
    }
}

/// A break or an option that is ahead, and what comes next before it.
#[derive(Serialize)]
pub struct Coming {
    /// Which it is, with its day.
    title: String,
    path: String,
    mark: Mark,
    says: String,
    missed: Vec<String>,
    trouble: Option<String>,
    loud: bool,
}

impl Coming {
    /// Nothing where nothing is left to do there.
    #[must_use]
    pub fn of(reference: &str, point: &Point<'_>) -> Option<Self> {
        let next = point.next.as_ref()?;
        let missed = |(step, on): &(entity::state::StepKind, NaiveDate)| {
            format!("{} was {}, and is not recorded as done.", step.label(), long_day(*on))
        };
        Some(Self {
            title: titled(point.end, point.span.last),
            path: format!("/contracts/{reference}/breaks/{}", point.period.id.0),
            mark: Mark::of(next.urgency),
            says: format!("{}.", next.words()),
            missed: next.missed.iter().map(missed).collect(),
            trouble: next.trouble.clone(),
            loud: next.is_loud(),
        })
    }

    /// Whether it must be said loudly.
    #[must_use]
    pub fn is_loud(&self) -> bool {
        self.loud
    }
}

/// Every break or option of a contract before which something is left to do, in order; none where its term cannot be
/// reckoned.
#[must_use]
pub fn coming(contract: &Contract, authority: &Authority, today: NaiveDate) -> Vec<Coming> {
    let points = contract.points(authority, today).unwrap_or_default();
    points.iter().filter_map(|point| Coming::of(&contract.row.reference, point)).collect()
}

/// Break clause on 31 March 2029.
pub fn titled(end: TermEnd, last: NaiveDate) -> String {
    format!("{} on {}", kind(end), long_day(last))
}

/// What stands at the end of a part, in short.
pub const fn kind(end: TermEnd) -> &'static str {
    match end {
        TermEnd::Break => "Break clause",
        TermEnd::Extension => "Extension option",
        TermEnd::End => "End of the term",
    }
}
