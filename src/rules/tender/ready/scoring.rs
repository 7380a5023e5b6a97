//! Weights, questions, scale, formula, minimums, tie-breaks and samples: what a lot is scored by must be whole.

use std::collections::BTreeSet;

use entity::number::{BasisPoints, Pence};
use entity::state::TieRule;
use entity::{criterion, lot};

use super::{Obstacle, Place};
use crate::exact::percent;
use crate::tender::Tender;
use crate::tender::compose::of_lot;
use crate::tender::formula::{Scoring, formula_of};

/// Everything about scoring that stands in the way.
pub(super) fn obstacles(tender: &Tender) -> Vec<Obstacle> {
    let mut all = scale(tender);
    for lot in &tender.lots {
        let mut said = Vec::new();
        said.extend(weights(lot).into_iter().map(|says| (says, Place::List("lots"))));
        said.extend(questions(tender, lot).into_iter().map(|says| (says, Place::List("criteria"))));
        said.extend(price(lot).into_iter().map(|says| (says, Place::List("lots"))));
        said.extend(minimums(tender, lot));
        said.extend(ties(tender, lot).into_iter().map(|says| (says, Place::List("tie-breaks"))));
        said.extend(samples(tender, lot).into_iter().map(|says| (says, Place::List("sample-bids"))));
        let whose = |says: String| match tender.lots.len() {
            1 => says,
            _ => format!("Lot “{}”: {says}", lot.title),
        };
        all.extend(said.into_iter().map(|(says, at)| Obstacle { says: whose(says), at }));
    }
    all
}

/// From 0 to the highest, with words for each.
fn scale(tender: &Tender) -> Vec<Obstacle> {
    let at = |says: String| Obstacle { says, at: Place::List("scale") };
    let scores: BTreeSet<i32> = tender.scale_steps.iter().map(|step| step.score).collect();
    let Some(highest) = scores.last().copied().filter(|highest| *highest > 0) else {
        return vec![at("Choose a scoring scale.".to_owned())];
    };
    let mut all = Vec::new();
    if scores.first().is_some_and(|lowest| *lowest < 0) {
        all.push(at("The scale must not go below 0.".to_owned()));
    }
    let missing: Vec<_> = (0..=highest).filter(|score| !scores.contains(score)).take(20).collect();
    if !missing.is_empty() {
        let missing: Vec<_> = missing.iter().map(i32::to_string).collect();
        all.push(at(format!("The scale goes from 0 to {highest}, but {} is missing.", missing.join(", "))));
    }
    if scores.len() != tender.scale_steps.len() {
        all.push(at("The scale has two entries for one score.".to_owned()));
    }
    for step in tender.scale_steps.iter().filter(|step| step.words.trim().is_empty()) {
        all.push(at(format!("Say what an answer is like that scores {}.", step.score)));
    }
    all
}

fn weights(lot: &lot::Model) -> Option<String> {
    let (Some(price), Some(quality)) = (lot.price_weight, lot.quality_weight) else {
        return Some("Give the weights of price and quality.".to_owned());
    };
    let sum = sum([price, quality]);
    (sum != BasisPoints::WHOLE)
        .then(|| format!("Price, {price}, and quality, {quality}, make {sum}. They must make 100%."))
}

/// Every question is whole, and weights sum: of questions to their heading, of the top to the quality weight.
fn questions(tender: &Tender, lot: &lot::Model) -> Vec<String> {
    let rows: Vec<_> = of_lot(&tender.criteria, lot.id, |row| row.lot_id).collect();
    if rows.is_empty() {
        return vec!["Add the questions that quality is scored on.".to_owned()];
    }
    let mut all = Vec::new();
    for row in &rows {
        let under: Vec<_> = rows.iter().copied().filter(|other| other.parent_id == Some(row.id)).collect();
        if !reaches_the_top(row, &rows) {
            all.push(format!("“{}” stands under a heading that is not there.", row.title));
        } else if under.is_empty() {
            all.extend(question(row));
        } else {
            all.extend(heading(row, &under));
        }
    }
    let top: Option<Vec<_>> = rows
        .iter()
        .filter(|row| row.parent_id.is_none())
        .map(|row| crate::tender::compose::weight_of(row, &rows))
        .collect();
    if let (Some(top), Some(quality)) = (top, lot.quality_weight)
        && let sum = sum(top)
        && sum != quality
    {
        all.push(format!(
            "The weights of the questions sum to {sum}, not to the quality weight of {quality}."
        ));
    }
    all
}

/// A row whose headings lead to the top, never round in a circle or into another lot.
fn reaches_the_top(row: &criterion::Model, rows: &[&criterion::Model]) -> bool {
    let mut at = row;
    for _ in 0..=rows.len() {
        let Some(parent) = at.parent_id else { return true };
        let Some(heading) = rows.iter().find(|other| other.id == parent) else { return false };
        at = heading;
    }
    false
}

fn question(row: &criterion::Model) -> Vec<String> {
    let title = &row.title;
    let mut all = Vec::new();
    if row.question.is_none() {
        all.push(format!("“{title}” asks nothing. Write its question, or put questions under it."));
    }
    match row.weight {
        None => all.push(format!("Give the weight of “{title}”.")),
        Some(BasisPoints(..=0)) => all.push(format!("The weight of “{title}” must be above 0%.")),
        Some(_) => {}
    }
    if row.word_limit.is_none_or(|limit| limit <= 0) {
        all.push(format!("Give the most words an answer to “{title}” may have."));
    }
    all
}

