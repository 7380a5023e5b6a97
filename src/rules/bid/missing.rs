//! What still stands between a draft and its submission.

use std::collections::BTreeMap;

use entity::choice::Choice;
use entity::id::RowId;
use entity::organisation;

use super::declaration::OrganisationDeclared;
use super::price::{Schedule, problems};
use super::{Bid, Declared, Place, words};
use crate::tender::terms::{LotTerms, Terms};

/// What the sealed parts of a draft say, as far as the rules must know. Whoever may read the provider's own parts makes
/// it; every fact is held to the number of the part it was read from, so that one of an older part counts for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// How many words an answer has.
    pub words: BTreeMap<RowId, usize>,
    /// The prices.
    pub price: Option<(RowId, Schedule)>,
    /// The declarations.
    pub declared: Option<(RowId, Declared)>,
}

/// Something that is missing, or does not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Where.
    pub place: Place,
    /// What to do about it.
    pub says: String,
}

/// Everything that stands in the way of submitting a draft, in the order of the page.
#[must_use]
pub fn missing(
    bid: &Bid,
    terms: &Terms,
    lot: &LotTerms,
    organisation: &organisation::Model,
    filled: &Filled,
) -> Vec<Missing> {
    let mut missing = Vec::new();
    let mut say = |place: Place, says: Option<String>| {
        missing.extend(says.map(|says| Missing { place, says }));
    };
    say(Place::DECLARATION, of_declaration(bid, organisation, filled));
    for condition in &terms.conditions {
        let place = Place::condition(condition.id);
        let kind = condition.kind.label().to_lowercase();
        say(place, bid.at(place).is_none().then(|| format!("Say how you meet the condition on {kind}.")));
    }
    for question in lot.questions() {
        let place = Place::answer(question.id);
        say(place, of_answer(bid, place, &question.title, question.word_limit, filled));
    }
    say(Place::PRICE, of_price(bid, lot, filled));
    missing
}

fn of_declaration(bid: &Bid, organisation: &organisation::Model, filled: &Filled) -> Option<String> {
    let now = match OrganisationDeclared::of(organisation) {
        Ok(now) => now,
        Err(refusal) => return Some(refusal.first()),
    };
    let part = bid.at(Place::DECLARATION).map(|part| part.id);
    match &filled.declared {
        Some((of, declared)) if Some(*of) == part => (declared.organisation != now).then(|| {
            "Your organisation’s details have changed since you confirmed the declarations. Confirm them again.".to_owned()
        }),
        _ => Some("Confirm your declarations.".to_owned()),
    }
}

fn of_answer(bid: &Bid, place: Place, title: &str, limit: Option<i32>, filled: &Filled) -> Option<String> {
    match bid.at(place).and_then(|part| filled.words.get(&part.id)) {
        Some(0) | None => Some(format!("Answer the question “{title}”.")),
        Some(has) => words::over(*has, limit).map(|over| format!("“{title}”: {over}")),
    }
}

fn of_price(bid: &Bid, lot: &LotTerms, filled: &Filled) -> Option<String> {
    let part = bid.at(Place::PRICE).map(|part| part.id);
    match &filled.price {
        Some((of, schedule)) if Some(*of) == part => {
            problems(schedule, lot).into_iter().next().map(|problem| problem.says)
        }
        _ => Some("Give your price.".to_owned()),
    }
}
