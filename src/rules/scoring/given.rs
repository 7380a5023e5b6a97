//! What a form gave, by the type it was read as.

use chrono::NaiveDate;

use crate::Refusal;
use crate::field::Draft;

/// A whole number or a share, if it was given.
pub(crate) fn number(draft: &Draft, name: &str) -> Option<i32> {
    match draft.value(name) {
        Some(sea_orm::Value::Int(number)) => *number,
        _ => None,
    }
}

/// A day, if it was given.
pub(crate) fn perhaps_day(draft: &Draft, name: &str) -> Option<NaiveDate> {
    match draft.value(name) {
        Some(sea_orm::Value::ChronoDate(day)) => *day,
        _ => None,
    }
}

/// A day that the form must have given.
pub(crate) fn day(draft: &Draft, name: &str) -> Result<NaiveDate, Refusal> {
    perhaps_day(draft, name).ok_or_else(Refusal::not_found)
}

/// Whether a box was ticked.
pub(crate) fn ticked(draft: &Draft, name: &str) -> bool {
    matches!(draft.value(name), Some(sea_orm::Value::Bool(Some(true))))
}

/// A text that the form must have given.
pub(crate) fn text(draft: &Draft, name: &str) -> Result<String, Refusal> {
    draft.text(name).map(str::to_owned).ok_or_else(Refusal::not_found)
}
