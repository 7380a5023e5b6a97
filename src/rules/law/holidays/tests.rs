mod derived;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::law::testing::{day, loaded_day};

/// The lists against the rules the holidays follow, worked out here: Easter, Mondays, substitute days.
#[test]
fn the_published_days_are_those_the_rules_give() {
    for year in FIRST_YEAR..=LAST_YEAR {
        let england_and_wales = derived::england_and_wales(year);
        let any_part = derived::any_part_of_uk(year);
        assert_eq!(weekday_holidays(Calendar::EnglandAndWales, year), england_and_wales, "{year}");
        assert_eq!(weekday_holidays(Calendar::AnyPartOfUk, year), any_part, "{year}");
    }
}

#[test]
fn single_days() {
    let table = [
        ("2021-12-27", false, false),
        ("2021-12-28", false, false),
        ("2022-01-03", false, false),
        ("2022-01-04", true, false),
        ("2022-06-03", false, false),
        ("2022-09-19", false, false),
        ("2023-05-08", false, false),
        ("2024-03-18", true, false),
        ("2024-12-02", true, false),
        ("2025-07-14", true, false),
        ("2025-12-01", true, false),
        ("2026-06-15", true, false),
        ("2026-07-13", true, false),
        ("2026-11-30", true, false),
        ("2026-12-26", false, false),
        ("2026-12-28", false, false),
        ("2027-01-04", true, false),
        ("2028-01-03", false, false),
        ("2028-01-04", true, false),
        ("2028-04-17", false, false),
        ("2026-06-16", true, true),
        ("2026-06-20", false, false),
        ("2026-06-21", false, false),
    ];
    for (date, england_and_wales, any_part) in table {
        check_working(Calendar::EnglandAndWales, date, england_and_wales);
        check_working(Calendar::AnyPartOfUk, date, any_part);
    }
}

#[test]
fn counting_forward_and_back() {
    let calendar = Calendar::EnglandAndWales;
    assert_eq!(calendar.add_working_days(day("2026-04-02"), 1), Ok(day("2026-04-07")));
    assert_eq!(calendar.add_working_days(day("2026-04-04"), 0), Ok(day("2026-04-04")));
    assert_eq!(calendar.add_working_days(day("2026-04-04"), 1), Ok(day("2026-04-07")));
    assert_eq!(calendar.subtract_working_days(day("2026-04-07"), 1), Ok(day("2026-04-02")));
    assert_eq!(calendar.working_day_on_or_before(day("2028-09-30")), Ok(day("2028-09-29")));
    assert_eq!(calendar.working_day_on_or_after(day("2028-09-30")), Ok(day("2028-10-02")));
    assert_eq!(calendar.nth_working_day_beginning_with(day("2026-04-03"), 1), Ok(day("2026-04-07")));
    assert_eq!(calendar.nth_working_day_beginning_with(day("2026-04-02"), 1), Ok(day("2026-04-02")));
    assert_eq!(calendar.nth_working_day_beginning_with(day("2026-04-02"), 2), Ok(day("2026-04-07")));
    assert_eq!(calendar.nth_working_day_beginning_with(day("2026-04-02"), 0), Ok(day("2026-04-02")));
}

/// Returns due 15 working days after the quarter’s end (fact sheet, section 6).
#[test]
fn returns_fall_due_on_the_worked_days() {
    for (quarter_end, due) in
        [("2026-12-31", "2027-01-22"), ("2027-03-31", "2027-04-21"), ("2028-03-31", "2028-04-25")]
    {
        assert_eq!(Calendar::EnglandAndWales.add_working_days(day(quarter_end), 15), Ok(day(due)));
    }
}

#[test]
fn outside_the_loaded_years_it_refuses_in_plain_words() {
    let refusal = NotLoaded { date: day("2029-01-01") };
    assert_eq!(Calendar::AnyPartOfUk.add_working_days(day("2028-12-29"), 1), Err(refusal));
    assert_eq!(
        Calendar::EnglandAndWales.is_working_day(day("2020-12-31")),
        Err(NotLoaded { date: day("2020-12-31") })
    );
    assert_eq!(
        Calendar::EnglandAndWales.is_working_day(day("2029-01-06")),
        Err(NotLoaded { date: day("2029-01-06") })
    );
    assert!(Calendar::EnglandAndWales.is_working_day(day("2021-01-04")).is_ok());
    assert!(Calendar::EnglandAndWales.is_working_day(day("2028-12-29")).is_ok());
    assert_eq!(
        refusal.to_string(),
        "Bank holidays are loaded for 2021 to 2028 only, so working days around 1 January 2029 cannot be \
         counted."
    );
}

#[test]
fn calendars_have_names() {
    assert_eq!(Calendar::EnglandAndWales.words(), "working days in England and Wales");
    assert_eq!(Calendar::AnyPartOfUk.words(), "working days (not a bank holiday in any part of the UK)");
}

proptest! {
    #[test]
    fn the_nth_working_day_is_one_and_later_ones_come_later(date in loaded_day(), nth in 1_u32..60) {
        for calendar in [Calendar::EnglandAndWales, Calendar::AnyPartOfUk] {
            let this = calendar.nth_working_day_beginning_with(date, nth).expect("loaded");
            let after = calendar.nth_working_day_beginning_with(date, nth + 1).expect("loaded");
            prop_assert!(calendar.is_working_day(this).expect("loaded"));
            prop_assert!(date <= this && this < after);
        }
    }

    #[test]
    fn counting_back_undoes_counting_forward(date in loaded_day(), count in 0_u32..60) {
        let calendar = Calendar::AnyPartOfUk;
        let start = calendar.working_day_on_or_after(date).expect("loaded");
        let there = calendar.add_working_days(start, count).expect("loaded");
        prop_assert_eq!(calendar.subtract_working_days(there, count), Ok(start));
    }

    #[test]
    fn more_holidays_never_bring_a_day_forward(date in loaded_day(), nth in 1_u32..60) {
        let local = Calendar::EnglandAndWales.nth_working_day_beginning_with(date, nth);
        let statutory = Calendar::AnyPartOfUk.nth_working_day_beginning_with(date, nth);
        prop_assert!(local.expect("loaded") <= statutory.expect("loaded"));
    }
}

fn check_working(calendar: Calendar, date: &str, expected: bool) {
    assert_eq!(calendar.is_working_day(day(date)), Ok(expected), "{date} in {calendar:?}");
}

fn weekday_holidays(calendar: Calendar, year: i32) -> BTreeSet<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).expect("a date");
    first
        .iter_days()
        .take_while(|date| date.year() == year)
        .filter(|date| !is_weekend(*date) && calendar.is_working_day(*date) == Ok(false))
        .collect()
}
