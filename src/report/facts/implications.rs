//! What stands under the authority's own headings.

use std::collections::HashSet;

use entity::implication;
use minijinja::Value;
use rules::procurement::Procurement;
use rules::settings::Authority;

use super::Facts;
use super::field::Reading;
use crate::report::markdown::NOT_WRITTEN;
use crate::report::piece::{Anchor, Piece};
use crate::report::template;

/// Every heading of the authority in its order, with what the record says below it. A template
/// asks for those it has a place for by title, and prints the others after them.
pub(super) fn of(reading: &Reading, authority: &Authority, procurement: &Procurement) -> Value {
    let mut taken: HashSet<String> = template::anchors().collect();
    let mut facts = |title: &str, guidance: &str, says: Piece| {
        let guidance = Piece::text(guidance).into();
        let anchor = Anchor::of(title, &mut taken).into();
        let facts =
            [("title", title.into()), ("anchor", anchor), ("guidance", guidance), ("says", says.into())];
        facts.map(|(name, value): (&str, Value)| (name.to_owned(), value)).into()
    };
    let headings: Vec<Facts> = authority
        .headings
        .iter()
        .map(|heading| {
            let rows = procurement.implications.iter().filter(|row| row.heading_id == heading.id);
            facts(&heading.title, &heading.guidance, says(reading, rows))
        })
        .collect();
    let known =
        |row: &&implication::Model| authority.headings.iter().any(|heading| heading.id == row.heading_id);
    let mut orphans = procurement.implications.iter().filter(|row| !known(row)).peekable();
    let others = orphans.peek().is_some().then(|| facts("Further implications", "", says(reading, orphans)));
    Value::from_iter(headings.into_iter().chain(others))
}

/// All that is said under one heading; "Not written yet" if nothing is.
fn says<'a>(reading: &Reading, rows: impl Iterator<Item = &'a implication::Model>) -> Piece {
    let pieces: Vec<Piece> =
        rows.filter_map(|row| reading.piece_of::<implication::Entity>(row, "says")).collect();
    if pieces.is_empty() {
        return Piece::text(NOT_WRITTEN).unasked();
    }
    Piece::blocks(pieces.into_iter().flat_map(Piece::into_blocks).collect())
}
