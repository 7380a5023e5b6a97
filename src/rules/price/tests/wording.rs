use super::*;

#[test]
fn each_formula_reads_as_arithmetic() {
    let check = |formula: PriceFormula, arithmetic: &str| {
        assert_eq!(formula.arithmetic(&ratio(125, 2)), arithmetic);
    };
    check(PriceFormula::Inverse, "62.5 × lowest price ÷ price");
    check(PriceFormula::Linear, "62.5 × (1 − (price − lowest price) ÷ lowest price), but not below 0");
    check(
        PriceFormula::Mean,
        "62.5 ÷ 100 × (50 − 100 × (price − mean price) ÷ mean price), the bracket not below 0 or above 100",
    );
    check(
        PriceFormula::Range,
        "62.5 × (highest price − price) ÷ (highest price − lowest price); 62.5 for all when every price is the \
         same",
    );
    check(
        benchmark(150_000, 250_000),
        "62.5 × (£250,000 − price) ÷ (£250,000 − £150,000), but not below 0 or above 62.5",
    );
    check(PriceFormula::Fixed, "total = quality score");
    check(
        PriceFormula::PricePerQualityPoint,
        "price ÷ quality as a percentage of the quality available; the lowest wins",
    );
}

/// The lines of test A.
#[test]
fn each_formula_reads_with_numbers() {
    check_worked(
        PriceFormula::Inverse,
        [
            "60 × £200,000 ÷ £200,000 = 60.00",
            "60 × £200,000 ÷ £220,000 = 54.55",
            "60 × £200,000 ÷ £250,000 = 48.00",
        ],
    );
    check_worked(
        PriceFormula::Linear,
        [
            "60 × (1 − (£200,000 − £200,000) ÷ £200,000), not below 0, = 60.00",
            "60 × (1 − (£220,000 − £200,000) ÷ £200,000), not below 0, = 54.00",
            "60 × (1 − (£250,000 − £200,000) ÷ £200,000), not below 0, = 45.00",
        ],
    );
    check_worked(
        PriceFormula::Mean,
        [
            "60 ÷ 100 × (50 − 100 × (£200,000 − mean) ÷ mean), the mean £670,000 ÷ 3, the bracket 0 to 100, = 36.27",
            "60 ÷ 100 × (50 − 100 × (£220,000 − mean) ÷ mean), the mean £670,000 ÷ 3, the bracket 0 to 100, = 30.90",
            "60 ÷ 100 × (50 − 100 × (£250,000 − mean) ÷ mean), the mean £670,000 ÷ 3, the bracket 0 to 100, = 22.84",
        ],
    );
    check_worked(
        PriceFormula::Range,
        [
            "60 × (£250,000 − £200,000) ÷ (£250,000 − £200,000) = 60.00",
            "60 × (£250,000 − £220,000) ÷ (£250,000 − £200,000) = 36.00",
            "60 × (£250,000 − £250,000) ÷ (£250,000 − £200,000) = 0.00",
        ],
    );
    check_worked(
        benchmark(180_000, 240_000),
        [
            "60 × (£240,000 − £200,000) ÷ (£240,000 − £180,000), 0 to 60, = 40.00",
            "60 × (£240,000 − £220,000) ÷ (£240,000 − £180,000), 0 to 60, = 20.00",
            "60 × (£240,000 − £250,000) ÷ (£240,000 − £180,000), 0 to 60, = 0.00",
        ],
    );
    check_worked(
        PriceFormula::PricePerQualityPoint,
        ["£200,000 ÷ 60 = £3,333.33", "£220,000 ÷ 75 = £2,933.33", "£250,000 ÷ 90 = £2,777.78"],
    );
    let fixed = PriceFormula::Fixed.worked(&whole(0), &test_a()[..1]);
    assert_eq!(fixed, Ok(vec!["total = 60.00".to_owned()]));
    let same = PriceFormula::Range.worked(&whole(60), &[standing(5, 5), standing(5, 6)]);
    assert_eq!(same, Ok(vec!["every price is the same: 60 = 60.00".to_owned(); 2]));
    let refused = PriceFormula::Inverse.worked(&whole(60), &[standing(0, 5)]);
    assert_eq!(refused, Err(NoScore::ZeroPrice(PriceFormula::Inverse)));
}

#[test]
fn each_formula_has_a_code_a_name_and_a_sentence() {
    let table = [
        (PriceFormula::Inverse, "inverse", "inverse proportion", "twice the lowest price scores half"),
        (PriceFormula::Linear, "linear", "linear deviation from the lowest", "and more, scores 0"),
        (PriceFormula::Mean, "mean", "mean (standard differential)", "scores half of the price weight"),
        (PriceFormula::Range, "range", "range", "the highest scores 0"),
        (benchmark(1, 2), "benchmark", "benchmark", "A price of £1 or less scores the whole price weight"),
        (PriceFormula::Fixed, "fixed", "fixed price", "Quality alone decides."),
        (PriceFormula::PricePerQualityPoint, "price_per_quality_point", "price per quality point", "lowest"),
    ];
    for (formula, code, name, part) in table {
        assert_eq!((formula.code(), formula.name(), formula.to_string()), (code, name, name.to_owned()));
        assert!(formula.words().contains(part), "{}", formula.words());
    }
    assert_eq!(
        NoScore::ZeroPrice(PriceFormula::Inverse).to_string(),
        "A price of £0 cannot be scored by the inverse proportion formula, which divides by a price."
    );
}

fn check_worked(formula: PriceFormula, lines: [&str; 3]) {
    let worked = formula.worked(&whole(60), &test_a()).expect("they score");
    assert_eq!(worked, lines);
}