fn heading(row: &criterion::Model, under: &[&criterion::Model]) -> Option<String> {
    let weights: Option<Vec<_>> = under.iter().map(|row| row.weight).collect();
    let (given, sum) = (row.weight?, sum(weights?));
    (given != sum).then(|| {
        format!("The weights under “{}” sum to {sum}, not to the {given} of their heading.", row.title)
    })
}

/// The formula is chosen and fits its parameters and the weight; the ceiling says what happens above it.
fn price(lot: &lot::Model) -> Vec<String> {
    let mut all = Vec::new();
    match lot.formula.map(|kind| formula_of(kind, (lot.benchmark_floor, lot.benchmark_ceiling))) {
        None => all.push("Choose how a price becomes a score.".to_owned()),
        Some(Err(says)) => all.push(says),
        Some(Ok(formula)) => {
            let check = lot.price_weight.map(|weight| formula.check_weight(&percent(weight)));
            if let Some(Err(no_score)) = check {
                all.push(no_score.to_string());
            }
        }
    }
    if lot.ceiling.is_some() && lot.above_ceiling.is_none() {
        all.push("Say what happens to a bid above the price ceiling.".to_owned());
    }
    if lot.ceiling.is_some_and(|Pence(ceiling)| ceiling <= 0) {
        all.push("The price ceiling must be above £0.".to_owned());
    }
    if lot.rank_on.is_none() {
        all.push("Say whether bids are ranked on published or exact totals.".to_owned());
    }
    all
}

/// Minimums are on the scale, and it is said whether failing one disqualifies (section 23(3)(a)).
fn minimums(tender: &Tender, lot: &lot::Model) -> Vec<(String, Place)> {
    let highest = tender.scale_steps.iter().map(|step| step.score).max().unwrap_or_default();
    let mut all = Vec::new();
    let mut any = lot.overall_minimum.is_some();
    for row in of_lot(&tender.criteria, lot.id, |row| row.lot_id) {
        let Some(minimum) = row.minimum else { continue };
        any = true;
        if !(0..=highest).contains(&minimum) {
            let says =
                format!("The minimum of “{}”, {minimum}, is not on the scale of 0 to {highest}.", row.title);
            all.push((says, Place::List("criteria")));
        }
        if tender.criteria.iter().any(|other| other.parent_id == Some(row.id)) {
            let says =
                format!("“{}” is a heading and has no score of its own. Take its minimum out.", row.title);
            all.push((says, Place::List("criteria")));
        }
    }
    if lot.overall_minimum.is_some_and(|least| !(0..=BasisPoints::WHOLE.0).contains(&least.0)) {
        all.push(("The overall minimum must be between 0% and 100%.".to_owned(), Place::List("lots")));
    }
    if any && lot.minimum_disqualifies.is_none() {
        all.push(("Say whether a bid below a minimum is out.".to_owned(), Place::List("lots")));
    }
    if lot.if_winner_fails.is_none() {
        let says = "Say what happens if the winner falls away before the signature.";
        all.push((says.to_owned(), Place::List("lots")));
    }
    all
}

/// A rule for equal totals: each once, a draw last, a question of this lot where one is meant.
fn ties(tender: &Tender, lot: &lot::Model) -> Vec<String> {
    let rows: Vec<_> = of_lot(&tender.tie_breaks, lot.id, |row| row.lot_id).collect();
    if rows.is_empty() {
        return vec!["Say what separates equal totals.".to_owned()];
    }
    let mut all = Vec::new();
    let is_question = |id| {
        tender.criteria.iter().any(|row| row.id == id && row.lot_id == lot.id)
            && !tender.criteria.iter().any(|row| row.parent_id == Some(id))
    };
    for (place, row) in rows.iter().enumerate() {
        match (row.rule, row.criterion_id) {
            (TieRule::Criterion, None) => {
                all.push("Choose the question that separates equal totals.".to_owned())
            }
            (TieRule::Criterion, Some(id)) if !is_question(id) => {
                all.push("The question that separates equal totals must be one of this lot.".to_owned());
            }
            (TieRule::Draw, _) if place + 1 < rows.len() => {
                all.push("A draw separates every tie, so it must come last.".to_owned());
            }
            (TieRule::Criterion | TieRule::Quality | TieRule::Price | TieRule::Draw, _) => {}
        }
        if rows[..place].iter().any(|one| (one.rule, one.criterion_id) == (row.rule, row.criterion_id)) {
            all.push("The same rule for equal totals is given twice.".to_owned());
        }
    }
    all
}

/// A worked example takes at least two bids, and the formula must be able to score them.
fn samples(tender: &Tender, lot: &lot::Model) -> Option<String> {
    let scoring = Scoring::of(lot, &tender.sample_bids)?;
    if scoring.samples.len() < 2 {
        return Some("Give at least two sample bids for the worked example.".to_owned());
    }
    let kind = lot.formula?;
    formula_of(kind, scoring.benchmark).ok()?;
    scoring.example(kind).err().map(|says| format!("The worked example cannot be scored. {says}"))
}

fn sum(weights: impl IntoIterator<Item = BasisPoints>) -> BasisPoints {
    BasisPoints(weights.into_iter().fold(0_i32, |sum, weight| sum.saturating_add(weight.0)))
}
