//! From a value to text: as a page shows it, and as the boxes of a form hold it.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entity::number::{BasisPoints, Hundredths, Pence};
use sea_orm::Value;

use super::{Field, Kind, Lists};
use crate::law::clock::{long_instant, uk_local};

/// A value as a page shows it; empty for nothing.
#[must_use]
pub fn shown(field: &Field, value: &Value, lists: &Lists) -> String {
    match (field.kind, value) {
        (Kind::Money, Value::BigInt(Some(pence))) => Pence(*pence).to_string(),
        (Kind::Percent, Value::Int(Some(points))) => BasisPoints(*points).to_string(),
        (Kind::Day, Value::ChronoDate(Some(day))) => long_day(*day),
        (Kind::Instant, Value::ChronoDateTimeUtc(Some(instant))) => long_instant(*instant),
        (Kind::Tick, Value::Bool(Some(yes))) => if *yes { "Yes" } else { "No" }.to_owned(),
        (Kind::Choice(_) | Kind::From(_) | Kind::RowFrom(_), _) => {
            let code = text(value);
            let options = field.options(lists);
            options.into_iter().find(|(option, _)| *option == code).map_or(code, |(_, label)| label)
        }
        (Kind::Number, Value::BigInt(Some(number))) => Hundredths(*number).to_string(),
        _ => text(value),
    }
}

/// What the boxes of a field hold for a value, as names and texts.
#[must_use]
pub fn typed(field: &Field, value: &Value) -> Vec<(String, String)> {
    let one = |text: String| vec![(field.name.to_owned(), text)];
    match (field.kind, value) {
        (Kind::Money, Value::BigInt(Some(pence))) => one(Pence(*pence).to_string().replace('£', "")),
        (Kind::Percent, Value::Int(Some(points))) => one(BasisPoints(*points).to_string().replace('%', "")),
        (Kind::Number, Value::BigInt(Some(number))) => one(Hundredths(*number).to_string()),
        (Kind::Day, Value::ChronoDate(Some(day))) => day_parts(field.name, *day),
        (Kind::Instant, Value::ChronoDateTimeUtc(Some(instant))) => instant_parts(field.name, *instant),
        (Kind::Instant, _) => ["day", "month", "year", "time"]
            .map(|part| (format!("{}-{part}", field.name), String::new()))
            .to_vec(),
        (Kind::Day, _) => {
            ["day", "month", "year"].map(|part| (format!("{}-{part}", field.name), String::new())).to_vec()
        }
        (Kind::Tick, Value::Bool(Some(yes))) => one(if *yes { "yes" } else { "" }.to_owned()),
        _ => one(text(value)),
    }
}

/// The three boxes of a day.
#[must_use]
pub fn day_parts(name: &str, day: NaiveDate) -> Vec<(String, String)> {
    vec![
        (format!("{name}-day"), day.day().to_string()),
        (format!("{name}-month"), day.month().to_string()),
        (format!("{name}-year"), day.year().to_string()),
    ]
}

/// The four boxes of an instant.
#[must_use]
pub fn instant_parts(name: &str, instant: DateTime<Utc>) -> Vec<(String, String)> {
    let local = uk_local(instant);
    let mut parts = day_parts(name, local.date());
    parts.push((format!("{name}-time"), local.format("%H:%M").to_string()));
    parts
}

/// `18 January 2022`.
#[must_use]
pub fn long_day(day: NaiveDate) -> String {
    crate::law::dates::long_date(day)
}

fn text(value: &Value) -> String {
    match value {
        Value::String(Some(text)) => text.clone(),
        Value::Int(Some(number)) => number.to_string(),
        Value::BigInt(Some(number)) => number.to_string(),
        _ => String::new(),
    }
}
