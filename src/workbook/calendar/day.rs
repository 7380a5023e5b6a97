//! A day as people in the UK write it.

use chrono::NaiveDate;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The day that a text says: `12/9/2028`, `12 September 2028`, `Tue 12th Sep 2028`, `2028-09-12`, with or without a time
/// after it. The day stands before the month; nothing is guessed.
#[must_use]
pub fn uk_day(text: &str) -> Option<NaiveDate> {
    let lower = text.trim().to_lowercase();
    // A time of day stands after a T in ISO 8601.
    let lower = match lower.split_once('t') {
        Some((day, _)) if day.len() == 10 && day.starts_with(|sign: char| sign.is_ascii_digit()) => day,
        Some(_) | None => lower.as_str(),
    };
    let mut words = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut first = words.next()?;
    if is_short_of(first, &WEEKDAYS).is_some() {
        first = words.next()?;
    }
    let (second, third) = (words.next()?, words.next()?);
    if first.len() == 4 && first.bytes().all(|sign| sign.is_ascii_digit()) {
        return day_of(first, second, third);
    }
    day_of(third, second, first.trim_end_matches(|sign: char| sign.is_ascii_alphabetic()))
}

fn day_of(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let year: i32 = year.parse().ok().filter(|year| (2000..2100).contains(year))?;
    let month = match month.parse::<u32>() {
        Ok(number) => number,
        Err(_) => u32::try_from(is_short_of(month, &MONTHS)?).ok()? + 1,
    };
    NaiveDate::from_ymd_opt(year, month, day.parse().ok()?)
}

/// Which of these a word is, whole or by three letters or more.
fn is_short_of(word: &str, names: &[&str]) -> Option<usize> {
    names.iter().position(|name| word.len() >= 3 && name.starts_with(word))
}
