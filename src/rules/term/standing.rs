//! A term as it stands: how far it runs by what has been settled, and how far it may.

use chrono::NaiveDate;
use entity::state::TermEnd;

use super::Span;

/// What is settled at the end of a part of the term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// Nothing yet.
    Open,
    /// Notice was given in time that ends the contract there.
    ToEnd,
    /// Notice was given in time that extends it.
    ToExtend,
    /// It was decided to let it end there.
    LetEnd,
    /// The last day for notice has gone by without one.
    GoneBy,
}

/// How far a term runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Which part it ends with as it stands, from 0: what was not decided takes its course.
    pub ends: usize,
    /// Which part it ends with if every option is taken.
    pub longest: usize,
}

/// How far a term runs whose parts end so; none where it has no part.
///
/// Past a break the contract runs on unless notice ended it; past an option it ends unless notice extended it.
#[must_use]
pub fn reach(parts: &[(TermEnd, Settled)]) -> Option<Reach> {
    let last = parts.len().checked_sub(1)?;
    let stops = |(end, settled): &(TermEnd, Settled), as_it_stands: bool| match (end, settled) {
        (TermEnd::End, _) | (TermEnd::Break, Settled::ToEnd) => true,
        (TermEnd::Break, Settled::Open | Settled::ToExtend | Settled::LetEnd | Settled::GoneBy)
        | (TermEnd::Extension, Settled::ToExtend) => false,
        (TermEnd::Extension, Settled::Open) => as_it_stands,
        (TermEnd::Extension, Settled::ToEnd | Settled::LetEnd | Settled::GoneBy) => true,
    };
    let first = |as_it_stands| parts.iter().position(|part| stops(part, as_it_stands)).unwrap_or(last);
    Some(Reach { ends: first(true), longest: first(false) })
}

/// What a missed date at such an end means, in the words of pages.
#[must_use]
pub const fn if_missed(end: TermEnd) -> &'static str {
    match end {
        TermEnd::Break => {
            "If the date is missed, the contract runs on to the end of the next part of its term, and must be paid for."
        }
        TermEnd::Extension => "If the date is missed, the contract ends and the service stops.",
        TermEnd::End => {
            "The contract ends here. Nothing extends it but a new procurement or a lawful variation."
        }
    }
}

/// Which part a day lies in, from 0.
#[must_use]
pub fn part_on(spans: &[Span], day: NaiveDate) -> Option<usize> {
    spans.iter().position(|span| span.holds(day))
}

#[cfg(test)]
mod tests;
