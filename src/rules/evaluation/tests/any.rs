//! Any lot: the rules against the naive reading of the definitions, and by brute force.

use proptest::prelude::*;

use super::*;
use crate::price::Benchmark;

const SCALE: i64 = 4;

fn any_formula() -> impl Strategy<Value = PriceFormula> {
    let between = Benchmark::new(Pence(3), Pence(9)).expect("the floor is below");
    prop_oneof![
        Just(PriceFormula::Inverse),
        Just(PriceFormula::Linear),
        Just(PriceFormula::Mean),
        Just(PriceFormula::Range),
        Just(PriceFormula::Benchmark(between)),
        Just(PriceFormula::PricePerQualityPoint),
    ]
}

fn any_bid() -> impl Strategy<Value = Bid> {
    let out = prop::option::weighted(0.2, Just("Late.".to_owned()));
    (1..12_i64, 0..=SCALE, 0..=SCALE, out).prop_map(|(price, q1, q2, excluded)| Bid {
        excluded,
        ..scored("", Pence(price), &[("q1", q1), ("q2", q2)])
    })
}

fn any_tie_break() -> impl Strategy<Value = Vec<TieBreak>> {
    let all = vec![TieBreak::Quality, TieBreak::Criterion("q1".to_owned()), TieBreak::Price];
    prop::sample::subsequence(all, 0..=3).prop_shuffle()
}

prop_compose! {
    /// Small prices and a short scale, so that ties and crossings are common.
    fn any_lot()(
        formula in any_formula(),
        weight in 0..100_i64,
        part in 0..=4_i64,
        bids in prop::collection::vec(any_bid(), 0..6),
        minimum in prop::option::weighted(0.3, 0..=SCALE),
        percent in prop::option::weighted(0.3, 0..=100_i64),
        minimum_disqualifies in any::<bool>(),
        published in any::<bool>(),
        tie_break in any_tie_break(),
    ) -> Lot {
        let quality = whole(100 - weight);
        let criterion = |id: &str, part: i64, minimum| Criterion {
            id: id.to_owned(),
            weight: &quality * ratio(part, 4),
            minimum,
        };
        let criteria = vec![criterion("q1", part, minimum), criterion("q2", 4 - part, None)];
        let bids = bids.into_iter().zip('A'..).map(|(bid, id)| Bid { id: id.to_string(), ..bid }).collect();
        Lot {
            scale_max: SCALE,
            criteria,
            overall_minimum_percent: percent.map(whole),
            minimum_disqualifies,
            rank_on: if published { RankOn::Published } else { RankOn::Exact },
            tie_break,
            ..lot(weight, formula, bids)
        }
    }
}

proptest! {
    #[test]
    fn ranks_are_those_of_the_definitions(lot in any_lot()) {
        let evaluation = evaluated(lot.clone());
        prop_assert_eq!(ranks(&evaluation), naive::ranks(&lot));
        let among = naive::standing(&lot);
        let totals = naive::totals(&lot, &among, &lot.price_weight);
        for (at, total) in among.iter().zip(totals) {
            prop_assert_eq!(evaluation.bids()[*at].total.clone(), Some(total));
        }
        prop_assert_eq!(evaluation.is_tie(), evaluation.winner().len() > 1);
        prop_assert_eq!(evaluation.winner().is_empty(), among.is_empty());
    }

    #[test]
    fn splits_hold_at_many_weights(lot in any_lot()) {
        let evaluation = evaluated(lot.clone());
        let changes = evaluation.split_changes().expect("they score");
        let among = naive::standing(&lot);
        if lot.price_formula == PriceFormula::PricePerQualityPoint || among.is_empty() {
            prop_assert!(changes.is_empty());
            return Ok(());
        }
        prop_assert_eq!(changes[0].price_weight.clone(), whole(0));
        for (one, next) in changes.iter().zip(&changes[1..]) {
            prop_assert!(one.price_weight < next.price_weight && next.price_weight < whole(100));
            prop_assert!(one.winner != next.winner);
        }
        // Prices are below 12 and scores of 4 parts: no two crossings are as near as these steps.
        let beside = ratio(1, 1_000_000_000);
        let near = changes.iter().flat_map(|it| [&it.price_weight - &beside, &it.price_weight + &beside]);
        let grid = (1..24).map(|step| ratio(step * 100, 23) + &beside);
        for weight in near.chain(grid).filter(|it| *it > whole(0) && *it < whole(100)) {
            let last = changes.iter().rfind(|it| it.price_weight < weight).expect("from 0 on");
            prop_assert_eq!(&last.winner, &naive::best(&lot, &among, &weight), "at {}", weight);
        }
    }

    #[test]
    fn counting_one_more_is_counting_it_alone(lot in any_lot()) {
        let counted = evaluated(lot.clone()).if_counted().expect("they score");
        let among = naive::standing(&lot);
        let mut expected = Vec::new();
        for at in (0..lot.bids.len()).filter(|at| !among.contains(at)) {
            let no_quality = lot.bids[at].scores["q1"] * i64::from(lot.criteria[0].weight != whole(0))
                + lot.bids[at].scores["q2"] * i64::from(lot.criteria[1].weight != whole(0)) == 0;
            if lot.price_formula == PriceFormula::PricePerQualityPoint && no_quality {
                continue;
            }
            let mut with = among.clone();
            with.push(at);
            with.sort_unstable();
            let winner = naive::best(&lot, &with, &lot.price_weight);
            expected.push(IfCounted { id: lot.bids[at].id.clone(), winner });
        }
        prop_assert_eq!(counted, expected);
    }

}

/// Trying every score of every bid is slow.
fn a_quarter() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases.div_ceil(4), ..usual }
}

proptest! {
    #![proptest_config(a_quarter())]

    #[test]
    fn the_smallest_score_change_is_found_by_trying_all(lot in any_lot()) {
        let winner = |lot: &Lot| -> Vec<usize> {
            let ranks = naive::ranks(lot);
            (0..ranks.len()).filter(|at| ranks[*at] == Some(1)).collect()
        };
        let (now, mut expected) = (winner(&lot), Vec::new());
        for (at, bid) in lot.bids.iter().enumerate().filter(|(_, bid)| bid.excluded.is_none()) {
            for (criterion, from) in &bid.scores {
                for to in 0..=SCALE {
                    let mut other = lot.clone();
                    other.bids[at].scores.insert(criterion.clone(), to);
                    let then = winner(&other);
                    if then != now {
                        let winner = then.iter().map(|at| lot.bids[*at].id.clone()).collect();
                        let (bid, criterion) = (bid.id.clone(), criterion.clone());
                        expected.push(ScoreChange { bid, criterion, from: *from, to, winner });
                    }
                }
            }
        }
        let step = |it: &ScoreChange| (it.to - it.from).abs();
        let smallest = expected.iter().map(step).min();
        expected.retain(|it| Some(step(it)) == smallest);
        prop_assert_eq!(evaluated(lot).smallest_score_changes().expect("they score"), expected);
    }
}
