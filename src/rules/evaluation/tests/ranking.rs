use super::*;

fn named(id: &str) -> TieBreak {
    TieBreak::Criterion(id.to_owned())
}

/// Two criteria of 20 each on a scale of 10, the price alike for all unless said.
fn two(tie_break: &[TieBreak], bids: &[(&str, i64, i64, i64)]) -> Evaluation {
    let criteria =
        ["q1", "q2"].map(|id| Criterion { id: id.to_owned(), weight: whole(20), minimum: None }).to_vec();
    let bids = bids
        .iter()
        .map(|(id, pounds, q1, q2)| scored(id, Pence::pounds(*pounds), &[("q1", *q1), ("q2", *q2)]))
        .collect();
    let tie_break = tie_break.to_vec();
    evaluated(Lot { scale_max: 10, criteria, tie_break, ..lot(60, PriceFormula::Inverse, bids) })
}

#[test]
fn equal_bids_share_a_rank_and_the_next_is_left_out() {
    let check = |bids: &[(&str, i64, i64, i64)], expected: &[usize], winner: &str| {
        let evaluation = two(&[], bids);
        assert_eq!(ranks(&evaluation), expected.iter().copied().map(Some).collect::<Vec<_>>());
        assert_eq!(evaluation.winner().concat(), winner);
        assert_eq!(evaluation.is_tie(), winner.len() > 1);
    };
    check(&[("A", 1, 5, 6), ("B", 1, 6, 5), ("C", 1, 5, 5)], &[1, 1, 3], "AB");
    check(&[("C", 1, 5, 5), ("B", 1, 6, 5), ("A", 1, 5, 6)], &[3, 1, 1], "BA");
    check(&[("A", 1, 9, 6), ("B", 1, 6, 5), ("C", 1, 5, 6), ("D", 1, 0, 0)], &[1, 2, 2, 4], "A");
    check(&[("A", 1, 5, 5), ("B", 1, 5, 5), ("C", 1, 5, 5)], &[1, 1, 1], "ABC");
    check(&[], &[], "");
}

#[test]
fn tie_breaks_apply_in_their_order() {
    use TieBreak::{Price, Quality};
    let check = |tie_break: &[TieBreak], bids: &[(&str, i64, i64, i64)], winner: &str| {
        assert_eq!(two(tie_break, bids).winner().concat(), winner, "{tie_break:?}");
    };
    let same_quality = [("A", 1, 5, 6), ("B", 1, 6, 5)];
    check(&[Quality], &same_quality, "AB");
    check(&[named("q1")], &same_quality, "B");
    check(&[named("q2"), named("q1")], &same_quality, "A");
    check(&[Quality, Price, named("q2")], &same_quality, "A");
    // 60 + 20 and 50 + 30.
    let same_total = [("A", 5, 5, 5), ("B", 6, 10, 5)];
    check(&[], &same_total, "AB");
    check(&[Price, Quality], &same_total, "A");
    check(&[Quality, Price], &same_total, "B");
    check(&[named("q2"), named("q1")], &same_total, "B");
    let tied_lower_down = [("A", 1, 10, 10), ("B", 1, 5, 6), ("C", 1, 6, 5)];
    assert_eq!(ranks(&two(&[named("q1")], &tied_lower_down)), [Some(1), Some(3), Some(2)]);
}

/// 80.000 and 79.998 publish alike; under price per quality point the lower wins.
#[test]
fn published_totals_can_tie_where_exact_ones_do_not() {
    let check = |rank_on: RankOn, formula: PriceFormula, winner: &str| {
        let bids = vec![bid("A", 100_000, 50), bid("B", 100_003, 50)];
        let evaluation = evaluated(Lot { rank_on, ..lot(60, formula, bids) });
        assert_eq!(evaluation.winner().concat(), winner, "{rank_on:?} {formula}");
    };
    check(RankOn::Exact, PriceFormula::Inverse, "A");
    check(RankOn::Published, PriceFormula::Inverse, "AB");
    check(RankOn::Exact, PriceFormula::PricePerQualityPoint, "A");
    check(RankOn::Published, PriceFormula::PricePerQualityPoint, "A");
}

