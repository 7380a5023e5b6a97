//! A field of the record as a piece of the paper: its value, or why there is none.

use entity::gaps::{Gap, Gaps};
use entity::procurement;
use paper::Block;
use rules::field::{Field, Kind, held};
use rules::procurement::Procurement;
use rules::report::{Figures, Place};
use rules::rows::{Entry, Listed, Part, entry};
use sea_orm::Value;

use super::Facts;
use super::figure::{bound, entries, figure};
use crate::report::markdown::NOT_WRITTEN;
use crate::report::piece::Piece;
use crate::report::prose;

/// Reads fields, whose figures are in the catalogue.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub figures: &'a Figures,
}

impl Reading<'_> {
    /// A figure by its name, where there is one.
    pub(super) fn figure(&self, name: &str) -> Option<Piece> {
        self.figures.get(name).map(bound)
    }

    /// What a writer typed, with the figures in it.
    pub(super) fn prose(&self, text: &str) -> Vec<Block> {
        prose(text, self.figures)
    }

    /// A fact that is filled in once.
    pub(super) fn of_part(&self, part: &Part, field: &Field, row: &procurement::Model) -> Piece {
        let (value, place) = (held(row, field.name), Place::in_part(part, field));
        match (field.kind, row.gaps.of(field.name)) {
            (Kind::Prose, None) if value == value.as_null() => figure(place, NOT_WRITTEN).unasked(),
            _ => self.piece(field, &value, &row.gaps, place),
        }
    }

    /// The facts of one row of a list, by the names of its columns.
    pub(super) fn row<E: Listed>(&self, model: &E::Model) -> Facts {
        let entry: Entry = entry::<E>(model);
        let fields = E::FIELDS.iter().zip(&entry.values);
        let mut facts: Facts = fields
            .map(|(field, value)| {
                let place = Place::in_row::<E>(&entry, field.name, field.label);
                (field.name.to_owned(), self.piece(field, value, &entry.gaps, place).into())
            })
            .collect();
        facts.insert("number".to_owned(), entry.position.into());
        facts
    }

    /// One fact of a row.
    pub(super) fn piece_of<E: Listed>(&self, model: &E::Model, name: &str) -> Option<Piece> {
        self.row::<E>(model).get(name)?.downcast_object_ref::<Piece>().cloned()
    }

    /// The facts of every row of a list.
    pub(super) fn rows<E: Listed<Of = Procurement>>(&self, procurement: &Procurement) -> Vec<Facts> {
        E::rows(procurement).iter().map(|model| self.row::<E>(model)).collect()
    }

    fn piece(&self, field: &Field, value: &Value, gaps: &Gaps, place: Place) -> Piece {
        if *value == value.as_null() {
            return missing(gaps.of(field.name), place);
        }
        match (field.kind, value) {
            (Kind::Prose, Value::String(Some(text))) => Piece::blocks(self.prose(text)),
            (Kind::Lines, Value::String(Some(text))) if text.trim().lines().count() > 1 => entries(text),
            (_, Value::String(Some(text))) => self.figure(&place.name).unwrap_or_else(|| Piece::text(text)),
            _ => self.figure(&place.name).unwrap_or_else(|| Piece::inlines(Vec::new())),
        }
    }
}

/// The words of a fact that is not there.
pub(super) fn gap_words(gap: Option<Gap>) -> &'static str {
    match gap {
        Some(Gap::NotStated) | None => "Not stated",
        Some(Gap::ToBeConfirmed) => "To be confirmed",
        Some(Gap::Nothing) => "None",
        Some(Gap::Blank) => "",
    }
}

/// The words of prose or of a list that is not there: without a reason it has yet to be written.
pub(super) fn written_words(gap: Option<Gap>) -> &'static str {
    gap.map_or(NOT_WRITTEN, |gap| gap_words(Some(gap)))
}

/// A fact that is not there. A template that asks first leaves room only for what will still come;
/// one that prints it anyway gets its words.
fn missing(gap: Option<Gap>, place: Place) -> Piece {
    match (gap, gap_words(gap)) {
        (_, "") => Piece::inlines(Vec::new()),
        (Some(Gap::ToBeConfirmed), words) => figure(place, words),
        (_, words) => figure(place, words).unasked(),
    }
}
