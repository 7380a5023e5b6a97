//! The worked numbers of the fact sheet, section 4, and of issue 5.

use super::*;
use crate::exact::two_decimals;

#[test]
fn test_a_of_the_fact_sheet() {
    use PriceFormula::{Inverse, Linear, Mean, PricePerQualityPoint, Range};
    check(Inverse, ["84.00", "84.55", "84.00"], [2, 1, 2], "B");
    check(Linear, ["84.00", "84.00", "81.00"], [1, 1, 3], "AB");
    check(Mean, ["60.27", "60.90", "58.84"], [2, 1, 3], "B");
    check(Range, ["84.00", "66.00", "36.00"], [1, 2, 3], "A");
    check(PricePerQualityPoint, ["3333.33", "2933.33", "2777.78"], [3, 2, 1], "C");
}

/// Without Z, which fails the overall minimum, X wins; had Z been counted, Y would have.
#[test]
fn test_b_of_the_fact_sheet() {
    let evaluation = evaluated(test_b());
    assert_eq!(ranks(&evaluation), [Some(1), Some(2), None]);
    let numbers = |at: usize| {
        let bid = &evaluation.bids()[at];
        [&bid.price_score, &bid.quality_score, &bid.total].map(|it| it.as_ref().map(two_decimals))
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(numbers(0), [some("60.00"), some("24.00"), some("84.00")]);
    assert_eq!(numbers(1), [some("50.00"), some("32.00"), some("82.00")]);
    assert_eq!(numbers(2), [None, some("4.00"), None]);
    assert_eq!(evaluation.bids()[2].status, Status::FailedMinimum(vec![Minimum::Overall]));
    assert_eq!((evaluation.winner(), evaluation.is_tie()), (&["X".to_owned()][..], false));
    assert_eq!(splits(&evaluation), [(whole(0), "Y".to_owned()), (ratio(600, 11), "X".to_owned())]);
    let counted = evaluation.if_counted().expect("they score");
    assert_eq!(counted, [IfCounted { id: "Z".to_owned(), winner: vec!["Y".to_owned()] }]);
}

#[test]
fn with_z_the_order_turns() {
    let evaluation = evaluated(Lot { minimum_disqualifies: false, ..test_b() });
    let totals: Vec<_> = evaluation.bids().iter().map(|bid| bid.total.as_ref().map(two_decimals)).collect();
    assert_eq!(totals, ["63.60", "65.00", "64.00"].map(|it| Some(it.to_owned())));
    assert_eq!(ranks(&evaluation), [Some(3), Some(1), Some(2)]);
    assert_eq!(evaluation.bids()[2].status, Status::Ranked(vec![Minimum::Overall]));
    assert_eq!(evaluation.if_counted(), Ok(Vec::new()));
}

/// (4/5 × 15) + (3/5 × 10) + (5/5 × 10) + (4/5 × 5) = 32.00 of 40.
#[test]
fn weighted_questions_sum() {
    let criteria = [("q1", 15), ("q2", 10), ("q3", 10), ("q4", 5)];
    let criteria =
        criteria.map(|(id, weight)| Criterion { id: id.to_owned(), weight: whole(weight), minimum: None });
    let bids = vec![scored("A", Pence(100), &[("q1", 4), ("q2", 3), ("q3", 5), ("q4", 4)])];
    let lot = Lot { scale_max: 5, criteria: criteria.to_vec(), ..lot(60, PriceFormula::Inverse, bids) };
    let evaluation = evaluated(lot);
    assert_eq!(evaluation.bids()[0].quality_score, Some(whole(32)));
    assert_eq!(evaluation.bids()[0].total, Some(whole(92)));
}

/// The paradox of the peers sheet: a failed bid of £120,000 would have turned 80.00 to 78.95 into 56.00 to
/// 57.13, had it still set the lowest price.
#[test]
fn a_bid_left_out_sets_no_lowest_price() {
    let bids = vec![bid("A", 200_000, 50), bid("B", 220_000, 61), excluded(bid("C", 120_000, 10))];
    let evaluation = evaluated(lot(60, PriceFormula::Inverse, bids));
    let totals: Vec<_> = evaluation.bids().iter().map(|bid| bid.total.as_ref().map(two_decimals)).collect();
    assert_eq!(totals, [Some("80.00".to_owned()), Some("78.95".to_owned()), None]);
    let counted = evaluation.if_counted().expect("they score");
    assert_eq!(counted[0].winner, ["C"]);
}

#[test]
fn a_fixed_price_leaves_quality_alone() {
    let evaluation = evaluated(lot(0, PriceFormula::Fixed, vec![bid("A", 5, 60), bid("B", 5, 75)]));
    assert_eq!(evaluation.bids()[1].price_score, Some(whole(0)));
    assert_eq!(evaluation.bids()[1].total, Some(whole(75)));
    assert_eq!(evaluation.winner(), ["B"]);
}

/// Without quality there is no price per quality point, whether or not minimums disqualify.
#[test]
fn no_quality_fails_a_price_per_quality_point() {
    let bids = vec![bid("A", 5, 0), bid("B", 500, 1)];
    let of = |formula| evaluated(Lot { minimum_disqualifies: false, ..lot(60, formula, bids.clone()) });
    let evaluation = of(PriceFormula::PricePerQualityPoint);
    assert_eq!(evaluation.bids()[0].status, Status::FailedMinimum(vec![Minimum::NoQuality]));
    assert_eq!(evaluation.bids()[0].quality_score, Some(whole(0)));
    assert_eq!(evaluation.winner(), ["B"]);
    assert_eq!(evaluation.if_counted(), Ok(Vec::new()));
    assert_eq!(of(PriceFormula::Inverse).winner(), ["A"]);
}

fn check(formula: PriceFormula, totals: [&str; 3], expected: [usize; 3], winner: &str) {
    let evaluation = evaluated(test_a(formula));
    let shown: Vec<_> =
        evaluation.bids().iter().filter_map(|bid| bid.total.as_ref()).map(two_decimals).collect();
    assert_eq!(shown, totals, "{formula}");
    assert_eq!(ranks(&evaluation), expected.map(Some), "{formula}");
    assert_eq!((evaluation.winner().concat(), evaluation.is_tie()), (winner.to_owned(), winner.len() > 1));
}
