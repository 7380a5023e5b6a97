//! One figure typed: its boxes, what is refused, what is asked. Pages and workbooks read by these alone.

mod ask;
mod boxes;

use entity::number::Hundredths;
use entity::state::{KpiKind, YesNo};
use sea_orm::Value;

pub use ask::{Question, questions};
pub use boxes::{COMMENT, NONE_REASON, REASON, boxes};

use super::values::Values;
use super::{Asked, Monitoring, Return, Version};
use crate::Problem;
use crate::field::{Draft, long_day};

/// The name of a box on a page or in a workbook: `k3-numerator`.
#[must_use]
pub fn name(asked: Asked<'_>, field: &str) -> String {
    format!("k{}-{field}", asked.kpi.row.number)
}

/// What was typed for one KPI, read by its boxes: a form whose every box could be read.
///
/// `opening` is what is carried; nobody types it.
#[must_use]
pub fn values(version: &Version, draft: &Draft, opening: Option<i64>) -> Values {
    let number = |name: &str| match draft.value(name) {
        Some(Value::Int(Some(number))) => Some(i64::from(*number)),
        _ => None,
    };
    let text = |name: &str| draft.text(name).map(str::to_owned);
    let of = |kind: KpiKind| version.row.kind == kind;
    Values {
        count: number("count"),
        new_this_year: number("new_this_year"),
        numerator: number("numerator"),
        denominator: number("denominator"),
        opening: opening.filter(|_| of(KpiKind::Caseload)),
        added: number("added"),
        closed: number("closed"),
        closing: number("closing"),
        yes: draft.text("yes").map(|code| code == entity::choice::Choice::code(YesNo::Yes)),
        score: match draft.value("score") {
            Some(Value::BigInt(Some(score))) => Some(Hundredths(*score)),
            _ => None,
        },
        words: text("words"),
        none_reason: text("none_reason"),
    }
}

/// What is refused, whatever its reason: numbers that cannot be true together. Nothing where nothing is typed yet.
#[must_use]
pub fn faults(version: &Version, values: &Values) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut say = |field: &str, says: String| found.push(Problem::at(field, says));
    let all = [
        ("count", values.count),
        ("new_this_year", values.new_this_year),
        ("numerator", values.numerator),
        ("denominator", values.denominator),
        ("added", values.added),
        ("closed", values.closed),
        ("closing", values.closing),
    ];
    for (field, _) in all.iter().filter(|(_, number)| number.is_some_and(|number| number < 0)) {
        say(field, "This must be 0 or more.".to_owned());
    }
    if let (Some(above), Some(below)) = (values.numerator, values.denominator)
        && above > below
    {
        say(
            "numerator",
            format!("{above} cannot be more than the {below} they are counted among. Check both numbers."),
        );
    }
    if let (Some(all), Some(new)) = (values.count, values.new_this_year)
        && new > all
    {
        say(
            "new_this_year",
            format!("{new} new this year cannot be more than the {all} in this period. Check both numbers."),
        );
    }
    if let (Some(open), Some(added), Some(closed)) = (values.opening, values.added, values.closed)
        && let Some(left) = open.checked_add(added).and_then(|sum| sum.checked_sub(closed))
    {
        if left < 0 {
            say(
                "closed",
                format!(
                    "{closed} closed cannot be more than the {open} that were open and the {added} that were new."
                ),
            );
        } else if let Some(closing) = values.closing
            && closing != left
        {
            say(
                "closing",
                format!(
                    "{open} open at the start, {added} new and {closed} closed leave {left}, but {closing} is given. Check these numbers."
                ),
            );
        }
    }
    if let (Some(score), Some(most)) = (values.score, version.row.score_most)
        && !(0..=i64::from(most).saturating_mul(100)).contains(&score.0)
    {
        say("score", format!("The score goes from 0 to {most}."));
    }
    let has_figure = !Values { none_reason: None, ..values.clone() }.is_empty();
    if values.none_reason.is_some() && has_figure {
        say("none_reason", "There is a figure, so leave this empty, or take the figure out.".to_owned());
    }
    found
}

/// What is still missing before the return can be submitted.
#[must_use]
pub fn missing(version: &Version, values: &Values) -> Vec<Problem> {
    if values.none_reason.is_some() {
        return Vec::new();
    }
    let people = version.row.people == Some(YesNo::Yes);
    let needed: &[(&str, bool)] = match version.row.kind {
        KpiKind::Count => {
            &[("count", values.count.is_none()), ("new_this_year", people && values.new_this_year.is_none())]
        }
        KpiKind::Rate => {
            &[("numerator", values.numerator.is_none()), ("denominator", values.denominator.is_none())]
        }
        KpiKind::Caseload => &[
            ("added", values.added.is_none()),
            ("closed", values.closed.is_none()),
            ("closing", values.closing.is_none()),
        ],
        KpiKind::YesNo => &[("yes", values.yes.is_none())],
        KpiKind::Score => &[("score", values.score.is_none())],
        KpiKind::Narrative => &[("words", values.words.is_none())],
    };
    let says = |field: &str| {
        let says = format!("{}: give the figure, or say why there is none.", version.row.title);
        Problem::at(field, says)
    };
    needed.iter().filter(|(_, missing)| *missing).map(|(field, _)| says(field)).collect()
}

/// What a return is compared with as it is typed.
#[derive(Clone, Debug)]
pub struct Beside {
    /// What the period before came to, if there was one with a figure.
    pub last: Option<Values>,
    /// Cases carried into this period.
    pub opening: Option<i64>,
    /// The target of this period.
    pub target: Option<Hundredths>,
    /// The first day of the period.
    pub first_on: chrono::NaiveDate,
}

impl Monitoring {
    /// What stands beside the boxes of one KPI.
    #[must_use]
    pub fn beside(&self, one: &Return, asked: Asked<'_>) -> Beside {
        let before = self.before(one);
        let last = before.and_then(|before| self.current(before, asked.kpi.row.id));
        Beside {
            last: last.map(|current| current.values),
            opening: self.opening(one, asked),
            target: asked.version.target(one.row.first_on),
            first_on: one.row.first_on,
        }
    }

    /// What the period of a return is called.
    #[must_use]
    pub fn period_words(&self, one: &Return) -> String {
        span_words(one.span())
    }
}

/// What a period is called: `January to March 2027`; one that is no whole number of months by its days.
#[must_use]
pub fn span_words(span: crate::term::Span) -> String {
    use chrono::Datelike;
    let (first, last) = (span.first, span.last);
    let whole = first.day() == 1 && crate::law::dates::plus_days(last, 1).day() == 1;
    let month = |day: chrono::NaiveDate| day.format("%B").to_string();
    match whole {
        true if (first.year(), first.month()) == (last.year(), last.month()) => {
            format!("{} {}", month(last), last.year())
        }
        true if first.year() == last.year() => {
            format!("{} to {} {}", month(first), month(last), last.year())
        }
        true => format!("{} {} to {} {}", month(first), first.year(), month(last), last.year()),
        false => format!("{} to {}", long_day(first), long_day(last)),
    }
}

#[cfg(test)]
mod tests;
