//! What a template can name: every fact of the record, read once, with where it came from.

mod field;
mod figure;
mod implications;
mod lists;
mod money;
mod papers;
mod risks;
mod statistics;
mod term;

use std::collections::BTreeMap;

use entity::state::Secured;
use minijinja::Value;
use rules::procurement::Procurement;
use rules::procurement::found::Found;
use rules::procurement::parts::PARTS;

use super::Sources;
use super::piece::Piece;
use field::Reading;
use figure::figure;

/// Named facts.
type Facts = BTreeMap<String, Value>;

/// Everything a template can name.
pub(super) fn of(sources: &Sources) -> Value {
    let Sources { procurement, authority, found, .. } = sources;
    let reading = Reading::new(authority, procurement);
    let mut facts = lists::of(&reading, procurement);
    facts.insert("procurement".to_owned(), parts(&reading, procurement));
    facts.insert("found".to_owned(), derived(found));
    facts.insert("term".to_owned(), term::of(procurement));
    facts.insert("funding_total".to_owned(), money::funding_total(procurement));
    facts.insert("funding_gives".to_owned(), money::funding_gives(procurement));
    facts.insert("secured".to_owned(), money::sources(procurement, Secured::Secured).into());
    facts.insert("sought".to_owned(), money::sources(procurement, Secured::Sought).into());
    facts.insert("risk_key".to_owned(), risks::key(authority));
    facts.insert("implications".to_owned(), implications::of(&reading, authority, procurement));
    facts.extend(papers::of(procurement));
    Value::from(facts)
}

/// Every fact that is filled in once, by the name of its column.
fn parts(reading: &Reading, procurement: &Procurement) -> Value {
    let mut facts = Facts::new();
    for part in PARTS {
        for field in part.fields {
            facts.insert(field.name.to_owned(), reading.of_part(part, field, &procurement.row).into());
        }
    }
    Value::from(facts)
}

/// What was worked out. Where the facts do not suffice a template leaves no room for it.
fn derived(found: &Found) -> Value {
    let piece = |name: &str, value: Option<String>, how: &str| match value {
        Some(shown) => figure(format!("found.{name}"), how, shown),
        None => Piece::text("Not stated").unasked(),
    };
    let maximum = found.maximum.value.map(|value| value.to_string());
    let term = found.longest_term.value.map(rules::procurement::found::years);
    let ends_on = found.ends_on.value.map(rules::law::dates::long_date);
    named([
        ("maximum", piece("maximum", maximum, &found.maximum.how)),
        ("longest_term", piece("longest_term", term, &found.longest_term.how)),
        ("ends_on", piece("ends_on", ends_on, &found.ends_on.how)),
    ])
}

fn named<const COUNT: usize>(facts: [(&str, Piece); COUNT]) -> Value {
    Value::from(facts.into_iter().map(|(name, piece)| (name.to_owned(), piece.into())).collect::<Facts>())
}
