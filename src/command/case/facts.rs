//! What rows of a case say together.

use rules::case::{Columns, Tables};
use serde_json::Value;

use super::contents::{number, text};

/// The ranking of a lot that stands.
pub(super) fn last_ranking(record: &Tables, lot: i64) -> Option<&Columns> {
    rows(record, "ranking").filter(|row| number(row, "lot_id") == lot).max_by_key(|row| number(row, "number"))
}

/// Whether someone chose that the case file shows what would change the winner.
pub(super) fn keeps_what_if(record: &Tables, lot: i64) -> bool {
    rows(record, "lot_evaluation").any(|row| {
        number(row, "lot_id") == lot && row.get("what_if_kept").and_then(Value::as_bool) == Some(true)
    })
}

/// The bidder's name, as it was opened.
pub(super) fn bidder(record: &Tables, bid: i64) -> &str {
    rows(record, "opened_bid").find(|row| number(row, "bid_id") == bid).map_or("", |row| text(row, "name"))
}

/// What the panel called a bid.
pub(super) fn label(record: &Tables, bid: i64) -> &str {
    rows(record, "bid_label").find(|row| number(row, "bid_id") == bid).map_or("", |row| text(row, "label"))
}

/// Which bid of a lot has this label.
pub(super) fn labelled(record: &Tables, lot: i64, called: &str) -> Option<i64> {
    rows(record, "bid")
        .map(|row| (number(row, "id"), number(row, "lot_id")))
        .find(|(bid, of)| *of == lot && label(record, *bid) == called)
        .map(|(bid, _)| bid)
}

/// The rows of a table.
pub(super) fn rows<'a>(record: &'a Tables, table: &str) -> impl Iterator<Item = &'a Columns> {
    record.get(table).into_iter().flatten()
}