#[test]
fn minimums_disqualify_or_are_reported() {
    let check = |minimum: i64, percent: i64, below: &[&str]| {
        let mut lot = lot(60, PriceFormula::Inverse, vec![bid("A", 1, 50), bid("B", 2, 90)]);
        lot.criteria[0].minimum = Some(minimum);
        lot.overall_minimum_percent = Some(whole(percent));
        for disqualifies in [true, false] {
            let evaluation = evaluated(Lot { minimum_disqualifies: disqualifies, ..lot.clone() });
            let (out, whys) = match &evaluation.bids()[0].status {
                Status::Ranked(below) => (false, below),
                Status::FailedMinimum(below) => (true, below),
                Status::Excluded(_) => panic!("it is not excluded"),
            };
            assert_eq!(whys.iter().map(Minimum::code).collect::<Vec<_>>(), below);
            assert_eq!(out, disqualifies && !below.is_empty());
            assert_eq!(evaluation.bids()[0].rank.is_none(), out);
            assert_eq!(evaluation.bids()[0].quality_score, Some(whole(20)));
            assert_eq!(evaluation.bids()[1].rank, Some(if out { 1 } else { 2 }));
        }
    };
    check(50, 50, &[]);
    check(51, 50, &["criterion:quality"]);
    check(50, 51, &["overall"]);
    check(51, 51, &["criterion:quality", "overall"]);
    assert_eq!(Minimum::NoQuality.code(), "no_quality");
}

#[test]
fn an_excluded_bid_may_lack_price_and_scores() {
    let mut out = excluded(bid("B", 1, 90));
    let check = |out: &Bid, quality: Option<i64>, counted: bool| {
        let lot = lot(60, PriceFormula::Inverse, vec![bid("A", 2, 50), out.clone()]);
        let evaluation = evaluated(Lot { overall_minimum_percent: Some(whole(95)), ..lot.clone() });
        assert!(evaluation.winner().is_empty() && !evaluation.is_tie());
        let evaluation = evaluated(lot);
        let own = &evaluation.bids()[1];
        assert_eq!(own.status, Status::Excluded("A mandatory ground applies.".to_owned()));
        assert_eq!(own.quality_score, quality.map(whole));
        assert_eq!((&own.price_score, &own.total, own.rank), (&None, &None, None));
        assert_eq!(evaluation.if_counted().map(|it| it.len()), Ok(usize::from(counted)));
    };
    check(&out, Some(36), true);
    out.price = None;
    check(&out, Some(36), false);
    out.scores.clear();
    check(&out, None, false);
    out.price = Some(Pence(5));
    check(&out, None, false);
}

#[test]
fn rounded_parts_may_not_add_up() {
    let evaluation = |lot: Lot| evaluated(lot).has_parts_that_do_not_add_up();
    assert!(!evaluation(test_b()));
    // 54.545… and 0.335 are published as 54.55 and 0.34, and 54.880… as 54.88.
    let bids = vec![bid("A", 100, 1), scored("B", Pence::pounds(110), &[("quality", 67)])];
    let mut lot = lot(60, PriceFormula::Inverse, bids);
    lot.scale_max = 8_000;
    assert!(evaluation(lot));
    assert!(!evaluation(test_a(PriceFormula::PricePerQualityPoint)));
}

#[test]
fn the_largest_numbers_do_not_overflow() {
    let huge = |id: &str, price: i64, score: i64| scored(id, Pence(price), &[("quality", score)]);
    let bids = vec![huge("A", i64::MAX, i64::MAX), huge("B", 1, 0), huge("C", i64::MAX - 1, i64::MAX - 1)];
    for formula in PriceFormula::WITHOUT_PARAMETERS {
        let weight = if formula == PriceFormula::Fixed { 0 } else { 60 };
        let evaluation = evaluated(Lot { scale_max: i64::MAX, ..lot(weight, formula, bids.clone()) });
        assert!(!evaluation.winner().is_empty());
        assert!(evaluation.split_changes().is_ok() && evaluation.smallest_score_changes().is_ok());
    }
}
