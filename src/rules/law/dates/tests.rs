use proptest::prelude::*;

use super::*;
use crate::law::testing::{day, loaded_day};

#[test]
fn months_clamp_to_month_end() {
    let table =
        [("2027-01-31", 1, "2027-02-28"), ("2028-01-31", 1, "2028-02-29"), ("2028-02-29", 12, "2029-02-28")];
    for (from, months, to) in table {
        assert_eq!(plus_months(day(from), months), day(to));
    }
    assert_eq!(minus_months(day("2029-03-31"), 6), day("2028-09-30"));
    assert_eq!(minus_months(day("2031-03-31"), 6), day("2030-09-30"));
}

/// A period's last day is start + n months − 1 day (fact sheet, sections 6 and 9).
#[test]
fn periods_end_the_day_before() {
    let table = [
        ("2022-04-01", 24, "2024-03-31"),
        ("2027-04-01", 24, "2029-03-31"),
        ("2027-04-01", 60, "2032-03-31"),
    ];
    for (start, months, last) in table {
        assert_eq!(last_day_of_period(day(start), months), day(last));
    }
}

/// Fact sheet, section 5.
#[test]
fn clear_days_leave_out_both_ends() {
    for (meeting, notice, agenda) in
        [("2022-01-18", "2021-12-20", "2022-01-10"), ("2021-10-19", "2021-09-20", "2021-10-11")]
    {
        assert_eq!(clear_days_before(day(meeting), KEY_DECISION_CLEAR_DAYS), day(notice));
        assert_eq!(clear_working_days_before(day(meeting), AGENDA_CLEAR_DAYS), Ok(day(agenda)));
    }
}

/// Fact sheet, section 6: the back-plan of a break on 31 March 2029.
#[test]
fn the_back_plan_of_the_worked_contract() {
    let cabinet = day("2028-09-12");
    assert_eq!(clear_days_before(cabinet, KEY_DECISION_CLEAR_DAYS), day("2028-08-14"));
    assert_eq!(clear_working_days_before(cabinet, AGENDA_CLEAR_DAYS), Ok(day("2028-09-04")));
    assert_eq!(call_in_ends(day("2028-09-14"), 5), Ok(day("2028-09-21")));
    assert_eq!(Calendar::EnglandAndWales.add_working_days(day("2028-06-30"), 15), Ok(day("2028-07-21")));
}

#[test]
fn call_in_runs_in_working_days() {
    assert_eq!(call_in_ends(day("2021-10-21"), 5), Ok(day("2021-10-28")));
    assert!(call_in_ends(day("2028-12-28"), 5).is_err());
}

#[test]
fn days_beginning_with_count_the_first() {
    let table =
        [("2027-04-01", 30, "2027-04-30"), ("2027-04-01", 1, "2027-04-01"), ("2027-04-01", 0, "2027-04-01")];
    for (first, days, last) in table {
        assert_eq!(last_of_days_beginning_with(day(first), days), day(last));
    }
}

#[test]
fn quarters_and_half_years_end() {
    let table = [
        ("2026-01-01", "2026-03-31", "2026-03-31"),
        ("2026-02-14", "2026-03-31", "2026-03-31"),
        ("2026-03-31", "2026-03-31", "2026-03-31"),
        ("2026-04-01", "2026-06-30", "2026-09-30"),
        ("2026-05-31", "2026-06-30", "2026-09-30"),
        ("2026-06-30", "2026-06-30", "2026-09-30"),
        ("2026-07-01", "2026-09-30", "2026-09-30"),
        ("2026-08-31", "2026-09-30", "2026-09-30"),
        ("2026-09-30", "2026-09-30", "2026-09-30"),
        ("2026-10-01", "2026-12-31", "2027-03-31"),
        ("2026-11-30", "2026-12-31", "2027-03-31"),
        ("2026-12-31", "2026-12-31", "2027-03-31"),
    ];
    for (date, quarter, half) in table {
        assert_eq!(quarter_end(day(date)), day(quarter), "{date}");
        assert_eq!(half_year_end(day(date)), day(half), "{date}");
    }
}

#[test]
fn dates_read_in_full() {
    let names = [
        "1 January 2022",
        "1 February 2022",
        "1 March 2022",
        "1 April 2022",
        "1 May 2022",
        "1 June 2022",
        "1 July 2022",
        "1 August 2022",
        "1 September 2022",
        "1 October 2022",
        "1 November 2022",
        "1 December 2022",
    ];
    for (month, shown) in (1..).zip(names) {
        assert_eq!(long_date(NaiveDate::from_ymd_opt(2022, month, 1).expect("a date")), shown);
    }
    assert_eq!(long_date(day("2022-01-18")), "18 January 2022");
}

#[test]
fn arithmetic_stops_at_the_end_of_dates() {
    assert_eq!(plus_months(NaiveDate::MAX, 1), NaiveDate::MAX);
    assert_eq!(minus_months(NaiveDate::MIN, 1), NaiveDate::MIN);
    assert_eq!(plus_days(NaiveDate::MAX, 1), NaiveDate::MAX);
    assert_eq!(minus_days(NaiveDate::MIN, 1), NaiveDate::MIN);
}

proptest! {
    #[test]
    fn there_are_exactly_so_many_clear_days(meeting in loaded_day(), days in 0_u32..60) {
        let notice = clear_days_before(meeting, days);
        prop_assert_eq!((meeting - notice).num_days(), i64::from(days) + 1);
    }

    #[test]
    fn periods_follow_one_another_without_a_gap(start in loaded_day(), months in 1_u32..120) {
        prop_assert_eq!(last_day_of_period(start, months).succ_opt(), Some(plus_months(start, months)));
    }

    #[test]
    fn a_quarter_ends_no_later_than_its_half_year(date in loaded_day()) {
        prop_assert!(date <= quarter_end(date) && quarter_end(date) <= half_year_end(date));
        prop_assert_eq!(quarter_end(quarter_end(date)), quarter_end(date));
    }
}
