//! What cannot be true together of a row of a tender, said as soon as it is typed.

use entity::choice::Choice;
use entity::id::RowId;
use entity::number::BasisPoints;
use entity::state::{ConditionKind, NeededBy, TieRule};
use entity::tender;
use sea_orm::Value;

use super::Writing;
use crate::Problem;
use crate::field::{Draft, long_day};
use crate::law::clock::{long_instant, uk_date};
use crate::tender::Tender;
use crate::tender::law::law_of;
use crate::tender::ready::no_suitability_stage;

/// Questions end before bids do, and the award comes after.
pub(super) fn of_dates(row: &tender::Model) -> Vec<Problem> {
    let Some(deadline) = row.deadline else { return Vec::new() };
    let mut problems = Vec::new();
    if row.questions_until.is_some_and(|until| until >= deadline) {
        problems.push(Problem::at(
            "questions_until",
            format!("Questions must end before the deadline for bids, {}.", long_instant(deadline)),
        ));
    }
    if row.award_planned.is_some_and(|award| award < uk_date(deadline)) {
        problems.push(Problem::at(
            "award_planned",
            format!(
                "The award must not be planned before the deadline for bids, {}.",
                long_day(uk_date(deadline))
            ),
        ));
    }
    problems
}

/// What a row of this list cannot say.
pub(super) fn of_row(writing: &Writing, list: &str, id: Option<RowId>, draft: &Draft) -> Vec<Problem> {
    let tender = &writing.tender;
    match list {
        "lots" => of_lot(draft),
        "criteria" => of_criterion(tender, id, draft),
        "scale" => of_score(tender, id, draft),
        "tie-breaks" => of_tie_break(tender, id, draft),
        "conditions" => of_condition(writing, draft),
        _ => Vec::new(),
    }
}

fn whole(draft: &Draft, name: &str) -> Option<i32> {
    match draft.value(name) {
        Some(Value::Int(number)) => *number,
        _ => None,
    }
}

fn large(draft: &Draft, name: &str) -> Option<i64> {
    match draft.value(name) {
        Some(Value::BigInt(number)) => *number,
        _ => None,
    }
}

fn of_lot(draft: &Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    let (initial, longest) = (whole(draft, "months"), whole(draft, "longest_months"));
    if initial.zip(longest).is_some_and(|(initial, longest)| longest < initial) {
        problems.push(Problem::at(
            "longest_months",
            "The longest term must not be shorter than the initial term. Check both.",
        ));
    }
    if let Some((price, quality)) = whole(draft, "price_weight").zip(whole(draft, "quality_weight"))
        && let (price, quality, sum) =
            (BasisPoints(price), BasisPoints(quality), BasisPoints(price + quality))
        && sum != BasisPoints::WHOLE
    {
        problems.push(Problem::at(
            "quality_weight",
            format!("Weights of price and quality must make 100%. {price} and {quality} make {sum}."),
        ));
    }
    let (floor, ceiling) = (large(draft, "benchmark_floor"), large(draft, "benchmark_ceiling"));
    if floor.zip(ceiling).is_some_and(|(floor, ceiling)| ceiling <= floor) {
        problems.push(Problem::at("benchmark_ceiling", "The benchmark’s ceiling must be above its floor."));
    }
    if large(draft, "ceiling").is_some() && draft.text("above_ceiling").is_none() {
        problems.push(Problem::at("above_ceiling", "Say what happens to a bid above the price ceiling."));
    }
    problems
}

/// A question or a heading: a heading asks nothing, and the tree does not run in a circle or into another lot.
fn of_criterion(tender: &Tender, id: Option<RowId>, draft: &Draft) -> Vec<Problem> {
    let mut problems = Vec::new();
    let asks = draft.text("question").is_some();
    let is_above = id.is_some_and(|id| tender.criteria.iter().any(|row| row.parent_id == Some(id)));
    if asks && is_above {
        problems.push(Problem::at(
            "question",
            "Questions stand under this, so it is a heading and asks nothing itself. Move them first.",
        ));
    }
    for (name, what) in [("word_limit", "no word limit"), ("minimum", "no least score")] {
        if !asks && whole(draft, name).is_some() {
            problems.push(Problem::at(
                name,
                format!("A heading has {what}. Leave this empty, or say what bidders are asked."),
            ));
        }
    }
    let Some(parent) = large(draft, "parent_id").map(RowId) else { return problems };
    if id.is_some_and(|id| stands_under(tender, parent, id)) {
        problems.push(Problem::at("parent_id", "It cannot stand under itself. Choose another heading."));
    }
    let lot = lot_of(tender, id, draft);
    if tender.criteria.iter().any(|row| row.id == parent && Some(row.lot_id) != lot) {
        problems
            .push(Problem::at("parent_id", "This heading is of another lot. Choose one of the same lot."));
    }
    problems
}

