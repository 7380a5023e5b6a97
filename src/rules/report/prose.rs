//! Every text of a procurement that its writers wrote as prose, with where it stands.

use sea_orm::Value;

use crate::each_list;
use crate::field::{Field, Kind, held};
use crate::procurement::Procurement;
use crate::procurement::lists::CODES;
use crate::procurement::parts::PARTS;
use crate::rows::{Listed, entry};

/// A text of the record, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The part or list, as pages call it.
    pub title: &'static str,
    /// Which entry of the list, from 1; nothing in a part.
    pub entry: Option<i32>,
    /// The field, as pages call it.
    pub label: &'static str,
    /// What was written.
    pub text: String,
}

/// Every text, parts first, in the order of their declaration.
#[must_use]
pub fn prose_of(p: &Procurement) -> Vec<Prose> {
    let in_part = |title, field: &Field| {
        text(field, held(&p.row, field.name)).map(|text| Prose {
            title,
            entry: None,
            label: field.label,
            text,
        })
    };
    let parts =
        PARTS.iter().flat_map(|part| part.fields.iter().filter_map(|field| in_part(part.title, field)));
    let lists = CODES.iter().filter_map(|code| each_list!(*code, in_list(p))).flatten();
    parts.chain(lists).collect()
}

fn in_list<E: Listed<Of = Procurement>>(p: &Procurement) -> Vec<Prose> {
    let in_row = |row| {
        let entry = entry::<E>(row);
        let fields = E::FIELDS.iter().zip(entry.values);
        let texts = fields.filter_map(|(field, value)| Some((field, text(field, value)?)));
        let prose = texts.map(|(field, text)| Prose {
            title: E::TITLE,
            entry: Some(entry.position),
            label: field.label,
            text,
        });
        prose.collect::<Vec<_>>()
    };
    E::rows(p).iter().flat_map(in_row).collect()
}

fn text(field: &Field, value: Value) -> Option<String> {
    match (field.kind, value) {
        (Kind::Prose, Value::String(text)) => text,
        _ => None,
    }
}
