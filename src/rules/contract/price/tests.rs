use entity::id::SettingId;
use entity::state::TermEnd;
use proptest::prelude::*;

use super::*;
use crate::contract::testing::{dorset, index, medway, prices};
use crate::testing::day;

/// £331,000 with an index, a cap, a collar: the price of the second year (fact sheet, section 6, and by hand).
#[test]
fn one_year_is_indexed_to_the_penny() {
    let bound = |cap: Option<i32>, collar: Option<i32>| Follows {
        cap: cap.map(BasisPoints),
        collar: collar.map(BasisPoints),
        assumed: None,
    };
    let table = [
        (10_000, 10_380, bound(None, None), 34_357_800, Rests::Index),
        (10_000, 10_380, bound(Some(300), None), 34_093_000, Rests::Cap),
        (10_000, 10_300, bound(Some(300), None), 34_093_000, Rests::Index),
        (10_000, 10_050, bound(Some(300), Some(100)), 33_431_000, Rests::Collar),
        (10_000, 9_900, bound(None, Some(0)), 33_100_000, Rests::Collar),
        (10_000, 9_900, bound(None, None), 32_769_000, Rests::Index),
        // 133.5 to 138.9: £331,000 × 1389/1335 = £344,388.7640…
        (13_350, 13_890, bound(None, None), 34_438_876, Rests::Index),
    ];
    for (before, now, follows, expected, rests) in table {
        let factors = factors(&[Some(Hundredths(before)), Some(Hundredths(now))], follows);
        let (factor, found) = factors[1].clone().expect("both values are known");
        assert_eq!(
            pence(&(pounds(Pence::pounds(331_000)) * factor)),
            Some(Pence(expected)),
            "{before} {now}"
        );
        assert_eq!(found, rests);
    }
}

/// Flat, and at 3% a year for five years: the exact total is £1,757,323.95, what is payable year by year a penny more (fact
/// sheet, section 6).
#[test]
fn five_years_are_added_up_exactly_and_rounded_once() {
    let mut contract = dorset(TermEnd::Break);
    let until = day("2032-03-31");
    let flat = years(&contract, until).expect("it can be reckoned");
    assert_eq!((total(&flat), total_payable(&flat)), (Some(Pence(165_500_000)), Some(Pence(165_500_000))));
    assert!(flat.iter().all(|year| year.rests == Rests::Schedule));
    contract.row.index_series_id = Some(SettingId(1));
    contract.row.index_month = Some(12);
    contract.row.index_assumed = Some(BasisPoints::percent(3));
    let rising = years(&contract, until).expect("it can be reckoned");
    let payable: Vec<_> = rising.iter().map(|year| year.payable().map(|it| it.0)).collect();
    assert_eq!(payable, [33_100_000, 34_093_000, 35_115_790, 36_169_264, 37_254_342].map(Some));
    assert_eq!(total(&rising), Some(Pence(175_732_395)));
    assert_eq!(total_payable(&rising), Some(Pence(175_732_396)));
    assert!(rising[1..].iter().all(|year| year.rests == Rests::Assumed));
}

/// Values for two years, an assumed rise from there, or none.
#[test]
fn a_missing_value_is_assumed_or_said_never_guessed() {
    let mut contract = dorset(TermEnd::Break);
    contract.row.index_series_id = Some(SettingId(1));
    contract.row.index_month = Some(12);
    contract.index = index(&[("2026-12-01", 13_350), ("2027-12-01", 13_890), ("2030-12-01", 15_000)]);
    let rests = |contract: &Contract| -> Vec<_> {
        years(contract, day("2032-03-31"))
            .expect("it can be reckoned")
            .iter()
            .map(|year| year.rests)
            .collect()
    };
    assert_eq!(
        rests(&contract),
        [Rests::Schedule, Rests::Index, Rests::Unknown, Rests::Unknown, Rests::Unknown]
    );
    assert_eq!(total(&years(&contract, day("2032-03-31")).expect("it can be reckoned")), None);
    contract.row.index_assumed = Some(BasisPoints::percent(2));
    assert_eq!(
        rests(&contract),
        [Rests::Schedule, Rests::Index, Rests::Assumed, Rests::Assumed, Rests::Assumed]
    );
}

#[test]
fn the_cap_holds_each_year_and_not_the_whole() {
    let follows = Follows { cap: Some(BasisPoints::percent(3)), ..Follows::default() };
    let values = [10_000, 10_800, 10_800].map(|value| Some(Hundredths(value)));
    let found: Vec<_> =
        factors(&values, follows).into_iter().map(|it| it.expect("all values are known")).collect();
    assert_eq!(found[1], (ratio(103, 100), Rests::Cap));
    assert_eq!(found[2], (ratio(103, 100), Rests::Index));
}

