//! Figures of what is recorded: parts that are filled in once, and rows of lists.

use sea_orm::Value;

use super::Figure;
use super::place::{Place, lower_first};
use super::together::{Printed, printed};
use crate::field::{Field, Kind, Lists, held, shown};
use crate::procurement::Procurement;
use crate::procurement::lists::{Entry, Listed, entry};
use crate::procurement::parts::Part;

/// How many characters of its first text are enough to recognise a row.
const ENOUGH: usize = 60;

/// The figures of a part that is filled in once.
pub(super) fn of_part(part: &Part, procurement: &Procurement, lists: &Lists) -> Vec<Figure> {
    let figures = part.fields.iter().filter_map(|field| {
        let shown = alone(field, &held(&procurement.row, field.name), lists)?;
        let Place { name, source } = Place::in_part(part, field);
        Some(Figure { name, group: part.title, label: field.label.to_owned(), source, shown })
    });
    figures.collect()
}

/// The figures of every row of a list.
pub(super) fn of_list<E: Listed>(procurement: &Procurement, lists: &Lists) -> Vec<Figure> {
    E::rows(procurement).iter().flat_map(|model| of_row::<E>(model, lists)).collect()
}

fn of_row<E: Listed>(model: &E::Model, lists: &Lists) -> Vec<Figure> {
    let entry = entry::<E>(model);
    let row = recognised::<E>(&entry);
    let figures = E::FIELDS.iter().zip(&entry.values).filter_map(|(field, value)| {
        let (name, label, shown) = match printed::<E>(model, field.name) {
            Printed::Alone => (field.name, field.label, alone(field, value, lists)?),
            Printed::Together { name, label, shown } => (name, label, shown),
            Printed::Elsewhere => return None,
        };
        let place = Place::in_row::<E>(&entry, name, label);
        Some(Figure {
            name: place.name,
            group: E::TITLE,
            label: format!("{row}, {}", lower_first(label)),
            source: place.source,
            shown,
        })
    });
    figures.collect()
}

/// A value as papers print it; nothing where it is empty, or where it is prose, an address or the
/// number of another row.
fn alone(field: &Field, value: &Value, lists: &Lists) -> Option<String> {
    let shown = match (field.kind, value) {
        (Kind::Prose | Kind::Link | Kind::RowFrom(_), _) => return None,
        // The letter of a risk key alone: a paper explains the key beside it.
        (Kind::From(_), Value::String(Some(letter))) => letter.clone(),
        (Kind::Lines, _) => {
            let shown = shown(field, value, lists);
            let lines = shown.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join("; ")
        }
        _ => shown(field, value, lists),
    };
    (!shown.is_empty()).then_some(shown)
}

/// The first words of a row, cut where a word ends; its place in the list where it has none.
fn recognised<E: Listed>(entry: &Entry) -> String {
    let text = |(field, value): (&Field, &Value)| match (field.kind, value) {
        (Kind::Line | Kind::Prose | Kind::Lines, Value::String(Some(text))) => {
            text.split_whitespace().next().map(|_| cut(text))
        }
        _ => None,
    };
    let first = E::FIELDS.iter().zip(&entry.values).find_map(text);
    first.unwrap_or_else(|| format!("Entry {}", entry.position))
}

fn cut(text: &str) -> String {
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + 1 + word.chars().count() > ENOUGH {
            let kept = if short.is_empty() { word.chars().take(ENOUGH).collect() } else { short };
            return format!("{} …", kept.trim_end_matches([',', ';', ':', '.']));
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short.trim_end_matches('.').to_owned()
}
