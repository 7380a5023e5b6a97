//! What the wording of the term says itself.

use minijinja::Value;
use rules::procurement::Procurement;

use super::Facts;
use super::field::Reading;

/// Whether the wording of the term names its first day, and its last, so that a paper need not repeat them.
pub(super) fn says(reading: &Reading, procurement: &Procurement) -> Value {
    let wording = procurement.row.term_wording.as_deref().unwrap_or_default();
    let says = |names: &[&str]| {
        let day = names.iter().find_map(|name| reading.figures.get(name));
        day.is_some_and(|day| wording.contains(&day.shown))
    };
    let first = says(&["procurement.starts_on"]);
    let last = says(&["found.ends_on", "procurement.ends_on"]);
    Value::from(Facts::from([("first".to_owned(), first.into()), ("last".to_owned(), last.into())]))
}
