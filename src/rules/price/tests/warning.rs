use super::*;
use WarningKind::{
    CheapAndPoor, CutOff, DependsOnOthers, NearEqual, Outlier, OutsideBenchmark, RankReversal, UnevenPounds,
};

fn samples(bids: Vec<Standing>) -> Vec<Sample> {
    bids.into_iter()
        .zip(["X", "Y", "Z", "V"])
        .map(|(bid, name)| Sample { name: name.to_owned(), bid })
        .collect()
}

fn check(formula: PriceFormula, bids: Vec<Standing>, kinds: &[WarningKind]) -> Vec<String> {
    let found = warnings(formula, &whole(60), &samples(bids)).expect("they score");
    assert_eq!(found.iter().map(|it| it.kind).collect::<Vec<_>>(), kinds, "{formula}: {found:?}");
    found.into_iter().map(|it| it.says).collect()
}

/// Fact sheet, test B.
#[test]
fn a_bid_that_drops_out_turns_the_order_of_others() {
    let says = check(PriceFormula::Inverse, test_b(), &[RankReversal, UnevenPounds]);
    assert_eq!(
        says[0],
        "If Z drops out, Y and X change places. With Z, Y has 65.00 and X 63.60; without it, X has 84.00 and \
         Y 82.00."
    );
    assert_eq!(
        says[1],
        "A pound counts for more near the lowest price. Adding £660 to £66,000 would cost 0.59 of the 60 \
         points, adding it to £120,000 only 0.18."
    );
}

#[test]
fn an_order_that_holds_is_still_a_relative_one() {
    let bids = vec![standing(100, 90), standing(101, 50), standing(110, 10)];
    let says = check(PriceFormula::Inverse, bids.clone(), &[DependsOnOthers, UnevenPounds]);
    assert!(says[0].ends_with("Among these sample bids none does."), "{}", says[0]);
    check(PriceFormula::Mean, bids.clone(), &[DependsOnOthers]);
    check(PriceFormula::Linear, bids.clone(), &[DependsOnOthers]);
    check(PriceFormula::Range, bids.clone(), &[DependsOnOthers]);
    check(benchmark(50, 200), bids, &[]);
    let equal = vec![standing(100, 90), standing(100, 90)];
    check(PriceFormula::Inverse, equal.clone(), &[DependsOnOthers]);
    check(PriceFormula::Range, equal, &[DependsOnOthers]);
    assert_eq!(warnings(PriceFormula::Fixed, &whole(0), &samples(test_b())), Ok(Vec::new()));
}

/// Without Z, X and Y are equal: they no longer differ, but they do not change places.
#[test]
fn a_tie_is_not_a_reversal() {
    let tied = vec![standing(100, 40), standing(200, 85), standing(50, 1)];
    let with_z = PriceFormula::Inverse.totals(&whole(60), &tied).expect("they score");
    assert!(with_z[0].total < with_z[1].total);
    let equal_without = vec![standing(100, 15), standing(200, 90), standing(50, 1)];
    check(PriceFormula::Inverse, equal_without, &[DependsOnOthers, UnevenPounds]);
}

#[test]
fn totals_that_publish_alike_are_told_apart_exactly() {
    let bids = vec![
        Standing { price: Pence(10_000_000), quality: ratio(1, 2) },
        Standing { price: Pence(10_000_001), quality: ratio(50_000_001, 100_000_000) },
        Standing { price: Pence(1), quality: ratio(0, 1) },
    ];
    let says = check(PriceFormula::Inverse, bids, &[RankReversal, UnevenPounds]);
    assert!(says[0].starts_with("If Z drops out, Y and X change places. With Z, Y has "), "{}", says[0]);
    assert!(says[0].contains('/'), "{}", says[0]);
}

