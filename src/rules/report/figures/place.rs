//! Where a fact stands in the record: its name in prose, and the words that say where it is.

use entity::id::RowId;

use crate::field::Field;
use crate::rows::{Entry, Listed, Part};

/// Where a fact stands in the record, whether or not it is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name, such as `funding.203.amount`.
    pub name: String,
    /// Where it came from, in words.
    pub source: String,
}

impl Place {
    /// A fact that is filled in once.
    #[must_use]
    pub fn in_part(part: &Part, field: &Field) -> Self {
        Self {
            name: format!("procurement.{}", field.name),
            source: format!("{}, {}", part.title, lower_first(field.label)),
        }
    }

    /// A fact of a row.
    #[must_use]
    pub fn in_row<E: Listed>(entry: &Entry, name: &str, label: &str) -> Self {
        Self {
            name: name_in_row::<E>(entry.id, name),
            source: format!("{}, entry {}, {}", E::TITLE, entry.position, lower_first(label)),
        }
    }
}

/// The name of a fact of a row, by the number of the row.
fn name_in_row<E: Listed>(row: RowId, name: &str) -> String {
    format!("{}.{}.{name}", E::CODE, row.0)
}

/// "Cost of one year" inside a sentence; "VAT" stays.
pub(super) fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}
