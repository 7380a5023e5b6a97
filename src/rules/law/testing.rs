//! Short ways for the tests of this room to write dates and money.

use chrono::{NaiveDate, NaiveDateTime};
use proptest::prelude::*;

/// `2026-06-01` as a date.
pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a test writes real dates")
}

/// `2026-10-25 01:30` as a local time.
pub(super) fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a test writes real times")
}

/// Any day well inside the loaded years.
pub(super) fn loaded_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..2_700).prop_map(|days| day("2021-02-01") + chrono::Days::new(days))
}
