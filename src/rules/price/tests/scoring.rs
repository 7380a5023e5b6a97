use super::*;
use PriceFormula::{Fixed, Inverse, Linear, Mean, PricePerQualityPoint, Range};

/// Price scores of test A at 60:40, to four decimals as the fact sheet prints them, and who is best.
#[test]
fn test_a_of_the_fact_sheet() {
    check_a(Inverse, ["60.0000", "54.5455", "48.0000"], ["84.0000", "84.5455", "84.0000"], &[1]);
    check_a(Linear, ["60.0000", "54.0000", "45.0000"], ["84.0000", "84.0000", "81.0000"], &[0, 1]);
    check_a(Mean, ["36.2687", "30.8955", "22.8358"], ["60.2687", "60.8955", "58.8358"], &[1]);
    check_a(Range, ["60.0000", "36.0000", "0.0000"], ["84.0000", "66.0000", "36.0000"], &[0]);
    let totals = PricePerQualityPoint.totals(&whole(60), &test_a()).expect("they score");
    assert!(totals.iter().all(|it| it.price_score.is_none()));
    let totals: Vec<_> = totals.into_iter().map(|it| it.total).collect();
    assert_eq!(totals, [ratio(10_000, 3), ratio(8_800, 3), ratio(25_000, 9)]);
    assert_eq!(PricePerQualityPoint.best(&totals), [2]);
}

/// Test B: the order of X and Y turns on whether Z stands.
#[test]
fn test_b_of_the_fact_sheet() {
    check_totals(Inverse, 60, &test_b(), &[(318, 5), (65, 1), (64, 1)]);
    check_totals(Inverse, 60, &test_b()[..2], &[(84, 1), (82, 1)]);
}

#[test]
fn the_edges_of_each_formula() {
    let prices = |formula: PriceFormula, prices: &[i64], shares: &[(i64, i64)]| {
        let prices: Vec<_> = prices.iter().map(|it| Pence::pounds(*it)).collect();
        let shares: Vec<_> = shares.iter().map(|it| ratio(it.0, it.1)).collect();
        assert_eq!(formula.shares(&prices), Ok(Some(shares)), "{formula} {prices:?}");
    };
    prices(Inverse, &[], &[]);
    prices(Inverse, &[5], &[(1, 1)]);
    prices(Linear, &[100, 199, 200, 201], &[(1, 1), (1, 100), (0, 1), (0, 1)]);
    prices(Mean, &[100], &[(1, 2)]);
    prices(Mean, &[10, 100, 190], &[(1, 1), (1, 2), (0, 1)]);
    prices(Mean, &[50, 100, 150], &[(1, 1), (1, 2), (0, 1)]);
    prices(Mean, &[60, 100, 140], &[(9, 10), (1, 2), (1, 10)]);
    prices(Range, &[7, 7, 7], &[(1, 1), (1, 1), (1, 1)]);
    prices(Range, &[0, 0], &[(1, 1), (1, 1)]);
    prices(Range, &[0, 1, 4], &[(1, 1), (3, 4), (0, 1)]);
    prices(benchmark(0, 100), &[0, 25, 100, 101], &[(1, 1), (3, 4), (0, 1), (0, 1)]);
    prices(benchmark(50, 100), &[0, 50, 75, 99], &[(1, 1), (1, 1), (1, 2), (1, 50)]);
    prices(Fixed, &[0, 9], &[(0, 1), (0, 1)]);
    assert_eq!(PricePerQualityPoint.shares(&[]), Ok(None));
}

#[test]
fn the_largest_prices_do_not_overflow() {
    let most = Pence(i64::MAX);
    for formula in [Inverse, Linear, Mean, Range] {
        let shares = formula.shares(&[Pence(1), most, most]).expect("they score").expect("shares");
        assert!(shares.iter().all(|share| *share >= whole(0) && *share <= whole(1)), "{formula}");
    }
    let inverse = Inverse.shares(&[Pence(1), most]).expect("they score").expect("shares");
    assert_eq!(inverse[1], ratio(1, i64::MAX));
}

