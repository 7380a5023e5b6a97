use proptest::prelude::*;

use super::*;

fn any_formula() -> impl Strategy<Value = PriceFormula> {
    let benchmark = (0..2_000_i64, 1..2_000_i64).prop_map(|(floor, more)| {
        let between = Benchmark::new(Pence(floor), Pence(floor + more));
        PriceFormula::Benchmark(between.expect("the floor is below"))
    });
    prop_oneof![
        Just(PriceFormula::Inverse),
        Just(PriceFormula::Linear),
        Just(PriceFormula::Mean),
        Just(PriceFormula::Range),
        benchmark
    ]
}

proptest! {
    #[test]
    fn a_share_is_a_share_and_cheaper_is_never_worse(
        formula in any_formula(),
        prices in prop::collection::vec(1..5_000_i64, 1..6),
    ) {
        let prices: Vec<_> = prices.into_iter().map(Pence).collect();
        let shares = formula.shares(&prices).expect("they score").expect("shares");
        for (price, share) in prices.iter().zip(&shares) {
            prop_assert!(*share >= whole(0) && *share <= whole(1));
            for (other, its) in prices.iter().zip(&shares) {
                prop_assert!(price < other || share <= its);
                prop_assert!(price != other || share == its);
            }
        }
    }

    #[test]
    fn only_a_relative_formula_looks_at_the_others(
        formula in any_formula(),
        price in 1..5_000_i64,
        other in 1..5_000_i64,
    ) {
        let alone = formula.shares(&[Pence(price)]).expect("it scores").expect("shares");
        let both = formula.shares(&[Pence(price), Pence(other)]).expect("they score").expect("shares");
        prop_assert!(formula.is_relative() || alone[0] == both[0]);
    }

    #[test]
    fn scores_are_shares_of_the_weight(formula in any_formula(), weight in 0..100_i64, price in 1..99_i64) {
        let prices = [Pence(price), Pence(99)];
        let shares = formula.shares(&prices).expect("they score").expect("shares");
        let scores = formula.price_scores(&whole(weight), &prices).expect("they score").expect("scores");
        for (share, score) in shares.iter().zip(&scores) {
            prop_assert_eq!(share * whole(weight), score.clone());
        }
    }
}
