//! What is wrong with a lot, each with the path of its value.

use std::collections::BTreeSet;

use num_traits::{Signed, Zero};

use super::{Bid, Criterion, Lot, TieBreak};
use crate::Problem;
use crate::exact::{Exact, plain, whole};
use crate::price::{NoScore, PriceFormula};

/// Everything that is wrong, in the order of the lot.
pub(super) fn problems(lot: &Lot) -> Vec<Problem> {
    let mut all = weights(lot);
    if lot.scale_max < 1 {
        all.push(Problem::at("scale_max", "The highest score must be 1 or more."));
    }
    let ids = lot.criteria.iter().map(|criterion| criterion.id.as_str());
    all.extend(names("criteria", "criterion", ids));
    for (at, one) in lot.criteria.iter().enumerate() {
        all.extend(criterion(lot, &format!("criteria[{at}]"), one));
    }
    let sum: Exact = lot.criteria.iter().map(|criterion| criterion.weight.clone()).sum();
    if sum != lot.quality_weight {
        let says = format!(
            "The weights of the criteria sum to {}, not to the quality weight, {}.",
            plain(&sum),
            plain(&lot.quality_weight)
        );
        all.push(Problem::at("criteria", says));
    }
    if lot.overall_minimum_percent.as_ref().is_some_and(|least| least.is_negative() || *least > whole(100)) {
        let says = "The overall minimum must be between 0 and 100 percent.";
        all.push(Problem::at("overall_minimum_percent", says));
    }
    for (at, tie_break) in lot.tie_break.iter().enumerate() {
        if let TieBreak::Criterion(id) = tie_break
            && !knows(lot, id)
        {
            all.push(Problem::at(&format!("tie_break[{at}]"), format!("There is no criterion {id}.")));
        }
    }
    all.extend(names("bids", "bid", lot.bids.iter().map(|bid| bid.id.as_str())));
    for (at, one) in lot.bids.iter().enumerate() {
        all.extend(bid(lot, &format!("bids[{at}]"), one));
    }
    all
}

fn weights(lot: &Lot) -> Vec<Problem> {
    let mut all = Vec::new();
    if lot.price_weight.is_negative() {
        all.push(Problem::at("price_weight", "The price weight must not be below 0."));
    }
    if !lot.quality_weight.is_positive() {
        all.push(Problem::at("quality_weight", "The quality weight must be above 0."));
    }
    let sum = &lot.price_weight + &lot.quality_weight;
    if sum != whole(100) {
        let says = format!(
            "The price weight, {}, and the quality weight, {}, sum to {}, not to 100.",
            plain(&lot.price_weight),
            plain(&lot.quality_weight),
            plain(&sum)
        );
        all.push(Problem::at("quality_weight", says));
    }
    if lot.price_formula == PriceFormula::Fixed && !lot.price_weight.is_zero() {
        all.push(Problem::at("price_weight", NoScore::FixedNeedsNoWeight.to_string()));
    }
    all
}

fn criterion(lot: &Lot, path: &str, criterion: &Criterion) -> Vec<Problem> {
    let mut all = Vec::new();
    if criterion.weight.is_negative() {
        all.push(Problem::at(&format!("{path}.weight"), "A weight must not be below 0."));
    }
    if let Some(least) = criterion.minimum
        && !(0..=lot.scale_max).contains(&least)
    {
        let says = format!("The minimum, {least}, is not on the scale of 0 to {}.", lot.scale_max);
        all.push(Problem::at(&format!("{path}.minimum"), says));
    }
    all
}

fn bid(lot: &Lot, path: &str, bid: &Bid) -> Vec<Problem> {
    let mut all = Vec::new();
    let price = format!("{path}.price");
    match bid.price.map(|price| lot.price_formula.check_price(price)) {
        None if bid.excluded.is_none() => {
            all.push(Problem::at(&price, "A bid that is not excluded needs a price."));
        }
        Some(Err(why)) => all.push(Problem::at(&price, why.to_string())),
        None | Some(Ok(())) => {}
    }
    for (id, score) in &bid.scores {
        let path = format!("{path}.scores.{id}");
        if !knows(lot, id) {
            all.push(Problem::at(&path, format!("There is no criterion {id}.")));
        } else if !(0..=lot.scale_max).contains(score) {
            let says = format!("The score, {score}, is not on the scale of 0 to {}.", lot.scale_max);
            all.push(Problem::at(&path, says));
        }
    }
    let missing = lot.criteria.iter().filter(|it| bid.excluded.is_none() && !bid.scores.contains_key(&it.id));
    all.extend(missing.map(|criterion| {
        let path = format!("{path}.scores.{}", criterion.id);
        Problem::at(&path, "A bid that is not excluded needs a score for every criterion.")
    }));
    if bid.excluded.as_ref().is_some_and(|why| why.trim().is_empty()) {
        all.push(Problem::at(&format!("{path}.excluded"), "Say why the bid is excluded."));
    }
    all
}

fn knows(lot: &Lot, id: &str) -> bool {
    lot.criteria.iter().any(|criterion| criterion.id == id)
}

/// Names that are empty, or another's already.
fn names<'a>(list: &str, what: &str, ids: impl Iterator<Item = &'a str>) -> Vec<Problem> {
    let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
    for (at, id) in ids.enumerate() {
        let path = format!("{list}[{at}].id");
        if id.trim().is_empty() {
            all.push(Problem::at(&path, format!("A {what} needs a name.")));
        } else if !seen.insert(id) {
            all.push(Problem::at(&path, format!("Another {what} is called {id} already.")));
        }
    }
    all
}
