//! Prices: read to the penny, added exactly, held to the lot's ceiling.

use entity::number::Pence;
use entity::state::AboveCeiling;
use proptest::prelude::*;

use super::*;
use crate::Why;
use crate::testing::check_refused;
use crate::testing::tenders::open_tender;
use crate::testing::{noon, typed};

/// The lot of the tests: two years, £220,000.
fn lot() -> LotTerms {
    let terms = open_tender(noon("2026-08-10")).published().expect("it is published");
    terms.lots.into_iter().next().expect("it has a lot")
}

fn with_ceiling(above: AboveCeiling) -> LotTerms {
    LotTerms { ceiling: Some(Pence::pounds(210_000)), above_ceiling: Some(above), ..lot() }
}

fn read_two(lot: &LotTerms, one: &str, two: &str) -> Result<Schedule, Refusal> {
    read(&typed(&[], &[("year-1", one), ("year-2", two)]), lot)
}

#[test]
fn prices_are_added_to_the_penny() {
    let schedule = read_two(&lot(), "99,999.99", "£100,000.02").expect("it is taken");
    assert_eq!(schedule.total(), Some(Pence(20_000_001)));
    assert_eq!(schedule.text(), r#"{"total":20000001,"years":[9999999,10000002]}"#);
    assert_eq!(Schedule::of(&schedule.text()), Some(schedule));
}

#[test]
fn a_total_that_is_not_the_sum_is_no_schedule() {
    assert_eq!(Schedule::of(r#"{"total":3,"years":[1,1]}"#), None);
    assert_eq!(Schedule::of("12"), None);
}

#[test]
fn every_year_has_its_price_and_all_mistakes_are_told_at_once() {
    check_refused(
        read_two(&lot(), "", "a lot"),
        Why::Incomplete,
        "year-1: Enter price for year 1.\nyear-2: Price for year 2 must be an amount in pounds, like 331,000 or 331,000.50.",
    );
    check_refused(
        read_two(&lot(), "0", "0.00"),
        Why::Incomplete,
        "year-1: The prices add up to £0. Enter a price above £0 in at least one year.",
    );
    let most = Pence(i64::MAX).to_string();
    check_refused(
        read_two(&lot(), &most, &most),
        Why::Incomplete,
        "year-1: These prices are too large to add up. Check each of them.",
    );
}

#[test]
fn a_ceiling_that_disregards_is_refused_with_the_figure() {
    let lot = with_ceiling(AboveCeiling::Disregarded);
    assert!(read_two(&lot, "110,000", "100,000").is_ok());
    check_refused(
        read_two(&lot, "110,000", "100,000.01"),
        Why::Incomplete,
        "year-1: The prices add up to £210,000.01. The ceiling is £210,000, and a bid above it is disregarded. Lower them by at least £0.01.",
    );
}

#[test]
fn a_ceiling_that_counts_is_pointed_out_and_so_is_the_contract_value() {
    let lot = with_ceiling(AboveCeiling::Counted);
    let notes_of = |one: &str, two: &str| notes(&read_two(&lot, one, two).expect("it is taken"), &lot);
    assert!(notes_of("110,000", "100,000").is_empty());
    assert_eq!(
        notes_of("110,000", "115,000"),
        [
            "The total is £15,000 above the ceiling of £210,000. It is scored like any other.",
            "The total is £5,000 above £220,000, the most that the council expects to pay over the longest term.",
        ]
    );
}

#[test]
fn a_schedule_of_another_number_of_years_is_given_again() {
    let three = Schedule { years: vec![Pence(1); 3] };
    let says: Vec<String> = problems(&three, &lot()).into_iter().map(|problem| problem.says).collect();
    assert_eq!(says, ["Give a price for each of the 2 years: the tender has changed since you saved."]);
}

proptest! {
    #[test]
    fn what_is_sealed_reads_back(years in proptest::collection::vec(0_i64..1_000_000_000_000, 1..20)) {
        let schedule = Schedule { years: years.into_iter().map(Pence).collect() };
        prop_assert_eq!(Schedule::of(&schedule.text()), Some(schedule));
    }
}