#[test]
fn the_month_that_counts_comes_before_the_year() {
    let table = [
        ("2028-04-01", 12, "2027-12-01"),
        ("2028-04-01", 2, "2028-02-01"),
        ("2028-04-01", 4, "2027-04-01"),
        ("2028-04-15", 4, "2027-04-01"),
        ("2028-01-01", 12, "2027-12-01"),
    ];
    for (begins, month, counts) in table {
        assert_eq!(month_that_counts(day(begins), month), Some(day(counts)), "{begins} {month}");
    }
    assert_eq!(month_that_counts(day("2028-04-01"), 13), None);
}

#[test]
fn contract_years_run_from_the_first_day() {
    let years = contract_years(day("2027-09-01"), day("2029-02-28"));
    let shown: Vec<_> = years.iter().map(|it| format!("{} to {}", it.first, it.last)).collect();
    assert_eq!(shown, ["2027-09-01 to 2028-08-31", "2028-09-01 to 2029-02-28"]);
    assert!(contract_years(day("2027-09-01"), day("2027-08-31")).is_empty());
}

#[test]
fn the_price_of_a_part_is_that_of_its_years_by_their_days() {
    let span = |first: &str, last: &str| Span { first: day(first), last: day(last) };
    let contract = dorset(TermEnd::Break);
    let table = [
        ("2029-04-01", "2031-03-31", Some(66_200_000)),
        ("2031-04-01", "2032-03-31", Some(33_100_000)),
        // 182 of the 365 days of 2028/29 and one of 2029/30: £331,000 × 183/365.
        ("2028-10-01", "2029-04-01", Some(16_595_342)),
        ("2033-01-01", "2033-12-31", Some(0)),
    ];
    for (first, last, expected) in table {
        assert_eq!(price_between(&contract, span(first, last)), expected.map(Pence), "{first}");
    }
    let mut short = contract;
    short.prices = prices(&[331_000; 2]);
    assert_eq!(price_between(&short, span("2029-04-01", "2031-03-31")), None);
    assert_eq!(price_between(&medway(), span("2022-04-01", "2024-03-31")), Some(Pence::pounds(220_000)));
}

proptest! {
    /// However the index goes, the price stays between collar and cap of the year before, and without them it is
    /// P(0) × I(n) / I(0), exactly.
    #[test]
    fn prices_stay_within_their_bounds(values in proptest::collection::vec(1_i64..50_000, 2..8), cap in 0_i32..1_000, collar in 0_i32..1_000) {
        let (collar, cap) = (collar.min(cap), collar.max(cap));
        let all: Vec<_> = values.iter().map(|value| Some(Hundredths(*value))).collect();
        let free = factors(&all, Follows::default());
        for (place, factor) in free.iter().enumerate() {
            let (factor, _) = factor.clone().expect("all values are known");
            prop_assert_eq!(factor, ratio(values[place], values[0]));
        }
        let bound = factors(&all, Follows { cap: Some(BasisPoints(cap)), collar: Some(BasisPoints(collar)), assumed: None });
        for pair in bound.windows(2) {
            let (before, now) = (pair[0].clone().expect("known").0, pair[1].clone().expect("known").0);
            prop_assert!(now <= &before * (ratio(10_000 + i64::from(cap), 10_000)));
            prop_assert!(now >= &before * (ratio(10_000 + i64::from(collar), 10_000)));
        }
    }
}

/// The second year rises by 3.8% held at 3%, the third by an assumed 2%; the fourth has a value again, but none before it.
#[test]
fn each_year_shows_how_it_was_worked_out() {
    let mut contract = dorset(TermEnd::Break);
    assert_eq!(workings(&contract, day("2032-03-31")), Ok(None));
    contract.row.index_series_id = Some(SettingId(1));
    contract.row.index_month = Some(12);
    contract.row.index_cap = Some(BasisPoints::percent(3));
    contract.row.index_assumed = Some(BasisPoints::percent(2));
    contract.index = index(&[("2026-12-01", 10_000), ("2027-12-01", 10_380), ("2029-12-01", 11_000)]);
    let lines =
        workings(&contract, day("2031-03-31")).expect("it can be reckoned").expect("it follows an index");
    let shown = |share: &Option<Exact>| share.as_ref().map(crate::exact::two_decimals);
    let seen: Vec<_> = lines
        .iter()
        .map(|line| (line.value.map(|it| it.0), shown(&line.change), shown(&line.applied), line.rests))
        .collect();
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        seen,
        [
            (Some(10_000), None, None, Rests::Schedule),
            (Some(10_380), text("3.80"), text("3.00"), Rests::Cap),
            (None, None, text("2.00"), Rests::Assumed),
            (Some(11_000), None, text("2.00"), Rests::Assumed),
        ]
    );
    assert_eq!(lines[1].month, Some(day("2027-12-01")));
    let years = years(&contract, day("2031-03-31")).expect("it can be reckoned");
    assert_eq!(total_scheduled(&years), Some(Pence::pounds(4 * 331_000)));
}
