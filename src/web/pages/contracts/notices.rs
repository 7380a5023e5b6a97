//! Statutory notices: those of one contract, one with what it needs, and what is due across contracts.

mod all;
mod list;
mod one;

pub use all::all;
pub use list::list;
pub use one::{not_needed, publish, show};

use chrono::NaiveDate;
use entity::notice_due;
use rules::field::long_day;
use rules::law::notices::Kind;
use serde::Serialize;

use super::ContractHead;

/// What a notice is called, with its number.
fn called(code: &str) -> String {
    let Some(kind) = Kind::of(code) else { return code.to_owned() };
    match kind.number() {
        Some(number) => format!("{number}: {}", kind.words()),
        None => kind.words().to_owned(),
    }
}

/// How a notice stands, with its word and its colour's name.
#[derive(Serialize)]
struct Stands {
    code: &'static str,
    label: String,
}

impl Stands {
    /// On this day.
    fn of(row: &notice_due::Model, today: NaiveDate) -> Self {
        if row.published_on.is_some() {
            return Self { code: "submitted", label: "Published".to_owned() };
        }
        if row.not_needed.is_some() {
            return Self { code: "withdrawn", label: "Not needed".to_owned() };
        }
        Self::due(row.due_on, today)
    }

    /// One that is to be published by a day, if the law sets one.
    fn due(due_on: Option<NaiveDate>, today: NaiveDate) -> Self {
        let left = due_on.map(|due| due.signed_duration_since(today).num_days());
        let (code, label) = match left {
            None => ("open", "To publish".to_owned()),
            Some(-1) => ("refused", "Overdue by 1 day".to_owned()),
            Some(days) if days < 0 => ("refused", format!("Overdue by {} days", -days)),
            Some(0) => ("closed", "Due today".to_owned()),
            Some(1) => ("closed", "Due tomorrow".to_owned()),
            Some(days) if days <= 14 => ("closed", format!("Due in {days} days")),
            Some(days) => ("open", format!("Due in {days} days")),
        };
        Self { code, label }
    }
}

/// The last day for a notice, or that the law sets none.
fn by_when(due_on: Option<NaiveDate>) -> String {
    due_on.map_or_else(|| "The law sets no day: as soon as it can be".to_owned(), long_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urgency_is_said_in_words() {
        let day = |text: &str| text.parse().expect("tests write real days");
        let table = [
            (Some("2027-07-28"), "refused", "Overdue by 1 day"),
            (Some("2027-07-01"), "refused", "Overdue by 28 days"),
            (Some("2027-07-29"), "closed", "Due today"),
            (Some("2027-07-30"), "closed", "Due tomorrow"),
            (Some("2027-08-12"), "closed", "Due in 14 days"),
            (Some("2027-08-13"), "open", "Due in 15 days"),
            (None, "open", "To publish"),
        ];
        for (due, code, label) in table {
            let stands = Stands::due(due.map(day), day("2027-07-29"));
            assert_eq!((stands.code, stands.label.as_str()), (code, label));
        }
    }
}
