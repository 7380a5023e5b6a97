use proptest::prelude::*;

use super::*;
use crate::award::testing::{ranked_rows, result, with_prices};
use crate::evaluation::evaluate;
use crate::scoring::testing::{X, Y, Z, check};
use entity::number::{BasisPoints, Pence};
use entity::state::{CheckOutcome, FormulaKind, RankOn, YesNo};

fn frozen_test_b() -> Frozen {
    result(ranked_rows()).frozen_result().expect("it is frozen")
}

/// Fact sheet, section 4, test B, worked as a losing bidder would check it: Z is out, so £100,000 is the lowest price.
#[test]
fn each_number_can_be_worked_out_by_hand() {
    let worked = frozen_test_b().worked().expect("it comes out again");
    let line =
        |at: usize| (worked[at].price.as_deref(), worked[at].quality.as_deref(), worked[at].total.as_deref());
    assert_eq!(worked.iter().map(|it| it.label.as_str()).collect::<Vec<_>>(), ["Bid A", "Bid B", "Bid C"]);
    assert_eq!(
        line(0),
        (Some("60 × £100,000 ÷ £120,000 = 50.00"), Some("20 + 12 = 32.00"), Some("50 + 32 = 82.00"))
    );
    assert_eq!(line(1), (None, Some("0 + 3 = 3.00"), None));
    assert_eq!(
        line(2),
        (Some("60 × £100,000 ÷ £100,000 = 60.00"), Some("15 + 9 = 24.00"), Some("60 + 24 = 84.00"))
    );
    assert_eq!(
        worked[2].questions.iter().map(|it| it.1.as_str()).collect::<Vec<_>>(),
        ["3 ÷ 5 × 25 = 15.00", "3 ÷ 5 × 15 = 9.00"]
    );
}

#[test]
fn what_was_changed_afterwards_does_not_come_out_again() {
    let frozen = frozen_test_b();
    assert!(frozen.again().is_ok());
    let changed = [
        Frozen { price_weight: "50/1".to_owned(), quality_weight: "50/1".to_owned(), ..frozen.clone() },
        Frozen { price_formula: "range".to_owned(), ..frozen.clone() },
        Frozen { price_formula: "dice".to_owned(), ..frozen.clone() },
        Frozen { rank_on: "exact".to_owned(), winner: vec!["Bid A".to_owned()], ..frozen.clone() },
        Frozen { price_weight: "60/0".to_owned(), ..frozen.clone() },
        Frozen { tie_break: vec!["lots".to_owned()], ..frozen },
    ];
    for one in changed {
        let says = "This ranking cannot be worked out again from what was frozen.";
        assert_eq!(one.again().map_err(crate::Refusal::first).err().as_deref(), Some(says), "{one:?}");
    }
}

const FORMULAS: [FormulaKind; 6] = [
    FormulaKind::Inverse,
    FormulaKind::Linear,
    FormulaKind::Mean,
    FormulaKind::Range,
    FormulaKind::Benchmark,
    FormulaKind::PricePerQualityPoint,
];

/// Anything a council could publish, and any result of it, on three bids of which some are out.
fn any_rows() -> impl Strategy<Value = crate::award::Rows> {
    let weights = (0..10_000_i32).prop_flat_map(|price| (Just(price), 0..=10_000 - price));
    let scores = prop::array::uniform6(0..=5_i32);
    let least = (prop::option::of(0..=5_i32), prop::option::of(0..=10_000_i32), any::<bool>());
    let out = prop::array::uniform3(prop::bool::weighted(0.2));
    let prices = prop::array::uniform3(1..400_i64);
    (0..FORMULAS.len(), weights, prices, scores, least, any::<bool>(), out).prop_map(
        |(formula, (price, first), prices, scores, (minimum, overall, disqualifies), exact, out)| {
            with_prices(prices, move |rows| {
                let lot = &mut rows.tender.lots[0];
                lot.formula = Some(FORMULAS[formula]);
                (lot.benchmark_floor, lot.benchmark_ceiling) = (Some(Pence(9_999)), Some(Pence(30_001)));
                lot.price_weight = Some(BasisPoints(price));
                lot.quality_weight = Some(BasisPoints(10_000 - price));
                lot.overall_minimum = overall.map(BasisPoints);
                lot.minimum_disqualifies = Some(if disqualifies { YesNo::Yes } else { YesNo::No });
                lot.rank_on = Some(if exact { RankOn::Exact } else { RankOn::Published });
                rows.tender.criteria[0].weight = Some(BasisPoints(first));
                rows.tender.criteria[0].minimum = minimum;
                rows.tender.criteria[1].weight = Some(BasisPoints(10_000 - price - first));
                for (row, score) in rows.moderated.iter_mut().zip(scores) {
                    row.score = score;
                }
                for (bid, _) in [X, Y, Z].into_iter().zip(out).filter(|(_, out)| *out) {
                    check(rows, bid, CheckOutcome::Failed);
                }
            })
        },
    )
}

