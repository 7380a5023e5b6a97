//! The result as JSON. Its shape is issue 5's, its keys in that order.

use rules::evaluation::{EvaluatedBid, Minimum, Status};
use rules::exact::{Exact, fraction, two_decimals};
use serde::Serialize;

use super::Checked;

#[derive(Serialize)]
struct ResultFile<'a> {
    bids: Vec<BidResult<'a>>,
    winner: &'a [String],
    tie: bool,
    split_changes: Vec<SplitResult<'a>>,
    if_counted: Vec<CountedResult<'a>>,
}

#[derive(Serialize)]
struct BidResult<'a> {
    id: &'a str,
    status: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    why: Vec<String>,
    price_score: Option<String>,
    quality_score: Option<String>,
    total: Option<String>,
    exact: ExactResult,
    rank: Option<usize>,
}

#[derive(Serialize)]
struct ExactResult {
    price: Option<String>,
    quality: Option<String>,
    total: Option<String>,
}

#[derive(Serialize)]
struct SplitResult<'a> {
    price_weight: String,
    exact: String,
    winner: &'a [String],
}

#[derive(Serialize)]
struct CountedResult<'a> {
    id: &'a str,
    winner: &'a [String],
}

/// One line of JSON.
pub(super) fn json(checked: &Checked) -> Result<String, serde_json::Error> {
    let Checked { evaluation, split_changes, if_counted } = checked;
    let split_changes = split_changes.iter().map(|change| SplitResult {
        price_weight: two_decimals(&change.price_weight),
        exact: fraction(&change.price_weight),
        winner: &change.winner,
    });
    let if_counted = if_counted.iter().map(|it| CountedResult { id: &it.id, winner: &it.winner });
    let file = ResultFile {
        bids: evaluation.bids().iter().map(bid).collect(),
        winner: evaluation.winner(),
        tie: evaluation.is_tie(),
        split_changes: split_changes.collect(),
        if_counted: if_counted.collect(),
    };
    Ok(serde_json::to_string(&file)? + "\n")
}

fn bid(bid: &EvaluatedBid) -> BidResult<'_> {
    let codes = |below: &[Minimum]| below.iter().map(Minimum::code).collect();
    let (status, why) = match &bid.status {
        Status::Ranked(below) => ("ranked", codes(below)),
        Status::FailedMinimum(below) => ("failed_minimum", codes(below)),
        Status::Excluded(why) => ("excluded", vec![why.clone()]),
    };
    let published = |number: &Option<Exact>| number.as_ref().map(two_decimals);
    let exact = |number: &Option<Exact>| number.as_ref().map(fraction);
    BidResult {
        id: &bid.id,
        status,
        why,
        price_score: published(&bid.price_score),
        quality_score: published(&bid.quality_score),
        total: published(&bid.total),
        exact: ExactResult {
            price: exact(&bid.price_score),
            quality: exact(&bid.quality_score),
            total: exact(&bid.total),
        },
        rank: bid.rank,
    }
}
