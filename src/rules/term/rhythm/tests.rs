use proptest::prelude::*;

use super::*;
use crate::testing::day;

fn span(first: &str, last: &str) -> Span {
    Span { first: day(first), last: day(last) }
}

fn returns(every: Rhythm, from: RhythmFrom) -> Returns {
    Returns { every, from, due: USUAL_DUE_DAYS }
}

fn shown(periods: &[Span]) -> Vec<String> {
    periods.iter().map(|it| format!("{} to {}", it.first, it.last)).collect()
}

/// Fact sheet, section 6: Q3 2026/27, Q4 2026/27, Q4 2027/28 over Easter, and Q1 2028/29 of the worked contract.
#[test]
fn a_return_is_due_fifteen_working_days_after_its_quarter() {
    let quarters = returns(Rhythm::Quarterly, RhythmFrom::Financial);
    let table = [
        ("2026-10-01", "2026-12-31", "2027-01-22"),
        ("2027-01-01", "2027-03-31", "2027-04-21"),
        ("2028-01-01", "2028-03-31", "2028-04-25"),
        ("2028-04-01", "2028-06-30", "2028-07-21"),
    ];
    for (first, last, due) in table {
        assert_eq!(quarters.due_on(span(first, last)), Ok(day(due)));
    }
    assert!(quarters.due_on(span("2028-10-01", "2028-12-31")).is_err());
}

#[test]
fn periods_follow_the_financial_year_or_the_contract() {
    let term = span("2027-02-15", "2027-12-10");
    let table: [(Rhythm, RhythmFrom, &[&str]); 4] = [
        (
            Rhythm::Quarterly,
            RhythmFrom::Financial,
            &[
                "2027-02-15 to 2027-03-31",
                "2027-04-01 to 2027-06-30",
                "2027-07-01 to 2027-09-30",
                "2027-10-01 to 2027-12-10",
            ],
        ),
        (
            Rhythm::Quarterly,
            RhythmFrom::Contract,
            &[
                "2027-02-15 to 2027-05-14",
                "2027-05-15 to 2027-08-14",
                "2027-08-15 to 2027-11-14",
                "2027-11-15 to 2027-12-10",
            ],
        ),
        (Rhythm::Yearly, RhythmFrom::Financial, &["2027-02-15 to 2027-03-31", "2027-04-01 to 2027-12-10"]),
        (Rhythm::Yearly, RhythmFrom::Contract, &["2027-02-15 to 2027-12-10"]),
    ];
    for (every, from, expected) in table {
        assert_eq!(shown(&returns(every, from).periods(term)), expected, "{every:?} {from:?}");
    }
    let months = returns(Rhythm::Monthly, RhythmFrom::Financial).periods(span("2028-01-31", "2028-03-31"));
    assert_eq!(
        shown(&months),
        ["2028-01-31 to 2028-01-31", "2028-02-01 to 2028-02-29", "2028-03-01 to 2028-03-31"]
    );
    // Counted from the 31st, months clamp and do not drift.
    let months = returns(Rhythm::Monthly, RhythmFrom::Contract).periods(span("2027-01-31", "2027-04-29"));
    assert_eq!(
        shown(&months),
        ["2027-01-31 to 2027-02-27", "2027-02-28 to 2027-03-30", "2027-03-31 to 2027-04-29"]
    );
}

/// What can inform a paper whose reports are due on a day.
#[test]
fn the_latest_return_is_the_last_one_due_by_then() {
    let quarters = returns(Rhythm::Quarterly, RhythmFrom::Financial);
    let term = span("2027-04-01", "2032-03-31");
    let table = [
        ("2028-09-04", Some(("2028-06-30", "2028-07-21"))),
        ("2028-07-21", Some(("2028-06-30", "2028-07-21"))),
        ("2028-07-20", Some(("2028-03-31", "2028-04-25"))),
        ("2027-07-20", None),
    ];
    for (by, expected) in table {
        let found = quarters.latest_by(term, day(by)).expect("2028 is loaded");
        let found = found.map(|(period, due)| (period.last, due));
        assert_eq!(found, expected.map(|(last, due)| (day(last), day(due))), "{by}");
    }
    assert!(quarters.latest_by(term, day("2030-09-04")).is_err());
}

proptest! {
    #[test]
    fn periods_cover_the_term_without_gaps(
        days in 0_u64..4_000, long in 1_u64..3_000, every in 0_usize..3, contract in any::<bool>(),
    ) {
        let first = day("2020-01-01") + chrono::Days::new(days);
        let term = Span { first, last: first + chrono::Days::new(long) };
        let every = [Rhythm::Monthly, Rhythm::Quarterly, Rhythm::Yearly][every];
        let from = if contract { RhythmFrom::Contract } else { RhythmFrom::Financial };
        let periods = returns(every, from).periods(term);
        prop_assert_eq!(periods[0].first, term.first);
        prop_assert_eq!(periods.last().map(|it| it.last), Some(term.last));
        for pair in periods.windows(2) {
            prop_assert_eq!(pair[0].last.succ_opt(), Some(pair[1].first));
        }
    }
}
