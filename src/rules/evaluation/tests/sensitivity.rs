use super::*;

/// In test B, X leads Y by 2 of 100, and a step of the scale is worth 4.
#[test]
fn the_smallest_change_of_a_score() {
    let changes = evaluated(test_b()).smallest_score_changes().expect("they score");
    let one = |bid: &str, from, to| ScoreChange {
        bid: bid.to_owned(),
        criterion: "q1".to_owned(),
        from,
        to,
        winner: vec!["Y".to_owned()],
    };
    assert_eq!(changes, [one("X", 6, 5), one("Y", 8, 9)]);
}

#[test]
fn a_score_can_change_who_stands() {
    let mut lot = test_b();
    lot.bids[0].scores.insert("q1".to_owned(), 10);
    lot.bids[2].scores.insert("q1".to_owned(), 4);
    let changes = evaluated(lot).smallest_score_changes().expect("they score");
    let shown: Vec<_> =
        changes.iter().map(|it| (it.bid.as_str(), it.from, it.to, it.winner.concat())).collect();
    assert_eq!(shown, [("Z", 4, 5, "Z".to_owned())]);
}

#[test]
fn sometimes_no_score_changes_the_winner() {
    let alone = evaluated(lot(60, PriceFormula::Inverse, vec![bid("A", 5, 50)]));
    assert_eq!(alone.smallest_score_changes(), Ok(Vec::new()));
    let far = vec![bid("A", 5, 50), bid("B", 500, 50), excluded(bid("C", 5, 100))];
    let far = evaluated(lot(60, PriceFormula::Inverse, far));
    assert_eq!(far.smallest_score_changes(), Ok(Vec::new()));
}

#[test]
fn the_result_under_each_other_formula() {
    let evaluation = evaluated(test_a(PriceFormula::Inverse));
    let table = [
        (PriceFormula::Inverse, "B"),
        (PriceFormula::Linear, "AB"),
        (PriceFormula::Mean, "B"),
        (PriceFormula::Range, "A"),
        (PriceFormula::Fixed, "C"),
        (PriceFormula::PricePerQualityPoint, "C"),
    ];
    for (formula, winner) in table {
        let other = evaluation.under(formula).expect("it scores");
        assert_eq!(other.winner().concat(), winner, "{formula}");
        assert_eq!(other.lot().price_formula, formula);
    }
    let quality = evaluation.under(PriceFormula::Fixed).expect("it scores");
    assert_eq!(quality.bids()[2].total, Some(whole(90)));
    let free = evaluated(lot(60, PriceFormula::Range, vec![bid("A", 0, 50)]));
    let refused = free.under(PriceFormula::Inverse).expect_err("a price of £0");
    assert_eq!(refused.says[0].field.as_deref(), Some("bids[0].price"));
}

/// One that is counted can win, tie, or only move the others; two left out are counted one at a time.
#[test]
fn what_counting_one_more_would_do() {
    let check = |bids: Vec<Bid>, expected: &[(&str, &str)]| {
        let counted = evaluated(lot(60, PriceFormula::Inverse, bids)).if_counted().expect("they score");
        let shown: Vec<_> = counted.iter().map(|it| (it.id.clone(), it.winner.concat())).collect();
        let expected: Vec<_> =
            expected.iter().map(|(id, winner)| ((*id).to_owned(), (*winner).to_owned())).collect();
        assert_eq!(shown, expected);
    };
    let (x, y) = (bid("X", 100_000, 60), bid("Y", 120_000, 80));
    let (z, same) = (excluded(bid("Z", 66_000, 10)), excluded(bid("S", 100_000, 60)));
    check(vec![x.clone(), y.clone()], &[]);
    check(vec![z.clone(), x.clone(), y.clone()], &[("Z", "Y")]);
    check(vec![same.clone(), x.clone(), z.clone(), y], &[("S", "SX"), ("Z", "Y")]);
    check(vec![z], &[("Z", "Z")]);
}
