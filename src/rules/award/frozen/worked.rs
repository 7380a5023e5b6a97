//! How each number of a frozen ranking comes about, in lines that anyone can work out again by hand.

use super::Frozen;
use crate::Refusal;
use crate::evaluation::{Bid, EvaluatedBid, Evaluation, Lot};
use crate::exact::{Exact, plain, two_decimals, whole};
use crate::price::{PriceFormula, Standing};

/// How the numbers of one bid come about. Each line is rounded once, at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worked {
    /// The bid's label.
    pub label: String,
    /// For each question that was scored, by its number: `4 ÷ 5 × 15 = 12.00`.
    pub questions: Vec<(String, String)>,
    /// The quality score from the exact parts: `12 + 6 + 10 + 4 = 32.00`.
    pub quality: Option<String>,
    /// The price score, or the price per quality point: `60 × £66,000 ÷ £100,000 = 39.60`.
    pub price: Option<String>,
    /// The total from the exact parts: `39.6 + 24 = 63.60`.
    pub total: Option<String>,
}

impl Frozen {
    /// How each number comes about, bids in the order of their labels. Refuses a ranking that does not come out again.
    pub fn worked(&self) -> Result<Vec<Worked>, Refusal> {
        let evaluation = self.again()?;
        let prices = prices(&evaluation)?;
        let each = evaluation.bids().iter().zip(&evaluation.lot().bids);
        Ok(each
            .map(|(out, given)| {
                let parts = parts(evaluation.lot(), given);
                Worked {
                    label: out.id.clone(),
                    quality: quality(out, &parts),
                    questions: parts.into_iter().map(|(id, line, _)| (id, line)).collect(),
                    price: prices.iter().find(|(id, _)| *id == out.id).map(|(_, line)| line.clone()),
                    total: total(evaluation.lot().price_formula, out),
                }
            })
            .collect())
    }
}

/// Question, line and exact score of each score that there is.
fn parts(lot: &Lot, bid: &Bid) -> Vec<(String, String, Exact)> {
    let one = |criterion: &crate::evaluation::Criterion| {
        let score = *bid.scores.get(&criterion.id)?;
        let exact = whole(score) / whole(lot.scale_max) * &criterion.weight;
        let weight = plain(&criterion.weight);
        let line = format!("{score} ÷ {} × {weight} = {}", lot.scale_max, two_decimals(&exact));
        Some((criterion.id.clone(), line, exact))
    };
    lot.criteria.iter().filter_map(one).collect()
}

fn quality(out: &EvaluatedBid, parts: &[(String, String, Exact)]) -> Option<String> {
    let sum = out.quality_score.as_ref()?;
    let each: Vec<_> = parts.iter().map(|(_, _, exact)| plain(exact)).collect();
    Some(format!("{} = {}", each.join(" + "), two_decimals(sum)))
}

/// The price line of each bid that is ranked, the formula filled in with the prices that were compared.
fn prices(evaluation: &Evaluation) -> Result<Vec<(String, String)>, Refusal> {
    let lot = evaluation.lot();
    if lot.price_formula == PriceFormula::Fixed {
        return Ok(Vec::new());
    }
    let ranked = evaluation.bids().iter().zip(&lot.bids).filter(|(out, _)| out.rank.is_some());
    let standing = |(out, given): (&EvaluatedBid, &Bid)| {
        let quality = out.quality_score.as_ref()? / &lot.quality_weight;
        Some((out.id.clone(), Standing { price: given.price?, quality }))
    };
    let (ids, bids): (Vec<_>, Vec<_>) = ranked.filter_map(standing).unzip();
    let lines = lot.price_formula.worked(&lot.price_weight, &bids);
    let lines = lines.map_err(|why| Refusal::of(crate::Why::CannotTell, why.to_string()))?;
    Ok(ids.into_iter().zip(lines).collect())
}

fn total(formula: PriceFormula, out: &EvaluatedBid) -> Option<String> {
    let (total, quality) = (out.total.as_ref()?, out.quality_score.as_ref()?);
    match (formula, &out.price_score) {
        (PriceFormula::Fixed, _) => {
            Some(format!("quality alone counts: {} = {}", plain(quality), two_decimals(total)))
        }
        (_, Some(price)) => Some(format!("{} + {} = {}", plain(price), plain(quality), two_decimals(total))),
        (_, None) => None,
    }
}
