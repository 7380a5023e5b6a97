//! Numbers with what belongs to them: range, unit, base, period, place, qualifier and source.

use std::collections::{BTreeSet, HashSet};

use entity::id::RowId;
use entity::{capacity, cost_avoidance, statistic};
use minijinja::Value;
use paper::Inline;
use rules::procurement::Procurement;
use rules::rows::Listed;

use super::Facts;
use super::field::Reading;
use crate::report::piece::{Anchor, Piece};

/// The statistics, each with its value, whom it is of and a note on its source.
pub(super) fn of(reading: &Reading, procurement: &Procurement) -> Value {
    let mut cited = BTreeSet::new();
    let rows = procurement.statistics.iter().map(|row| {
        let mut facts = valued::<statistic::Entity>(reading, row, row.id);
        if row.base.is_none() && row.base_of.is_some() {
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
    let rows = procurement.capacities.iter().map(|row| valued::<capacity::Entity>(reading, row, row.id));
    Value::from_iter(rows.collect::<Vec<_>>())
}

/// A row with its number as it is printed, or why there is none.
fn valued<E: Listed>(reading: &Reading, row: &E::Model, id: RowId) -> Facts {
    let mut facts = reading.row::<E>(row);
    let value = reading.figure(&format!("{}.{}.value", E::CODE, id.0)).map(Value::from);
    let value = value.or_else(|| facts.get("low").cloned()).unwrap_or_default();
    facts.insert("value".to_owned(), value);
    facts
}

/// What is expected to be saved, each with a note on its source.
pub(super) fn avoidances(reading: &Reading, procurement: &Procurement) -> Value {
    let (mut cited, mut anchors) = (BTreeSet::new(), HashSet::new());
    let rows = procurement.cost_avoidances.iter().map(|row| {
        let mut facts = reading.row::<cost_avoidance::Entity>(row);
        facts.insert("note".to_owned(), note(row.source.as_deref(), row.link.as_deref(), &mut cited).into());
        facts.insert("anchor".to_owned(), Anchor::of("Table of cost avoidance", &mut anchors).into());
        facts
    });
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
