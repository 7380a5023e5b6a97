//! Numbers with what belongs to them: range, unit, base, period, place, qualifier and source.

use std::collections::BTreeSet;

use entity::number::{Hundredths, grouped};
use entity::state::StatisticUnit;
use entity::{capacity, cost_avoidance, statistic};
use minijinja::Value;
use paper::Inline;
use rules::procurement::Procurement;

use super::Facts;
use super::field::{Reading, combined};
use crate::report::piece::Piece;

/// The statistics, each with its value, whom it is of and a note on its source.
pub(super) fn of(reading: &Reading, procurement: &Procurement) -> Value {
    let mut cited = BTreeSet::new();
    let rows = procurement.statistics.iter().map(|row| {
        let mut facts = reading.row::<statistic::Entity>(row);
        let combined =
            |name: &str, label: &str, shown| combined::<statistic::Entity>(row, name, label, shown);
        if let Some(low) = row.low {
            let shown = valued(range(low, row.high), row.unit, row.low, row.high);
            facts.insert("low".to_owned(), combined("value", "Value", shown).into());
        }
        if let Some(base) = row.base {
            let of = row.base_of.as_deref().unwrap_or_default();
            let number = grouped(u64::from(base.unsigned_abs()));
            facts.insert("base".to_owned(), combined("base", "Base", format!("{number} {of}")).into());
        } else if row.base_of.is_some() {
            let of = facts.get("base_of").cloned().unwrap_or_default();
            facts.insert("base".to_owned(), of);
        }
        // The words of the source stand in the table; the note adds where it can be read.
        let source = row.source.as_deref().filter(|_| row.link.is_some());
        facts.insert("note".to_owned(), note(source, row.link.as_deref(), &mut cited).into());
        facts
    });
    Value::from_iter(rows.collect::<Vec<_>>())
}

/// The figures of the service model, each with its value and unit.
pub(super) fn capacities(reading: &Reading, procurement: &Procurement) -> Value {
    let rows = procurement.capacities.iter().map(|row| {
        let mut facts = reading.row::<capacity::Entity>(row);
        if let Some(low) = row.low {
            let unit = row.unit.as_deref().unwrap_or_default();
            let shown = format!("{} {unit}", range(low, row.high)).trim().to_owned();
            let piece = combined::<capacity::Entity>(row, "value", "Value", shown);
            facts.insert("low".to_owned(), piece.into());
        }
        facts
    });
    Value::from_iter(rows.collect::<Vec<_>>())
}

/// What is expected to be saved, each with a note on its source.
pub(super) fn avoidances(rows: Vec<Facts>, procurement: &Procurement) -> Value {
    let mut cited = BTreeSet::new();
    let rows = rows.into_iter().zip(&procurement.cost_avoidances).map(
        |(mut facts, row): (Facts, &cost_avoidance::Model)| {
            facts.insert(
                "note".to_owned(),
                note(row.source.as_deref(), row.link.as_deref(), &mut cited).into(),
            );
            facts
        },
    );
    Value::from_iter(rows.collect::<Vec<_>>())
}

/// A note that names the source, with its link. It stands once in a table, where the source is
/// first needed.
fn note(source: Option<&str>, link: Option<&str>, cited: &mut BTreeSet<(String, String)>) -> Piece {
    let (source, link) = (source.unwrap_or_default(), link.unwrap_or_default());
    if (source.is_empty() && link.is_empty()) || !cited.insert((source.to_owned(), link.to_owned())) {
        return Piece::inlines(Vec::new());
    }
    let words = if source.is_empty() { link } else { source };
    let text = match paper::may_link(link) {
        true => vec![Inline::Link { href: link.to_owned(), text: paper::text(words) }],
        false => paper::text([source, link].join(" ").trim()),
    };
    Piece::inlines(vec![Inline::Note(text)])
}

/// "18 to 24".
fn range(low: Hundredths, high: Option<Hundredths>) -> String {
    match high {
        Some(high) => format!("{low} to {high}"),
        None => low.to_string(),
    }
}

/// A number with its unit: "84%", "36 times", "a quarter".
fn valued(
    range: String,
    unit: Option<StatisticUnit>,
    low: Option<Hundredths>,
    high: Option<Hundredths>,
) -> String {
    match (unit, low, high) {
        (Some(StatisticUnit::Percent), ..) => format!("{range}%"),
        (Some(StatisticUnit::Times), ..) => format!("{range} times"),
        (Some(StatisticUnit::Share), Some(low), None) => share(low),
        _ => range,
    }
}

/// A share of one, in words where there is a common word for it.
fn share(of_one: Hundredths) -> String {
    match of_one {
        Hundredths(25) => "a quarter".to_owned(),
        Hundredths(50) => "half".to_owned(),
        Hundredths(75) => "three quarters".to_owned(),
        Hundredths(hundredths) => format!("{hundredths}%"),
    }
}
