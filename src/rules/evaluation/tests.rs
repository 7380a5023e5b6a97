mod any;
mod naive;
mod ranking;
mod refused;
mod sensitivity;
mod splits;
mod worked;

use entity::number::Pence;

use super::*;
use crate::exact::ratio;

/// A lot with a scale of 0 to 100 and one criterion, `quality`, so that a score is a percentage.
pub(super) fn lot(price_weight: i64, price_formula: PriceFormula, bids: Vec<Bid>) -> Lot {
    let weight = whole(100 - price_weight);
    Lot {
        price_weight: whole(price_weight),
        quality_weight: weight.clone(),
        price_formula,
        scale_max: 100,
        criteria: vec![Criterion { id: "quality".to_owned(), weight, minimum: None }],
        overall_minimum_percent: None,
        minimum_disqualifies: true,
        rank_on: RankOn::Exact,
        tie_break: Vec::new(),
        bids,
    }
}

/// Whole pounds, quality in percent.
pub(super) fn bid(id: &str, pounds: i64, quality: i64) -> Bid {
    scored(id, Pence::pounds(pounds), &[("quality", quality)])
}

/// A bid with its scores.
pub(super) fn scored(id: &str, price: Pence, scores: &[(&str, i64)]) -> Bid {
    let scores = scores.iter().map(|(id, score)| ((*id).to_owned(), *score)).collect();
    Bid { id: id.to_owned(), price: Some(price), scores, excluded: None }
}

/// The same bid, out.
pub(super) fn excluded(bid: Bid) -> Bid {
    Bid { excluded: Some("A mandatory ground applies.".to_owned()), ..bid }
}

/// Fact sheet, section 4, test A.
pub(super) fn test_a(price_formula: PriceFormula) -> Lot {
    lot(60, price_formula, vec![bid("A", 200_000, 60), bid("B", 220_000, 75), bid("C", 250_000, 90)])
}

/// Fact sheet, section 4, test B, as the example of issue 5.
pub(super) fn test_b() -> Lot {
    let one = |id, pounds, score| scored(id, Pence::pounds(pounds), &[("q1", score)]);
    let bids = vec![one("X", 100_000, 6), one("Y", 120_000, 8), one("Z", 66_000, 1)];
    Lot {
        scale_max: 10,
        criteria: vec![Criterion { id: "q1".to_owned(), weight: whole(40), minimum: None }],
        overall_minimum_percent: Some(whole(50)),
        rank_on: RankOn::Published,
        tie_break: vec![TieBreak::Quality, TieBreak::Criterion("q1".to_owned()), TieBreak::Price],
        ..lot(60, PriceFormula::Inverse, bids)
    }
}

/// The evaluation of a lot that is in order.
pub(super) fn evaluated(lot: Lot) -> Evaluation {
    evaluate(lot).expect("the lot is in order")
}

/// The ranks, in the lot's order.
pub(super) fn ranks(evaluation: &Evaluation) -> Vec<Option<usize>> {
    evaluation.bids().iter().map(|bid| bid.rank).collect()
}

/// Weight and winners of each split change, the names run together.
pub(super) fn splits(evaluation: &Evaluation) -> Vec<(Exact, String)> {
    let changes = evaluation.split_changes().expect("they score");
    changes.into_iter().map(|change| (change.price_weight, change.winner.concat())).collect()
}