#[test]
fn it_refuses_what_cannot_be_scored() {
    for formula in PriceFormula::WITHOUT_PARAMETERS.into_iter().chain([benchmark(0, 1)]) {
        assert_eq!(formula.check_price(Pence(-1)), Err(NoScore::NegativePrice), "{formula}");
        assert_eq!(formula.check_price(Pence(1)), Ok(()), "{formula}");
        assert_eq!(formula.check_weight(&whole(0)), Ok(()), "{formula}");
        assert_eq!(formula.check_weight(&whole(100)), Err(NoScore::Weight), "{formula}");
        assert_eq!(formula.check_weight(&ratio(-1, 9)), Err(NoScore::Weight), "{formula}");
        let divides = matches!(formula, Inverse | Linear | Mean | PricePerQualityPoint);
        let nought = if divides { Err(NoScore::ZeroPrice(formula)) } else { Ok(()) };
        assert_eq!(formula.check_price(Pence(0)), nought, "{formula}");
        let some_weight = if formula == Fixed { Err(NoScore::FixedNeedsNoWeight) } else { Ok(()) };
        assert_eq!(formula.check_weight(&ratio(1, 9)), some_weight, "{formula}");
    }
    let totals = |formula: PriceFormula, bids: &[Standing]| formula.totals(&whole(60), bids).err();
    assert_eq!(totals(PricePerQualityPoint, &[standing(1, 0)]), Some(NoScore::NoQuality));
    assert_eq!(totals(Inverse, &[standing(1, 0), standing(1, 100)]), None);
    assert_eq!(totals(Inverse, &[standing(1, 101)]), Some(NoScore::Quality));
    assert_eq!(totals(Inverse, &[standing(1, -1)]), Some(NoScore::Quality));
    assert_eq!(totals(Inverse, &[standing(0, 1)]), Some(NoScore::ZeroPrice(Inverse)));
    assert_eq!(totals(Fixed, &[]), Some(NoScore::FixedNeedsNoWeight));
}

#[test]
fn a_benchmark_needs_its_floor_below_its_ceiling() {
    let made = |floor: i64, ceiling: i64| Benchmark::new(Pence(floor), Pence(ceiling)).err();
    let (floor, ceiling) = (Pence(5), Pence(5));
    assert_eq!(made(5, 5), Some(NoScore::FloorNotBelowCeiling { floor, ceiling }));
    assert_eq!(made(-1, 5), Some(NoScore::NegativeFloor));
    assert_eq!((made(0, 1), made(4, 5)), (None, None));
    let sentence = made(500, 200).expect("refused").to_string();
    assert_eq!(sentence, "The floor, £5, must be below the ceiling, £2.");
}

#[test]
fn the_best_are_all_who_are_equal() {
    let totals = [whole(2), whole(3), whole(3), whole(2)];
    assert_eq!(Linear.best(&totals), [1, 2]);
    assert_eq!(PricePerQualityPoint.best(&totals), [0, 3]);
    assert!(Linear.best(&[]).is_empty());
}

fn check_a(formula: PriceFormula, prices: [&str; 3], totals: [&str; 3], best: &[usize]) {
    let scored = formula.totals(&whole(60), &test_a()).expect("they score");
    let (mut shown_prices, mut shown_totals) = (Vec::new(), Vec::new());
    for it in &scored {
        shown_prices.push(four_decimals(it.price_score.as_ref().expect("a price score")));
        shown_totals.push(four_decimals(&it.total));
    }
    assert_eq!(
        (shown_prices, shown_totals),
        (prices.map(str::to_owned).into(), totals.map(str::to_owned).into())
    );
    let totals: Vec<_> = scored.into_iter().map(|it| it.total).collect();
    assert_eq!(formula.best(&totals), best, "{formula}");
}

fn check_totals(formula: PriceFormula, weight: i64, bids: &[Standing], totals: &[(i64, i64)]) {
    let scored = formula.totals(&whole(weight), bids).expect("they score");
    let scored: Vec<_> = scored.into_iter().map(|it| it.total).collect();
    assert_eq!(scored, totals.iter().map(|it| ratio(it.0, it.1)).collect::<Vec<_>>(), "{formula}");
}

fn four_decimals(number: &Exact) -> String {
    let digits = (number * whole(10_000)).round().to_integer().to_string();
    let digits = format!("{digits:0>5}");
    let (before, after) = digits.split_at(digits.len() - 4);
    format!("{before}.{after}")
}
