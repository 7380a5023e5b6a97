//! Bank holidays worked out from the rules they follow, to check the lists that were copied.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What England and Wales keep, with the holidays of one year only.
pub(super) fn england_and_wales(year: i32) -> BTreeSet<NaiveDate> {
    let easter = easter_sunday(year);
    let mut days = BTreeSet::from([
        easter - Days::new(2),
        easter + Days::new(1),
        monday(year, 5, 1),
        last_monday(year, 8),
    ]);
    match year {
        2022 => days.extend([day(2022, 6, 2), day(2022, 6, 3), day(2022, 9, 19)]),
        2023 => days.extend([day(2023, 5, 8), last_monday(2023, 5)]),
        _ => days.extend([last_monday(year, 5)]),
    }
    for (month, date) in [(1, 1), (12, 25), (12, 26)] {
        keep(&mut days, day(year, month, date));
    }
    days
}

/// The same with what Scotland and Northern Ireland keep besides.
pub(super) fn any_part_of_uk(year: i32) -> BTreeSet<NaiveDate> {
    let mut days = england_and_wales(year);
    keep(&mut days, day(year, 1, 2));
    days.extend([monday(year, 8, 1)]);
    for (month, date) in [(3, 17), (7, 12), (11, 30)] {
        keep(&mut days, day(year, month, date));
    }
    if year == 2026 {
        days.extend([day(2026, 6, 15)]);
    }
    days
}

/// A holiday at the weekend, or on one already kept, is kept on the next free weekday.
fn keep(days: &mut BTreeSet<NaiveDate>, date: NaiveDate) {
    let taken =
        |date: &NaiveDate| matches!(date.weekday(), Weekday::Sat | Weekday::Sun) || days.contains(date);
    let free = date.iter_days().find(|date| !taken(date)).expect("a weekday follows");
    days.insert(free);
}

fn monday(year: i32, month: u32, nth: u8) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, nth).expect("a Monday")
}

fn last_monday(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_weekday_of_month_opt(year, month, Weekday::Mon, 5)
        .unwrap_or_else(|| monday(year, month, 4))
}

/// Gauss's rule, as corrected for the Gregorian calendar.
fn easter_sunday(year: i32) -> NaiveDate {
    let (golden, century) = (year % 19, year / 100);
    let moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let full = moon - moon / 28 * (1 - 29 / (moon + 1) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + full + 2 - century + century / 4) % 7;
    let offset = full - weekday;
    let month = 3 + (offset + 40) / 44;
    day(year, month.unsigned_abs(), (offset + 28 - 31 * (month / 4)).unsigned_abs())
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date")
}