/// Whether a row is this one, or stands under it at any depth.
fn stands_under(tender: &Tender, row: RowId, above: RowId) -> bool {
    let mut at = Some(row);
    for _ in 0..=tender.criteria.len() {
        match at {
            None => return false,
            Some(here) if here == above => return true,
            Some(here) => {
                at = tender.criteria.iter().find(|row| row.id == here).and_then(|row| row.parent_id);
            }
        }
    }
    true
}

/// The lot of a row: the one that is chosen, or that it has, or the only one.
fn lot_of(tender: &Tender, id: Option<RowId>, draft: &Draft) -> Option<RowId> {
    let has = || tender.criteria.iter().find(|row| Some(row.id) == id).map(|row| row.lot_id);
    let ties = || tender.tie_breaks.iter().find(|row| Some(row.id) == id).map(|row| row.lot_id);
    let only = || tender.lots.first().map(|lot| lot.id);
    large(draft, "lot_id").map(RowId).or_else(has).or_else(ties).or_else(only)
}

fn of_score(tender: &Tender, id: Option<RowId>, draft: &Draft) -> Vec<Problem> {
    let score = whole(draft, "score");
    let taken = tender.scale_steps.iter().any(|step| Some(step.id) != id && Some(step.score) == score);
    let says = "This score is on the scale already. Change that entry instead.";
    if taken { vec![Problem::at("score", says)] } else { Vec::new() }
}

fn of_tie_break(tender: &Tender, id: Option<RowId>, draft: &Draft) -> Vec<Problem> {
    let rule = draft.text("rule").and_then(TieRule::of);
    let question = large(draft, "criterion_id").map(RowId);
    let says = match (rule, question) {
        (Some(TieRule::Criterion), None) => "Choose the question that decides.",
        (Some(TieRule::Criterion), Some(question)) => {
            let lot = lot_of(tender, id, draft);
            let of_lot = tender.criteria.iter().any(|row| row.id == question && Some(row.lot_id) == lot);
            if of_lot {
                return Vec::new();
            }
            "This question is of another lot. Choose one of the same lot."
        }
        (Some(TieRule::Quality | TieRule::Price | TieRule::Draw) | None, Some(_)) => {
            "Leave this empty, or choose “The higher score on one question”."
        }
        (Some(TieRule::Quality | TieRule::Price | TieRule::Draw) | None, None) => return Vec::new(),
    };
    vec![Problem::at("criterion_id", says)]
}

/// Conditions the law forbids are refused as they are typed.
fn of_condition(writing: &Writing, draft: &Draft) -> Vec<Problem> {
    let law = law_of(&writing.tender, &writing.procurement, writing.now);
    if no_suitability_stage(&writing.procurement, &law) {
        return vec![Problem::whole(
            "Below the threshold the law allows no conditions of participation for services or goods (Procurement \
             Act 2023, section 85). Ask what matters as a question that is scored.",
        )];
    }
    let kind = draft.text("kind").and_then(ConditionKind::of);
    let before_award = match draft.text("needed_by").and_then(NeededBy::of) {
        Some(NeededBy::WithBid | NeededBy::BeforeAward) => true,
        Some(NeededBy::AtStart) | None => false,
    };
    if kind == Some(ConditionKind::Insurance) && before_award {
        return vec![Problem::at(
            "needed_by",
            "Insurance may not have to be in place before the award (Procurement Act 2023, section 22). Choose “When \
             the contract starts”.",
        )];
    }
    Vec::new()
}

/// Why a row must stay.
pub(super) fn must_stay(tender: &Tender, list: &str, id: RowId) -> Option<&'static str> {
    match list {
        "lots" if tender.lots.len() < 2 => Some("A tender has at least one lot. Change this one instead."),
        "lots" => {
            let used = tender.criteria.iter().any(|row| row.lot_id == id)
                || tender.tie_breaks.iter().any(|row| row.lot_id == id)
                || tender.sample_bids.iter().any(|row| row.lot_id == id);
            used.then_some(
                "Questions, rules for equal totals or sample bids belong to this lot. Move or remove those first.",
            )
        }
        "criteria" if tender.criteria.iter().any(|row| row.parent_id == Some(id)) => {
            Some("Questions stand under this heading. Move or remove those first.")
        }
        "criteria" if tender.tie_breaks.iter().any(|row| row.criterion_id == Some(id)) => {
            Some("A rule for equal totals rests on this question. Change that rule first.")
        }
        _ => None,
    }
}