#[test]
fn linear_cuts_off_at_twice_the_lowest() {
    let bids = vec![standing(100, 90), standing(200, 80), standing(199, 70), standing(500, 10)];
    let says = check(PriceFormula::Linear, bids, &[DependsOnOthers, CutOff]);
    assert_eq!(
        says[1],
        "Y and V are at twice the lowest price or above. From £200 up every price scores 0, however much \
         higher it is."
    );
    check(PriceFormula::Linear, vec![standing(100, 90), standing(199, 10)], &[DependsOnOthers]);
}

#[test]
fn range_magnifies_a_small_difference() {
    let says = check(
        PriceFormula::Range,
        vec![standing(100_000, 50), standing(100_001, 90)],
        &[DependsOnOthers, NearEqual],
    );
    assert_eq!(
        says[1],
        "The whole price weight is spent on the distance between the lowest and the highest price, however \
         small: £1 between X and Y makes a difference of 60 points."
    );
    let three = |highest| vec![standing(1000, 90), standing(1001, 50), standing(highest, 10)];
    check(PriceFormula::Range, three(1050), &[DependsOnOthers, NearEqual]);
    check(PriceFormula::Range, three(1051), &[DependsOnOthers]);
    check(PriceFormula::Range, vec![standing(100, 90), standing(300, 10)], &[DependsOnOthers, NearEqual]);
}

#[test]
fn one_price_moves_the_mean() {
    let says = check(
        PriceFormula::Mean,
        vec![standing(100, 90), standing(100, 50), standing(400, 10)],
        &[DependsOnOthers, Outlier],
    );
    assert_eq!(
        says[1],
        "Z at £400 is far from the mean of the others, £100, and moves every score. Without it the price scores \
         change: X from 60.00 to 30.00, Y from 60.00 to 30.00."
    );
    let third = |price| vec![standing(100, 90), standing(100, 50), standing(price, 10)];
    check(PriceFormula::Mean, third(150), &[DependsOnOthers, Outlier]);
    check(PriceFormula::Mean, third(149), &[DependsOnOthers]);
    check(PriceFormula::Mean, third(50), &[DependsOnOthers, Outlier]);
    check(PriceFormula::Mean, third(51), &[DependsOnOthers]);
    check(PriceFormula::Mean, vec![standing(100, 90), standing(400, 10)], &[DependsOnOthers]);
}

#[test]
fn a_benchmark_tells_nothing_apart_outside_it() {
    let bids = vec![standing(99, 90), standing(100, 50), standing(200, 40), standing(300, 10)];
    let says = check(benchmark(100, 200), bids, &[OutsideBenchmark, OutsideBenchmark]);
    assert_eq!(says[0], "X is below the floor of £100: going below it gains nothing.");
    assert_eq!(says[1], "Z and V are at the ceiling of £200 or above: all score 0 for price.");
}

#[test]
fn a_cheap_and_poor_bid_wins_a_price_per_point() {
    let formula = PriceFormula::PricePerQualityPoint;
    let says = check(formula, test_b(), &[CheapAndPoor]);
    assert_eq!(
        says[0],
        "A very cheap, poor bid can win: beside these, one with 20% of the quality available would win at any \
         price below £30,000. Set a minimum quality that disqualifies."
    );
    let says = check(formula, vec![standing(100, 80), standing(10, 10)], &[CheapAndPoor]);
    assert_eq!(
        says[0],
        "Y wins with 10.00% of the quality available, at £1 per point, because it is cheap. Set a minimum \
         quality that disqualifies."
    );
    let says = check(formula, vec![standing(100, 80), standing(10, 50)], &[CheapAndPoor]);
    assert!(says[0].starts_with("A very cheap, poor bid can win"), "{}", says[0]);
    check(formula, Vec::new(), &[]);
}

#[test]
fn samples_are_refused_as_bids_are() {
    let refused = warnings(PriceFormula::Mean, &whole(60), &samples(vec![standing(0, 10)]));
    assert_eq!(refused, Err(NoScore::ZeroPrice(PriceFormula::Mean)));
}
