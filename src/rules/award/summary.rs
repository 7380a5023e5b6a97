//! The assessment summary of one bidder: what the law asks for, from the frozen record.
//!
//! Contents: Procurement Act 2023, section 50, and Procurement Regulations 2024, regulation 31 (fact sheet, section 2). The
//! same contents serve a letter under regulation 86 of the 2015 Regulations and a letter below the threshold.

use entity::id::{BidId, RowId};
use entity::number::Pence;
use entity::state::FormulaKind;
use serde::{Deserialize, Serialize};

use super::LotResult;
use super::equal::separated;
use super::frozen::{Frozen, FrozenBid};
use super::redaction::for_others;
use crate::exact::{percent, two_decimals, whole};
use crate::scoring::Entered;
use crate::tender::formula::formula_of;
use crate::tender::terms::{CriterionTerms, LotTerms, StepTerms};
use crate::{Refusal, Why, sha256};

/// What one bidder is told of the assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The tender.
    pub reference: String,
    /// What is bought.
    pub title: String,
    /// The lot.
    pub lot: String,
    /// The council.
    pub authority: String,
    /// Where to turn to.
    pub contact: String,
    /// How bids were assessed.
    pub method: Method,
    /// How this bid was assessed.
    pub own: Assessed,
    /// How many bids were ranked.
    pub ranked: usize,
    /// Whether it won.
    pub won: bool,
    /// Why it did not.
    pub why_not: Option<String>,
    /// How the winning bid was assessed, for the others.
    pub winner: Option<Assessed>,
    /// Whether rounded parts do not add up to a rounded total somewhere.
    pub parts_do_not_add_up: bool,
}

/// How bids were assessed, and where the whole of it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Method {
    /// The share of price.
    pub price_weight: String,
    /// The share of quality.
    pub quality_weight: String,
    /// How a price became a score, in words.
    pub formula: String,
    /// What a total is called: points, or pounds for each quality point.
    pub total: String,
    /// Every score there was and what it means.
    pub scale: Vec<StepTerms>,
    /// Which version of the published terms says it in full.
    pub terms_number: i32,
    /// SHA-256 of those terms, in hexadecimal.
    pub terms_digest: String,
}

/// How one bid was assessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// The bidder.
    pub name: String,
    /// Its identifier, or its registered number.
    pub identifier: Option<String>,
    /// Its address.
    pub address: Option<String>,
    /// Each question, a heading before what stands under it.
    pub criteria: Vec<AssessedCriterion>,
    /// Its price, for the bidder itself alone.
    pub price: Option<String>,
    /// Its price score.
    pub price_score: Option<String>,
    /// Its quality score.
    pub quality_score: Option<String>,
    /// Its total, or pounds per quality point.
    pub total: Option<String>,
    /// Its rank.
    pub rank: Option<usize>,
}

/// How one answer was assessed, or what a heading's answers come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AssessedCriterion {
    /// The question or heading.
    pub id: RowId,
    /// What it is called.
    pub title: String,
    /// How many headings stand above it.
    pub depth: usize,
    /// Its weight.
    pub weight: String,
    /// The least score that the terms ask for, if they do.
    pub minimum: Option<i32>,
    /// The score; none for a heading.
    pub score: Option<i32>,
    /// What that score means; none for a heading.
    pub meaning: Option<String>,
    /// What it comes to of its weight, or the sub-total of a heading.
    pub weighted: String,
    /// Why, by what the bid says; none for a heading.
    pub explanation: Option<String>,
}

impl Summary {
    /// The canonical text.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_value(self).unwrap_or_default().to_string()
    }

    /// SHA-256 of it, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        sha256(&self.text())
    }

    /// What a kept summary says. A kept one can always be read.
    #[must_use]
    pub fn read(row: &entity::assessment_summary::Model) -> Option<Self> {
        serde_json::from_str(&row.text).ok()
    }
}

/// Whether the bid was assessed: it has a place in the frozen ranking, or failed a minimum there. One that was excluded,
/// withdrawn or disregarded was not.
pub(super) fn was_assessed(frozen: &Frozen, label: &str) -> bool {
    frozen.bid(label).is_some_and(|bid| bid.status != "excluded")
}

