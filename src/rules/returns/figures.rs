//! Every figure of a contract as the cells of a file: a line for each KPI in each period that asks for it.

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;

use super::measure::{target_shown, year_shown};
use super::trend::Point;
use super::values::Values;
use super::{Asked, Monitoring, Return};
use crate::contract::columns::Cell;
use crate::law::clock::uk_date;

/// The heading of each column.
pub const HEADINGS: &[&str] = &[
    "Contract",
    "Title",
    "Provider",
    "Period",
    "First day",
    "Last day",
    "Due",
    "Returned",
    "Days late",
    "Stage of the return",
    "Outcome",
    "KPI",
    "Measure",
    "Version of the KPI",
    "What is returned",
    "Who returns it",
    "Figure",
    "Target",
    "How it stands",
    "Rating",
    "Year to date",
    "Year to date, above the line",
    "Year to date, below the line",
    "Count",
    "New this year",
    "Numerator",
    "Denominator",
    "Open at the start",
    "New",
    "Closed",
    "Open at the end",
    "Yes or no",
    "Score",
    "In words",
    "Why there is no figure",
    "Comment",
    "Why it is right",
    "As returned first",
    "Corrected",
    "Why it was corrected",
];

/// A line for each figure that was asked for, whether it is there or not. `monitoring` is what was submitted.
#[must_use]
pub fn lines(monitoring: &Monitoring, now: DateTime<Utc>) -> Vec<Vec<Cell>> {
    let of = |one| monitoring.asked(one).into_iter().map(move |asked| line(monitoring, one, asked, now));
    monitoring.returns.iter().flat_map(of).collect()
}

fn line(monitoring: &Monitoring, one: &Return, asked: Asked<'_>, now: DateTime<Utc>) -> Vec<Cell> {
    let point = monitoring.point(one, asked, now);
    let contract = &monitoring.contract.row;
    let outcome = monitoring.outcome(asked.kpi.row.outcome_id).map(|row| row.says.clone());
    let version = &asked.version.row;
    let mut cells = vec![
        text(&contract.reference),
        text(&contract.title),
        text(&contract.supplier),
        text(&point.period),
        day(one.row.first_on),
        day(one.row.last_on),
        day(one.row.due_on),
        Cell::Day(one.row.submitted_at.map(uk_date)),
        number(one.days_late()),
        text(one.row.stage.label()),
        text(&outcome.unwrap_or_default()),
        number(Some(asked.kpi.row.number.into())),
        text(&version.title),
        number(Some(version.number.into())),
        text(version.kind.label()),
        text(version.entered_by.label()),
        text(&point.shown()),
        maybe(point.target.map(|target| target_shown(asked.version, target))),
        text(point.rag.words()),
        text(point.rag.rating(asked.version).label()),
    ];
    cells.extend(year(monitoring, one, asked));
    cells.extend(values(&point));
    cells.extend(said(&point));
    cells
}

fn year(monitoring: &Monitoring, one: &Return, asked: Asked<'_>) -> [Cell; 3] {
    let year = monitoring.year_to_date(one, asked, None);
    let sums = year.sums;
    [
        text(&year_shown(asked.version, &year)),
        number(sums.map(|(above, _)| above)),
        number(sums.map(|(_, below)| below)),
    ]
}

fn values(point: &Point<'_>) -> [Cell; 12] {
    let nothing = Values::default();
    let values = point.current.as_ref().map_or(&nothing, |current| &current.values);
    [
        number(values.count),
        number(values.new_this_year),
        number(values.numerator),
        number(values.denominator),
        number(values.opening),
        number(values.added),
        number(values.closed),
        number(values.closing),
        maybe(values.yes.map(|yes| if yes { "Yes" } else { "No" }.to_owned())),
        maybe(values.score.map(|score| score.to_string())),
        maybe(values.words.clone()),
        maybe(values.none_reason.clone()),
    ]
}

fn said(point: &Point<'_>) -> [Cell; 5] {
    let figure = point.current.as_ref().map(|current| current.figure);
    let corrected = point.corrected();
    let first = figure
        .filter(|_| !corrected.is_empty())
        .map(|figure| super::correct::value_words(point.version, &Values::of(figure)));
    let reasons: Vec<&str> = corrected.iter().map(|row| row.reason.as_str()).collect();
    [
        maybe(figure.and_then(|figure| figure.comment.clone())),
        maybe(figure.and_then(|figure| figure.reason.clone())),
        maybe(first),
        Cell::Day(corrected.last().map(|row| uk_date(row.decided_at.unwrap_or(row.proposed_at)))),
        text(&reasons.join("; ")),
    ]
}

fn text(says: &str) -> Cell {
    Cell::Text(says.to_owned())
}

fn maybe(says: Option<String>) -> Cell {
    Cell::Text(says.unwrap_or_default())
}

fn number(number: Option<i64>) -> Cell {
    maybe(number.map(|number| number.to_string()))
}

fn day(day: NaiveDate) -> Cell {
    Cell::Day(Some(day))
}

#[cfg(test)]
mod tests;
