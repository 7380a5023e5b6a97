//! Figures that are found from the record: sums, ends, and what the law says.

mod law;
mod money;
mod term;

use super::Figure;
use crate::law::dates::long_date;
use crate::procurement::Procurement;
use crate::procurement::found::{Derived, Found, years};
use crate::settings::Authority;

/// What pages call what is found.
const GROUP: &str = "What is found";

/// Everything that is found, where the facts suffice.
pub(super) fn of(procurement: &Procurement, authority: &Authority, found: &Found) -> Vec<Figure> {
    let maximum = found.maximum.value.map(|value| value.to_string());
    let term = found.longest_term.value.map(years);
    let ends_on = found.ends_on.value.map(long_date);
    let mut all = Vec::new();
    all.extend(derived("maximum", "Maximum value over the longest term", maximum, &found.maximum));
    all.extend(derived("longest_term", "Longest term", term, &found.longest_term));
    all.extend(derived("ends_on", "Last day of the longest term", ends_on, &found.ends_on));
    all.extend(term::of(procurement));
    all.extend(money::of(procurement, found));
    all.extend(law::of(authority, found));
    all
}

fn derived<T>(name: &str, label: &str, shown: Option<String>, how: &Derived<T>) -> Option<Figure> {
    Some(figure(name, label, &how.how, shown?))
}

/// A found figure; its name starts with `found.`.
fn figure(name: &str, label: &str, source: &str, shown: String) -> Figure {
    Figure {
        name: format!("found.{name}"),
        group: GROUP,
        label: label.to_owned(),
        source: source.to_owned(),
        shown,
        offered: true,
    }
}

/// "A", "A and B", "A, B and C".
fn and(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}
