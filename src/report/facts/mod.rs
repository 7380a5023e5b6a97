//! What a template can name: every fact of the record, read once, with where it came from.

mod at_break;
mod awarding;
mod field;
mod figure;
mod gives;
mod implications;
mod law;
mod lists;
mod money;
mod own;
mod papers;
mod performance;
mod recommended;
mod risks;
mod statistics;
mod term;
mod told;

use std::collections::BTreeMap;

use minijinja::Value;
use rules::procurement::Procurement;
use rules::procurement::parts::PARTS;
use rules::report::Figures;
use rules::report::awarding::Awarding;

use super::Sources;
use super::piece::Piece;
pub(super) use at_break::of as of_break;
use field::Reading;
use own::Own;
pub(super) use performance::of as of_performance;

/// Named facts.
type Facts = BTreeMap<String, Value>;

/// What is found, by its name without `found.`; a template writes `_` for a point.
const FOUND: &[&str] = &[
    "maximum",
    "longest_term",
    "ends_on",
    "breaks",
    "extensions",
    "funding.amount",
    "funding.share",
    "funding.secured",
    "funding.sought",
    "cost_avoidance.gross",
    "cost_avoidance.net",
    "regime",
    "light_touch",
    "standing",
    "threshold",
    "tested",
    "key_decision",
    "decider",
    "notice_by",
    "agenda_by",
];

/// Everything a template can name.
pub(super) fn of(sources: &Sources, figures: &Figures) -> Value {
    let Sources { procurement, authority, found, own, .. } = sources;
    let reading = Reading { figures };
    let mut facts = lists::of(&reading, procurement);
    facts.insert("procurement".to_owned(), parts(&reading, procurement));
    facts.insert("found".to_owned(), derived(&reading));
    facts.insert("total_is_found".to_owned(), (procurement.row.total_value == found.maximum.value).into());
    facts.insert("term_says".to_owned(), term::says(&reading, procurement));
    facts.insert("law".to_owned(), law::of(&reading, found));
    facts.insert("risk_key".to_owned(), risks::key(authority));
    facts.insert("implications".to_owned(), implications::of(&reading, authority, procurement));
    let own = own.iter().map(|(code, text)| (code.clone(), Piece::blocks(reading.prose(text))));
    facts.insert("own".to_owned(), Own::of(own));
    facts.extend(papers::of(&reading, procurement));
    let none = Awarding::default();
    facts.extend(awarding::of(&reading, procurement, sources.awarding.unwrap_or(&none)));
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
fn derived(reading: &Reading) -> Value {
    let piece = |name: &&str| {
        let found = reading.figure(&format!("found.{name}"));
        let piece = found.unwrap_or_else(|| Piece::text("Not stated").unasked());
        (name.replace('.', "_"), Value::from(piece))
    };
    Value::from(FOUND.iter().map(piece).collect::<Facts>())
}

fn named<const COUNT: usize>(facts: [(&str, Piece); COUNT]) -> Value {
    Value::from(facts.into_iter().map(|(name, piece)| (name.to_owned(), piece.into())).collect::<Facts>())
}