/// The summary of one assessed bid, with the winner where the contract is awarded to one. Refuses where a score or its explanation is missing: none goes out with a gap.
pub(super) fn summary_of(
    r: &LotResult,
    authority: &str,
    bid: BidId,
    winner: Option<BidId>,
) -> Result<Summary, Refusal> {
    let (terms, tender, lot) = (r.scoring().terms(), r.scoring().tender(), r.terms()?);
    let frozen = r.frozen_result().ok_or_else(Refusal::not_found)?;
    let stored = tender.terms.last().ok_or_else(Refusal::not_found)?;
    let formula = formula_of(lot.formula, (lot.benchmark_floor, lot.benchmark_ceiling))
        .map_err(|says| Refusal::of(Why::CannotTell, says))?;
    let won = Some(bid) == winner;
    let placed = |bid: BidId| frozen.bid(r.label(bid));
    let ranked = frozen.bids.iter().filter(|bid| bid.rank.is_some()).count();
    let own = assessed(r, lot, &frozen, r.bid(bid)?, false)?;
    Ok(Summary {
        reference: terms.reference.clone(),
        title: terms.title.clone(),
        lot: lot.title.clone(),
        authority: authority.to_owned(),
        contact: terms.contact.clone(),
        method: Method {
            price_weight: lot.price_weight.to_string(),
            quality_weight: lot.quality_weight.to_string(),
            formula: formula.words(),
            total: match lot.formula {
                FormulaKind::PricePerQualityPoint => "Pounds for each quality point; the lowest wins",
                FormulaKind::Inverse
                | FormulaKind::Linear
                | FormulaKind::Mean
                | FormulaKind::Range
                | FormulaKind::Benchmark
                | FormulaKind::Fixed => "Total",
            }
            .to_owned(),
            scale: terms.scale.clone(),
            terms_number: stored.number,
            terms_digest: stored.digest.clone(),
        },
        ranked,
        won,
        why_not: (!won).then(|| why_not(lot, &frozen, placed(bid), winner.and_then(placed), ranked)),
        own,
        winner: match winner.filter(|_| !won) {
            Some(winner) => Some(assessed(r, lot, &frozen, r.bid(winner)?, true)?),
            None => None,
        },
        parts_do_not_add_up: frozen.parts_do_not_add_up,
    })
}

/// Why a bid was not awarded the contract.
fn why_not(
    lot: &LotTerms,
    frozen: &Frozen,
    own: Option<&FrozenBid>,
    winner: Option<&FrozenBid>,
    ranked: usize,
) -> String {
    let Some(own) = own else { return String::new() };
    if let Some(failed) = why_failed(lot, own) {
        return failed;
    }
    let total = |bid: Option<&FrozenBid>| bid.and_then(|it| it.total.clone()).map(|it| it.published);
    let place = |rank: usize| format!("It was ranked {rank} of {ranked}");
    match (total(Some(own)), total(winner), own.rank) {
        (Some(own_total), Some(best), Some(rank)) if own_total != best => {
            format!("{}. Its total is {own_total}; the winning bid’s is {best}.", place(rank))
        }
        (Some(own_total), Some(_), Some(rank)) => {
            let by = winner.and_then(|winner| separated(frozen, lot, winner, own));
            let says = match by {
                Some(by) => format!("For equal totals the published terms put {by} first."),
                None => "The published terms separate them no further, so a draw decided.".to_owned(),
            };
            format!("{}. Its total is {own_total}, the same as the winning bid’s. {says}", place(rank))
        }
        (Some(own_total), None, Some(rank)) => format!("{}. Its total is {own_total}.", place(rank)),
        _ => "It was not ranked.".to_owned(),
    }
}

/// Which minimums put a bid out, if they did.
pub(super) fn why_failed(lot: &LotTerms, own: &FrozenBid) -> Option<String> {
    if own.status != "failed_minimum" {
        return None;
    }
    let below: Vec<_> = own.why.iter().map(|code| minimum_missed(lot, own, code)).collect();
    Some(format!(
        "It did not reach {}. The published terms say that such a bid goes no further, so its price was not scored and it was not ranked.",
        below.join(" and ")
    ))
}

