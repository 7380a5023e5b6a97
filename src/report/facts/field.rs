//! A field of the record as a piece of the paper: its value, or why there is none.

use entity::gaps::{Gap, Gaps};
use entity::procurement;
use rules::field::{Field, Kind, Lists, held, shown};
use rules::procurement::Procurement;
use rules::procurement::lists::{Entry, Listed, entry};
use rules::procurement::parts::Part;
use rules::settings::{Authority, lists};
use sea_orm::Value;

use super::Facts;
use super::figure::{entries, figure};
use crate::report::piece::Piece;
use crate::report::prose;

/// Reads fields, with the lists that their codes stand for.
pub(super) struct Reading {
    lists: Lists,
}

/// Where a fact stands in the record.
struct Place {
    name: String,
    source: String,
}

impl Reading {
    pub(super) fn new(authority: &Authority, procurement: &Procurement) -> Self {
        Self { lists: lists(authority, Some(procurement)) }
    }

    /// A fact that is filled in once.
    pub(super) fn of_part(&self, part: &Part, field: &Field, row: &procurement::Model) -> Piece {
        let value = held(row, field.name);
        let place = Place {
            name: format!("procurement.{}", field.name),
            source: format!("{}, {}", part.title, lower_first(field.label)),
        };
        self.piece(field, &value, &row.gaps, place)
    }

    /// The facts of one row of a list, by the names of its columns.
    pub(super) fn row<E: Listed>(&self, model: &E::Model) -> Facts {
        let entry: Entry = entry::<E>(model);
        let fields = E::FIELDS.iter().zip(&entry.values);
        let mut facts: Facts = fields
            .map(|(field, value)| {
                let piece =
                    self.piece(field, value, &entry.gaps, place::<E>(&entry, field.name, field.label));
                (field.name.to_owned(), piece.into())
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
    pub(super) fn rows<E: Listed>(&self, procurement: &Procurement) -> Vec<Facts> {
        E::rows(procurement).iter().map(|model| self.row::<E>(model)).collect()
    }

    fn piece(&self, field: &Field, value: &Value, gaps: &Gaps, place: Place) -> Piece {
        if *value == value.as_null() {
            return missing(gaps.of(field.name), place);
        }
        match (field.kind, value, shown(field, value, &self.lists)) {
            (Kind::Prose, _, text) => Piece::blocks(prose(&text)),
            (Kind::Lines, _, text) => entries(&text),
            // The letter of a risk key alone: the paper explains the key beside it.
            (Kind::From(_), Value::String(Some(letter)), _) => figure(place.name, place.source, letter),
            (_, _, text) => figure(place.name, place.source, text),
        }
    }
}

/// A fact made from several columns of a row, such as the two ends of a range.
pub(super) fn combined<E: Listed>(model: &E::Model, name: &str, label: &str, shown: String) -> Piece {
    let place = place::<E>(&entry::<E>(model), name, label);
    figure(place.name, place.source, shown)
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

/// A fact that is not there. A template that asks first leaves room only for what will still come;
/// one that prints it anyway gets its words.
fn missing(gap: Option<Gap>, place: Place) -> Piece {
    match (gap, gap_words(gap)) {
        (_, "") => Piece::inlines(Vec::new()),
        (Some(Gap::ToBeConfirmed), words) => figure(place.name, place.source, words),
        (_, words) => figure(place.name, place.source, words).unasked(),
    }
}

fn place<E: Listed>(entry: &Entry, name: &str, label: &str) -> Place {
    Place {
        name: format!("{}.{}.{name}", E::CODE, entry.position),
        source: format!("{}, entry {}, {}", E::TITLE, entry.position, lower_first(label)),
    }
}

/// "Cost of one year" inside a sentence; "VAT" stays.
fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}
