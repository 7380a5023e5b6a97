use super::*;
use PriceFormula::{Fixed, Inverse, Linear, PricePerQualityPoint, Range};

fn check(formula: PriceFormula, bids: Vec<Bid>, expected: &[((i64, i64), &str)]) {
    let weight = if formula == Fixed { 0 } else { 60 };
    let found = splits(&evaluated(lot(weight, formula, bids)));
    let expected: Vec<_> = expected
        .iter()
        .map(|((above, below), winner)| (ratio(*above, *below), (*winner).to_owned()))
        .collect();
    assert_eq!(found, expected, "{formula}");
}

/// Test A under linear: C until 50, B until 60, where A and B tie, then A.
#[test]
fn test_a_of_the_fact_sheet() {
    check(Linear, test_a(Linear).bids, &[((0, 1), "C"), ((50, 1), "B"), ((60, 1), "A")]);
    check(Range, test_a(Range).bids, &[((0, 1), "C"), ((20, 1), "B"), ((300, 11), "A")]);
}

#[test]
fn what_does_not_change_is_one_line() {
    check(Inverse, Vec::new(), &[]);
    check(Inverse, vec![bid("A", 5, 0)], &[((0, 1), "A")]);
    check(Inverse, vec![bid("A", 5, 9), bid("B", 6, 8)], &[((0, 1), "A")]);
    check(Inverse, vec![bid("A", 5, 9), bid("B", 5, 9)], &[((0, 1), "AB")]);
    check(Fixed, vec![bid("A", 5, 9), bid("B", 6, 8)], &[]);
    check(PricePerQualityPoint, vec![bid("A", 5, 9), bid("B", 6, 8)], &[]);
}

/// Only what holds just above a weight counts, at 0 and at 100 too.
#[test]
fn a_crossing_at_either_end_is_none() {
    check(Inverse, vec![bid("A", 6, 9), bid("B", 5, 9)], &[((0, 1), "B")]);
    check(Inverse, vec![bid("A", 5, 9), bid("B", 5, 8)], &[((0, 1), "A")]);
    check(
        Linear,
        vec![bid("A", 100, 0), bid("B", 150, 50), bid("C", 150, 50)],
        &[((0, 1), "BC"), ((50, 1), "A")],
    );
}

/// B meets A and C where they meet, and is ahead nowhere else.
#[test]
fn first_only_at_the_crossing_is_not_a_winner() {
    let bids = vec![bid("A", 100, 0), bid("B", 150, 50), bid("C", 200, 100)];
    check(Linear, bids, &[((0, 1), "C"), ((50, 1), "A")]);
}

/// Who fails a minimum or is excluded sets no lowest price at any weight.
#[test]
fn only_who_stands_is_in_it() {
    let bids = vec![bid("A", 100, 0), bid("B", 150, 60), excluded(bid("C", 200, 100))];
    check(Linear, bids.clone(), &[((0, 1), "B"), ((600, 11), "A")]);
    let failed = evaluated(Lot {
        overall_minimum_percent: Some(ratio(1, 2)),
        ..lot(60, Linear, vec![bids[0].clone(), bid("D", 10, 0), bids[1].clone()])
    });
    assert_eq!(splits(&failed), [(whole(0), "B".to_owned())]);
}

/// The weights published do not move the weights at which winners change.
#[test]
fn the_published_split_does_not_matter() {
    for weight in [0, 1, 50, 99] {
        let bids = test_a(Linear).bids;
        assert_eq!(splits(&evaluated(lot(weight, Linear, bids))).len(), 3, "{weight}");
    }
}
