use super::*;

fn check(expected: &[(&str, &str)], spoil: impl FnOnce(&mut Lot)) {
    let mut lot = test_b();
    spoil(&mut lot);
    let refusal = evaluate(lot).expect_err("it is refused");
    assert_eq!(refusal.kind, Why::Incomplete);
    let says: Vec<_> =
        refusal.says.iter().map(|it| (it.field.as_deref().unwrap_or_default(), it.says.as_str())).collect();
    assert_eq!(says, expected);
}

#[test]
fn weights_must_sum() {
    let to_100 = "The price weight, 60, and the quality weight, 39.5, sum to 99.5, not to 100.";
    let to_quality = "The weights of the criteria sum to 40, not to the quality weight, 39.5.";
    check(&[("quality_weight", to_100), ("criteria", to_quality)], |lot| {
        lot.quality_weight = ratio(79, 2);
    });
    let to_quality = "The weights of the criteria sum to 41, not to the quality weight, 40.";
    check(&[("criteria", to_quality)], |lot| lot.criteria[0].weight = whole(41));
    check(&[("criteria[1].weight", "A weight must not be below 0.")], |lot| {
        lot.criteria[0].weight = whole(41);
        let (id, weight) = ("q2".to_owned(), whole(-1));
        lot.criteria.push(Criterion { id, weight, minimum: None });
        lot.bids.iter_mut().for_each(|bid| bid.scores.extend([("q2".to_owned(), 1)]));
    });
    let none = "The weights of the criteria sum to 0, not to the quality weight, 40.";
    check(&[("criteria", none)], |lot| {
        lot.criteria.clear();
        lot.tie_break.clear();
        lot.bids.iter_mut().for_each(|bid| bid.scores.clear());
    });
}

#[test]
fn weights_have_a_range() {
    check(&[("price_weight", "The price weight must not be below 0.")], |lot| {
        (lot.price_weight, lot.quality_weight) = (whole(-1), whole(101));
        lot.criteria[0].weight = whole(101);
    });
    check(&[("quality_weight", "The quality weight must be above 0.")], |lot| {
        (lot.price_weight, lot.quality_weight) = (whole(100), whole(0));
        lot.criteria[0].weight = whole(0);
    });
    check(&[("price_weight", &NoScore::FixedNeedsNoWeight.to_string())], |lot| {
        lot.price_formula = PriceFormula::Fixed;
    });
    let mut quality_alone = test_b();
    (quality_alone.price_weight, quality_alone.quality_weight) = (whole(0), whole(100));
    quality_alone.criteria[0].weight = whole(100);
    assert!(evaluate(quality_alone).is_ok());
}

#[test]
fn scores_and_minimums_are_on_the_scale() {
    check(&[("bids[1].scores.q1", "The score, 11, is not on the scale of 0 to 10.")], |lot| {
        lot.bids[1].scores.insert("q1".to_owned(), 11);
    });
    check(&[("bids[2].scores.q1", "The score, -1, is not on the scale of 0 to 10.")], |lot| {
        lot.bids[2].scores.insert("q1".to_owned(), -1);
        lot.bids[2].excluded = Some("Late.".to_owned());
    });
    check(&[("criteria[0].minimum", "The minimum, 11, is not on the scale of 0 to 10.")], |lot| {
        lot.criteria[0].minimum = Some(11);
    });
    check(&[("criteria[0].minimum", "The minimum, -1, is not on the scale of 0 to 10.")], |lot| {
        lot.criteria[0].minimum = Some(-1);
    });
    for percent in [whole(-1), ratio(1001, 10)] {
        let says = "The overall minimum must be between 0 and 100 percent.";
        check(&[("overall_minimum_percent", says)], |lot| lot.overall_minimum_percent = Some(percent));
    }
    check(&[("scale_max", "The highest score must be 1 or more.")], |lot| {
        lot.scale_max = 0;
        lot.bids.clear();
    });
    let mut edges = test_b();
    (edges.overall_minimum_percent, edges.criteria[0].minimum) = (Some(whole(100)), Some(10));
    assert!(evaluate(edges.clone()).is_ok());
    (edges.overall_minimum_percent, edges.criteria[0].minimum, edges.scale_max) =
        (Some(whole(0)), Some(0), 8);
    assert!(evaluate(edges).is_ok());
    let mut smallest = test_b();
    smallest.scale_max = 1;
    smallest.bids.iter_mut().for_each(|bid| bid.scores.extend([("q1".to_owned(), 1)]));
    assert!(evaluate(smallest).is_ok());
}

#[test]
fn names_are_known_and_unique() {
    check(&[("tie_break[1]", "There is no criterion q9.")], |lot| {
        lot.tie_break[1] = TieBreak::Criterion("q9".to_owned());
    });
    check(&[("bids[0].scores.q9", "There is no criterion q9.")], |lot| {
        lot.bids[0].scores.insert("q9".to_owned(), 1);
    });
    check(&[("bids[2].id", "Another bid is called X already.")], |lot| lot.bids[2].id = "X".to_owned());
    check(&[("bids[2].id", "A bid needs a name.")], |lot| lot.bids[2].id = " ".to_owned());
    check(&[("criteria[1].id", "Another criterion is called q1 already.")], |lot| {
        lot.criteria[0].weight = whole(20);
        lot.criteria.push(lot.criteria[0].clone());
    });
}

#[test]
fn prices_and_scores_are_needed_unless_excluded() {
    check(&[("bids[1].price", "A bid that is not excluded needs a price.")], |lot| lot.bids[1].price = None);
    let says = "A bid that is not excluded needs a score for every criterion.";
    check(&[("bids[1].scores.q1", says)], |lot| lot.bids[1].scores.clear());
    check(&[("bids[1].excluded", "Say why the bid is excluded.")], |lot| {
        lot.bids[1].excluded = Some(String::new());
    });
}

/// A price below £0 always, of £0 where it would be divided by, of an excluded bid too.
#[test]
fn prices_must_be_scorable() {
    for formula in PriceFormula::WITHOUT_PARAMETERS.into_iter().filter(|it| *it != PriceFormula::Fixed) {
        check(&[("bids[1].price", "A price must not be below £0.")], |lot| {
            lot.price_formula = formula;
            lot.bids[1].price = Some(Pence(-1));
        });
        let zero = NoScore::ZeroPrice(formula).to_string();
        let spoil = |lot: &mut Lot| {
            lot.price_formula = formula;
            lot.bids[1].price = Some(Pence(0));
            lot.bids[1].excluded = Some("Late.".to_owned());
        };
        if formula.check_price(Pence(0)).is_err() {
            check(&[("bids[1].price", &zero)], spoil);
        } else {
            let mut lot = test_b();
            spoil(&mut lot);
            assert!(evaluate(lot).is_ok(), "{formula}");
        }
    }
}

#[test]
fn everything_is_said_at_once() {
    check(
        &[
            ("quality_weight", "The price weight, 70, and the quality weight, 40, sum to 110, not to 100."),
            ("bids[0].price", "A bid that is not excluded needs a price."),
            ("bids[2].scores.q1", "The score, 12, is not on the scale of 0 to 10."),
        ],
        |lot| {
            lot.price_weight = whole(70);
            lot.bids[0].price = None;
            lot.bids[2].scores.insert("q1".to_owned(), 12);
        },
    );
}
