//! How indexed prices were worked out: the index, cap and collar, and each year's value and factor.

use chrono::{Datelike, NaiveDate};
use entity::index_series;
use rules::contract::Contract;
use rules::contract::price::{Working, workings};
use rules::exact::{Exact, two_decimals};
use rules::law::dates::month_name;
use rules::term::Unreckonable;
use serde::Serialize;

/// What a contract's price follows, and how.
#[derive(Serialize)]
pub(super) struct Indexation {
    series: Option<i64>,
    facts: Vec<(&'static str, String)>,
    note: Option<String>,
    lines: Vec<Line>,
    /// Months whose values are wanted and not there.
    missing: Vec<String>,
}

#[derive(Serialize)]
struct Line {
    year: u32,
    month: Option<String>,
    value: Option<String>,
    change: Option<String>,
    applied: Option<String>,
    rests: &'static str,
    factor: Option<String>,
}

impl Indexation {
    /// Of a contract to this day; nothing where it follows no index.
    pub(super) fn of(
        contract: &Contract,
        until: NaiveDate,
        series: Option<&index_series::Model>,
    ) -> Result<Option<Self>, Unreckonable> {
        let Some(lines) = workings(contract, until)? else { return Ok(None) };
        let row = &contract.row;
        let none = || "None".to_owned();
        let points = |points: Option<entity::number::BasisPoints>| {
            points.map_or_else(none, |it| format!("{it} a year"))
        };
        let name = |row: &index_series::Model| format!("{} ({})", row.name, row.reference_period);
        let missing = lines.iter().filter(|line| line.value.is_none()).filter_map(|line| line.month);
        Ok(Some(Self {
            series: series.map(|row| row.id.0),
            facts: vec![
                ("Index", series.map_or_else(|| "Not found".to_owned(), name)),
                ("Cap", points(row.index_cap)),
                ("Collar", points(row.index_collar)),
                ("Rise assumed while a value is not there", points(row.index_assumed)),
            ],
            note: row.index_note.clone(),
            missing: missing.map(month).collect(),
            lines: lines.iter().map(Line::of).collect(),
        }))
    }
}

impl Line {
    fn of(working: &Working) -> Self {
        Self {
            year: working.year,
            month: working.month.map(month),
            value: working.value.map(|value| value.to_string()),
            change: working.change.as_ref().map(percent),
            applied: working.applied.as_ref().map(percent),
            rests: working.rests.words(),
            factor: working.factor.as_ref().map(six_decimals),
        }
    }
}

/// `December 2027`.
fn month(day: NaiveDate) -> String {
    format!("{} {}", month_name(day), day.year())
}

/// `3.8%`, to two decimals.
pub(super) fn percent(share: &Exact) -> String {
    let text = two_decimals(share);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// A factor to six decimals, half up. It is only shown: prices are worked out with the exact one.
fn six_decimals(factor: &Exact) -> String {
    let text = two_decimals(&(factor * rules::exact::whole(10_000)));
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let digits = format!("{digits:0>7}");
    let (before, after) = digits.split_at(digits.len() - 6);
    format!("{before}.{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_show_six_decimals() {
        let ratio = |above: i64, below: i64| rules::exact::whole(above) / rules::exact::whole(below);
        let table =
            [(1, 1, "1.000000"), (1_038, 1_000, "1.038000"), (1_389, 1_335, "1.040449"), (9, 10, "0.900000")];
        for (above, below, shown) in table {
            assert_eq!(six_decimals(&ratio(above, below)), shown);
        }
        assert_eq!(percent(&ratio(38, 10)), "3.8%");
        assert_eq!(percent(&rules::exact::whole(0)), "0%");
    }
}