/// One minimum that a bid did not reach, and what it reached.
fn minimum_missed(lot: &LotTerms, own: &FrozenBid, code: &str) -> String {
    if let Some(id) = code.strip_prefix("criterion:") {
        let Some(question) = lot.criteria.iter().find(|it| it.id.0.to_string() == id) else {
            return String::new();
        };
        let scored = own.scores.get(id).map(|score| format!(": it scored {score}")).unwrap_or_default();
        let least = question.minimum.unwrap_or_default();
        return format!("the minimum score of {least} on “{}”{scored}", question.title);
    }
    if code == "overall" {
        let least = lot.overall_minimum.map(|it| it.to_string()).unwrap_or_default();
        let reached = own.quality_score.as_ref().map_or("", |it| it.published.as_str());
        return format!(
            "the minimum of {least} of the quality available: it reached {reached} of {}",
            points(lot)
        );
    }
    "any quality at all".to_owned()
}

/// The points that quality can reach, which are its weight in percent.
fn points(lot: &LotTerms) -> String {
    two_decimals(&percent(lot.quality_weight))
}

fn assessed(
    r: &LotResult,
    lot: &LotTerms,
    frozen: &Frozen,
    entered: &Entered,
    for_another: bool,
) -> Result<Assessed, Refusal> {
    let bid = frozen.bid(r.label(entered.bid.row.id)).ok_or_else(Refusal::not_found)?;
    let each = lot.criteria.iter().map(|it| criterion(r, lot, it, entered, for_another));
    let published = |it: &Option<super::frozen::Number>| it.as_ref().map(|it| it.published.clone());
    let bidder = &entered.bidder;
    Ok(Assessed {
        name: entered.opened.name.clone(),
        identifier: bidder.identifier.clone().or_else(|| bidder.registered_number.clone()),
        address: bidder.address.clone(),
        criteria: each.collect::<Result<_, _>>()?,
        price: bid.price_pence.filter(|_| !for_another).map(|pence| Pence(pence).to_string()),
        price_score: published(&bid.price_score),
        quality_score: published(&bid.quality_score),
        total: published(&bid.total),
        rank: bid.rank,
    })
}

fn criterion(
    r: &LotResult,
    lot: &LotTerms,
    it: &CriterionTerms,
    entered: &Entered,
    for_another: bool,
) -> Result<AssessedCriterion, Refusal> {
    let (bid, highest) = (entered.bid.row.id, whole(r.scoring().terms().highest_score().into()));
    let missing = |what: &CriterionTerms| {
        Refusal::of(
            Why::Incomplete,
            format!("{} has no explained score for “{}”.", entered.opened.name, what.title),
        )
    };
    let agreed =
        |question: &CriterionTerms| r.scoring().agreed(question.id, bid).ok_or_else(|| missing(question));
    let mut weighted = whole(0);
    let under: Vec<_> = lot.questions().filter(|question| stands_under(lot, question, it.id)).collect();
    for question in &under {
        weighted += percent(question.weight) * whole(agreed(question)?.score.into()) / &highest;
    }
    let own = if lot.questions().any(|question| question.id == it.id) { Some(agreed(it)?) } else { None };
    let marked = r.current().and_then(|award| r.marked(award, it.id)).filter(|_| for_another);
    let step = own.and_then(|own| r.scoring().terms().scale.iter().find(|step| step.score == own.score));
    Ok(AssessedCriterion {
        id: it.id,
        title: it.title.clone(),
        depth: depth_of(lot, it),
        weight: it.weight.to_string(),
        minimum: it.minimum,
        score: own.map(|own| own.score),
        meaning: step.map(|step| format!("{}: {}", step.label, step.words)),
        weighted: two_decimals(&weighted),
        explanation: own.map(|own| marked.map_or_else(|| own.reason.clone(), for_others)),
    })
}

/// How many headings stand above it.
fn depth_of(lot: &LotTerms, it: &CriterionTerms) -> usize {
    lot.criteria.iter().filter(|other| other.id != it.id && stands_under(lot, it, other.id)).count()
}

/// Whether a question is this one or stands below it, at any depth.
fn stands_under(lot: &LotTerms, question: &CriterionTerms, heading: RowId) -> bool {
    let mut at = Some(question.id);
    // A tree is never deeper than it has rows.
    for _ in 0..=lot.criteria.len() {
        match at {
            Some(id) if id == heading => return true,
            Some(id) => at = lot.criteria.iter().find(|it| it.id == id).and_then(|it| it.parent),
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests;
