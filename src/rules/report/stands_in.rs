//! Where the figures of a row stand in prose, for whoever is about to remove the row.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mark, marks, prose_of};
use crate::procurement::Procurement;

/// The parts and lists whose prose, and the sections whose own prose, names a figure that begins so, such as
/// `funding.203.`; each once, as pages call them.
#[must_use]
pub fn stands_in(p: &Procurement, own: &BTreeMap<String, String>, begins: &str) -> BTreeSet<String> {
    let texts = prose_of(p).into_iter().filter(|prose| names(&prose.text, begins));
    let mut places: BTreeSet<String> = texts.map(|prose| prose.title.to_owned()).collect();
    let sections = own.iter().filter(|(_, says)| names(says, begins));
    places.extend(sections.map(|(section, _)| format!("the report’s own text under “{section}”")));
    places
}

fn names(text: &str, begins: &str) -> bool {
    marks(text).into_iter().any(|(_, mark)| matches!(mark, Mark::Figure(name) if name.starts_with(begins)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rows::Listed;
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
