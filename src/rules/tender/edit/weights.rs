//! How much of the weight is given so far, while questions are being written.

use entity::number::BasisPoints;
use entity::{criterion, lot};

use crate::tender::Tender;

/// A sentence for each lot: "36.5% of 40% given.", and one for each heading whose own weight is given.
#[must_use]
pub fn weights_given(tender: &Tender) -> Vec<String> {
    tender.lots.iter().flat_map(|lot| of_lot(tender, lot)).collect()
}

fn of_lot(tender: &Tender, lot: &lot::Model) -> Vec<String> {
    let rows: Vec<_> = tender.criteria.iter().filter(|row| row.lot_id == lot.id).collect();
    let name = if tender.lots.len() > 1 { format!("{}: ", lot.title) } else { String::new() };
    let top = sum(rows.iter().filter(|row| row.parent_id.is_none()).map(|row| weight(row, &rows)));
    let whole = lot.quality_weight.map(|weight| format!("{name}{top} of {weight} given to questions."));
    let headings = rows.iter().filter_map(|row| {
        let under = rows.iter().filter(|other| other.parent_id == Some(row.id));
        let (given, count) = (sum(under.clone().map(|row| weight(row, &rows))), under.count());
        let own = row.weight.filter(|_| count > 0)?;
        Some(format!("{name}Under “{}”, {given} of {own} given.", row.title))
    });
    whole.into_iter().chain(headings).collect()
}

/// Its own weight; a heading without one has that of the questions under it.
fn weight(row: &criterion::Model, rows: &[&criterion::Model]) -> BasisPoints {
    let under = rows.iter().filter(|other| other.parent_id == Some(row.id));
    row.weight.unwrap_or_else(|| sum(under.filter_map(|other| other.weight)))
}

fn sum(weights: impl Iterator<Item = BasisPoints>) -> BasisPoints {
    BasisPoints(weights.fold(0_i32, |sum, weight| sum.saturating_add(weight.0)))
}
