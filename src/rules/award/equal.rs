//! What separated bids with equal totals: the first rule of the published order by which they differ.

use super::frozen::{Frozen, FrozenBid};
use crate::tender::terms::LotTerms;

/// What the published order puts first of two bids with equal totals, in words; nothing where their totals differ, or
/// where no rule of the order separates them.
#[must_use]
pub fn separated(frozen: &Frozen, lot: &LotTerms, one: &FrozenBid, other: &FrozenBid) -> Option<String> {
    if !are_equal(frozen, one, other) {
        return None;
    }
    let differ = |code: &&String| match code.strip_prefix("criterion:") {
        Some(id) => one.scores.get(id) != other.scores.get(id),
        None if *code == "price" => one.price_pence != other.price_pence,
        None => exact(&one.quality_score) != exact(&other.quality_score),
    };
    let code = frozen.tie_break.iter().find(differ)?;
    Some(match code.strip_prefix("criterion:") {
        Some(id) => {
            let question = lot.questions().find(|question| question.id.0.to_string() == id);
            let title = question.map_or("", |question| question.title.as_str());
            format!("the higher score for “{title}”")
        }
        None if code == "price" => "the lower price".to_owned(),
        None => "the higher quality score".to_owned(),
    })
}

/// Whether two ranked bids have the same total, as the terms compare them.
fn are_equal(frozen: &Frozen, one: &FrozenBid, other: &FrozenBid) -> bool {
    let compared = |bid: &FrozenBid| {
        let total = bid.total.as_ref().filter(|_| bid.rank.is_some())?;
        Some(if frozen.rank_on == "published" { total.published.clone() } else { total.exact.clone() })
    };
    compared(one).is_some() && compared(one) == compared(other)
}

fn exact(number: &Option<super::frozen::Number>) -> Option<&str> {
    number.as_ref().map(|number| number.exact.as_str())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::award::frozen::Number;
    use crate::award::testing::{freeze, ranked_rows, result};

    /// A ranked bid with this quality and price, and a score of 3 for every question.
    fn bid(total: &str, quality: &str, price: i64) -> FrozenBid {
        let number = |text: &str| Some(Number { published: text.to_owned(), exact: text.to_owned() });
        FrozenBid {
            label: "Bid A".to_owned(),
            price_pence: Some(price),
            scores: BTreeMap::new(),
            status: "ranked".to_owned(),
            why: Vec::new(),
            price_score: number("0"),
            quality_score: number(quality),
            total: number(total),
            rank: Some(1),
        }
    }

    #[test]
    fn the_first_rule_by_which_equal_bids_differ_is_named() {
        let r = result(freeze(ranked_rows()));
        let (lot, frozen) = (r.terms().expect("a lot"), r.frozen_result().expect("frozen"));
        let by = |order: &[&str], one: FrozenBid, other: FrozenBid| {
            let tie_break = order.iter().map(|code| (*code).to_owned()).collect();
            separated(&Frozen { tie_break, ..frozen.clone() }, lot, &one, &other)
        };
        let order = ["quality", "price"];
        let quality = by(&order, bid("80.00", "32/1", 1), bid("80.00", "30/1", 2));
        assert_eq!(quality.as_deref(), Some("the higher quality score"));
        let price = by(&order, bid("80.00", "32/1", 1), bid("80.00", "32/1", 2));
        assert_eq!(price.as_deref(), Some("the lower price"));
        assert_eq!(by(&order, bid("80.00", "32/1", 1), bid("80.00", "32/1", 1)), None);
        assert_eq!(by(&order, bid("80.00", "32/1", 1), bid("79.99", "30/1", 2)), None);
        let question = lot.questions().next().expect("a question");
        let code = format!("criterion:{}", question.id.0);
        let better = FrozenBid { scores: [(question.id.0.to_string(), 5)].into(), ..bid("80.00", "32/1", 1) };
        let says = format!("the higher score for “{}”", question.title);
        assert_eq!(by(&[&code], better, bid("80.00", "32/1", 1)), Some(says));
    }
}
