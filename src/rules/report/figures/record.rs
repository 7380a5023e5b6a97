//! Figures of what is recorded: parts that are filled in once, and rows of lists.

use sea_orm::Value;

use super::Figure;
use super::place::{Place, lower_first};
use super::together::{Printed, printed};
use crate::field::{Field, Kind, List, Lists, held, shown};
use crate::procurement::Procurement;
use crate::rows::{Entry, Listed, Part, entry};

/// How many characters of its first text are enough to recognise a row.
const ENOUGH: usize = 60;

/// What is listed first of a row.
const VALUES: [&str; 2] = ["value", "amount"];

/// The texts of rows, by list and name, that are of use within a sentence.
const OFFERED: [(&str, &str); 6] = [
    ("recommendations", "delegate"),
    ("recommendations", "consulting"),
    ("earlier-decisions", "body"),
    ("earlier-decisions", "decided_when"),
    ("funding", "owner"),
    ("funding", "year"),
];

/// The figures of a part that is filled in once.
pub(super) fn of_part(part: &Part, procurement: &Procurement, lists: &Lists) -> Vec<Figure> {
    let figures = part.fields.iter().filter_map(|field| {
        let shown = alone(field, &held(&procurement.row, field.name), lists)?;
        let Place { name, source } = Place::in_part(part, field);
        let label = field.label.to_owned();
        Some(Figure { name, group: part.title, label, source, shown, offered: true })
    });
    figures.collect()
}

/// The figures of every row of a list.
pub(super) fn of_list<E: Listed<Of = Procurement>>(procurement: &Procurement, lists: &Lists) -> Vec<Figure> {
    let rows = E::rows(procurement);
    let names: Vec<String> = rows.iter().map(|model| recognised::<E>(&entry::<E>(model))).collect();
    let figures = rows.iter().zip(&names).flat_map(|(model, name)| {
        let is_shared = names.iter().filter(|other| *other == name).count() > 1;
        of_row::<E>(model, name, is_shared, lists)
    });
    figures.collect()
}

/// The figures of a row, its value first. Of its texts only those are offered that are of use within a
/// sentence; the others are what a row is recognised by, or what limits its value.
fn of_row<E: Listed>(model: &E::Model, name: &str, is_shared: bool, lists: &Lists) -> Vec<Figure> {
    let entry = entry::<E>(model);
    let row = if is_shared { format!("{name} (entry {})", entry.position) } else { name.to_owned() };
    let mut figures: Vec<(bool, Figure)> = Vec::new();
    for (field, value) in E::FIELDS.iter().zip(&entry.values) {
        let (name, label, shown, counts) = match printed::<E>(model, field.name) {
            Printed::Alone => {
                let Some(shown) = alone(field, value, lists) else { continue };
                (field.name, field.label, shown, is_counted(field.kind))
            }
            Printed::Together { name, label, shown } => (name, label, shown, name != "ends_with"),
            Printed::Elsewhere => continue,
        };
        let place = Place::in_row::<E>(&entry, name, label);
        let figure = Figure {
            name: place.name,
            group: E::TITLE,
            label: format!("{row}, {}", lower_first(label)),
            source: place.source,
            shown,
            offered: counts || OFFERED.contains(&(E::CODE, name)),
        };
        figures.push((VALUES.contains(&name), figure));
    }
    figures.sort_by_key(|(is_value, _)| !is_value);
    figures.into_iter().map(|(_, figure)| figure).collect()
}

/// Whether facts of this kind are numbers or days.
const fn is_counted(kind: Kind) -> bool {
    matches!(kind, Kind::Number | Kind::Whole(..) | Kind::Money | Kind::Percent | Kind::Day | Kind::Instant)
}

/// A value as papers print it; nothing where it is empty, or where it is prose, an address or the
/// number of another row.
fn alone(field: &Field, value: &Value, lists: &Lists) -> Option<String> {
    let shown = match (field.kind, value) {
        (Kind::Prose | Kind::Link | Kind::RowFrom(_), _) => return None,
        // A level of risk for the whole is told in words.
        (Kind::From(List::OverallRisk), _) => {
            let shown = shown(field, value, lists);
            shown.split_once(": ").map_or(shown.clone(), |(_, label)| label.to_owned())
        }
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

/// The first words of a row, cut where a word ends; what it is and its place in the list where it has none.
fn recognised<E: Listed>(entry: &Entry) -> String {
    let text = |(field, value): (&Field, &Value)| match (field.kind, value) {
        (Kind::Line | Kind::Prose | Kind::Lines, Value::String(Some(text))) => {
            text.split_whitespace().next().map(|_| in_few_words(text))
        }
        _ => None,
    };
    let first = E::FIELDS.iter().zip(&entry.values).find_map(text);
    first.unwrap_or_else(|| format!("{} {}", upper_first(E::ONE), entry.position))
}

fn upper_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The first words of a text, cut where a word ends.
pub(crate) fn in_few_words(text: &str) -> String {
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
