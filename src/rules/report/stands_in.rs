//! Where the figures of a row stand in prose, for whoever is about to remove the row.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mark, marks};
use crate::each_list;
use crate::field::{Field, Kind, held};
use crate::procurement::Procurement;
use crate::procurement::lists::{CODES, Listed, entry};
use crate::procurement::parts::PARTS;

/// The parts and lists whose prose, and the sections whose own prose, names a figure that begins so, such as
/// `funding.203.`; each once, as pages call them.
#[must_use]
pub fn stands_in(p: &Procurement, own: &BTreeMap<String, String>, begins: &str) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for part in PARTS {
        let texts = part.fields.iter().filter(|field| is_prose(field));
        if texts.clone().any(|field| names(&held(&p.row, field.name), begins)) {
            places.insert(part.title.to_owned());
        }
    }
    for code in CODES {
        if let Some(Some(title)) = each_list!(*code, in_list(p, begins)) {
            places.insert(title.to_owned());
        }
    }
    let sections = own.iter().filter(|(_, says)| text_names(says, begins));
    places.extend(sections.map(|(section, _)| format!("the report’s own text under “{section}”")));
    places
}

fn in_list<E: Listed>(p: &Procurement, begins: &str) -> Option<&'static str> {
    let mut texts = E::rows(p).iter().flat_map(|row| {
        let values = entry::<E>(row).values;
        E::FIELDS.iter().zip(values).filter(|(field, _)| is_prose(field)).map(|(_, value)| value)
    });
    texts.any(|value| names(&value, begins)).then_some(E::TITLE)
}

fn is_prose(field: &Field) -> bool {
    matches!(field.kind, Kind::Prose)
}

fn names(value: &sea_orm::Value, begins: &str) -> bool {
    matches!(value, sea_orm::Value::String(Some(text)) if text_names(text, begins))
}

fn text_names(text: &str, begins: &str) -> bool {
    marks(text).into_iter().any(|(_, mark)| matches!(mark, Mark::Figure(name) if name.starts_with(begins)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{empty, reason};

    #[test]
    fn every_place_that_names_a_row_is_told_once() {
        let mut p = empty();
        p.row.need = Some("{{ funding.2.amount }} and {{ funding.2.source }}".to_owned());
        p.row.summary = Some("{{ funding.23.amount }}".to_owned());
        // A title is no prose: what stands there is printed as it was typed.
        p.row.title = "{{ funding.2.amount }}".to_owned();
        p.reasons = vec![reason(1, 1)];
        p.reasons[0].says = "It needs {{ funding.2.amount }}.".to_owned();
        let own = BTreeMap::from([("finance".to_owned(), "{{funding.2.share}}".to_owned())]);
        let places: Vec<_> = stands_in(&p, &own, "funding.2.").into_iter().collect();
        let title = <entity::reason::Entity as Listed>::TITLE;
        assert_eq!(places, ["Background and need", title, "the report’s own text under “finance”"]);
        assert!(stands_in(&p, &own, "statistics.2.").is_empty());
    }
}