proptest! {
    /// What is frozen of a lot, the ranking read back from it, and the file of `evaluate` all give the same result.
    #[test]
    fn any_result_comes_out_again_from_what_was_frozen(rows in any_rows()) {
        let evaluation = result(rows).evaluated().expect("it scores");
        let frozen = Frozen::of(&evaluation);
        let read: Frozen = serde_json::from_str(&frozen.text()).expect("it can be read");
        prop_assert_eq!(read.again().expect("it comes out again"), evaluation.clone());
        let file = read.evaluate_file().expect("weights of a council end");
        prop_assert_eq!(&evaluate(lot_of(&file)).expect("it scores"), &evaluation);
        for (worked, bid) in read.worked().expect("it comes out again").iter().zip(&read.bids) {
            let ends = |line: &Option<String>, number: &Option<Number>| match (line, number) {
                (Some(line), Some(number)) => line.replace(',', "").ends_with(&number.published),
                (line, _) => line.is_none(),
            };
            prop_assert!(ends(&worked.quality, &bid.quality_score), "{:?}", worked);
            prop_assert_eq!(worked.price.is_some(), bid.rank.is_some());
            if bid.price_score.is_some() {
                prop_assert!(ends(&worked.price, &bid.price_score), "{:?}", worked);
                prop_assert!(ends(&worked.total, &bid.total), "{:?}", worked);
            }
        }
    }
}

/// The file read without the command, field by field.
fn lot_of(file: &str) -> crate::evaluation::Lot {
    use crate::evaluation::{Bid, Criterion, Lot, RankOn, TieBreak};
    use crate::price::{Benchmark, PriceFormula};
    let file: serde_json::Value = serde_json::from_str(file).expect("it is JSON");
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let exact = |value: &serde_json::Value| {
        let (before, after) = value.as_str()?.split_once('.').unwrap_or((value.as_str()?, ""));
        let digits: i64 = format!("{before}{after}").parse().ok()?;
        Some(crate::exact::ratio(digits, 10_i64.pow(u32::try_from(after.len()).ok()?)))
    };
    let pence = |value: &serde_json::Value| {
        exact(value)
            .map(|pounds| Pence((pounds * crate::exact::whole(100)).to_integer().try_into().expect("small")))
    };
    let formula = &file["price_formula"];
    let plain = PriceFormula::WITHOUT_PARAMETERS.into_iter().find(|it| formula["kind"] == it.code());
    let between = || Benchmark::new(pence(&formula["floor"])?, pence(&formula["ceiling"])?).ok();
    let criterion = |it: &serde_json::Value| Criterion {
        id: text(&it["id"]).expect("a name"),
        weight: exact(&it["weight"]).expect("a weight"),
        minimum: it["minimum"].as_i64(),
    };
    let bid = |it: &serde_json::Value| Bid {
        id: text(&it["id"]).expect("a name"),
        price: pence(&it["price"]),
        scores: serde_json::from_value(it["scores"].clone()).expect("scores"),
        excluded: text(&it["excluded"]),
    };
    let tie = |it: &serde_json::Value| match it.as_str().expect("a word") {
        "quality" => TieBreak::Quality,
        "price" => TieBreak::Price,
        other => TieBreak::Criterion(other.replace("criterion:", "")),
    };
    Lot {
        price_weight: exact(&file["price_weight"]).expect("a weight"),
        quality_weight: exact(&file["quality_weight"]).expect("a weight"),
        price_formula: plain.or_else(|| between().map(PriceFormula::Benchmark)).expect("a formula"),
        scale_max: file["scale_max"].as_i64().expect("a score"),
        criteria: file["criteria"].as_array().expect("a list").iter().map(criterion).collect(),
        overall_minimum_percent: exact(&file["overall_minimum_percent"]),
        minimum_disqualifies: file["minimum_disqualifies"].as_bool().expect("yes or no"),
        rank_on: if file["rank_on"] == "exact" { RankOn::Exact } else { RankOn::Published },
        tie_break: file["tie_break"].as_array().expect("a list").iter().map(tie).collect(),
        bids: file["bids"].as_array().expect("a list").iter().map(bid).collect(),
    }
}
