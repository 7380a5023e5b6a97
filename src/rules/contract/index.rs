//! Price indices: an authority keeps series by name, and the value of each month.

use chrono::{Datelike, NaiveDate};
use entity::id::{AuthorityId, SettingId};
use entity::number::Hundredths;
use entity::number::Version;
use entity::{authority, index_series, index_value};
use sea_orm::ActiveValue::{Set, Unchanged};

use crate::access::{Act, Actor, may};
use crate::field::Kind::{Line, Link, Number, Whole};
use crate::field::{Draft, Field, List, Lists};
use crate::scoring::given::number;
use crate::{Action, Change, Problem, Refusal, Subject};

/// A series.
pub const SERIES: &[Field] = &[
    Field::given(
        "name",
        "Name of the index",
        "As the contract names it, such as: CPI all items, D7BT.",
        Line,
    ),
    Field::given(
        "reference_period",
        "What is 100 in it",
        "Such as 2015 = 100. A series that is re-referenced is another one.",
        Line,
    ),
    Field::optional("link", "Where it can be read", "", Link),
];

/// The value of a month.
pub const VALUE: &[Field] = &[
    Field::given("month_number", "Month", "1 to 12.", Whole(1, 12)),
    Field::given("year", "Year", "", Whole(1990, 2100)),
    Field::given("value", "Value", "As published, such as 133.5.", Number),
];

/// Adds a series.
pub fn add_series(
    authority: &authority::Model,
    series: &[index_series::Model],
    id: SettingId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    let change = about(authority, seen, actor)?;
    let last = series.iter().map(|row| row.position).max().unwrap_or(0);
    Ok(change.insert(draft.onto(index_series::ActiveModel {
        id: Set(id),
        authority_id: Set(authority.id),
        position: Set(last.saturating_add(1)),
        ..Default::default()
    })))
}

/// Records the value of a month. A value that is there already is put right.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn record_value(
    authority: &authority::Model,
    series: &index_series::Model,
    values: &[index_value::Model],
    id: SettingId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    today: NaiveDate,
) -> Result<Change, Refusal> {
    let change = about(authority, seen, actor)?;
    if series.authority_id != authority.id {
        return Err(Refusal::not_found());
    }
    let year = number(draft, "year").ok_or_else(Refusal::not_found)?;
    let month = number(draft, "month_number").and_then(|month| u32::try_from(month).ok());
    let month =
        month.and_then(|month| NaiveDate::from_ymd_opt(year, month, 1)).ok_or_else(Refusal::not_found)?;
    let value = match draft.value("value") {
        Some(sea_orm::Value::BigInt(Some(value))) => Hundredths(*value),
        _ => return Err(Refusal::not_found()),
    };
    let mut problems = Vec::new();
    if value.0 <= 0 {
        problems.push(Problem::at("value", "The value of an index is above nought."));
    }
    if (month.year(), month.month()) > (today.year(), today.month()) {
        problems.push(Problem::at("year", "This month has not come yet."));
    }
    Refusal::unless_empty(problems)?;
    let there = values.iter().find(|row| row.series_id == series.id && row.month == month);
    Ok(match there {
        Some(row) => change.update(index_value::ActiveModel {
            id: Unchanged(row.id),
            value: Set(value),
            ..Default::default()
        }),
        None => change.insert(index_value::ActiveModel {
            id: Set(id),
            authority_id: Set(authority.id),
            series_id: Set(series.id),
            month: Set(month),
            value: Set(value),
        }),
    })
}

/// The series that a contract can follow, as its form offers them.
#[must_use]
pub fn choices(series: &[index_series::Model]) -> Lists {
    let entry = |row: &index_series::Model| {
        (row.id.0.to_string(), format!("{} ({})", row.name, row.reference_period))
    };
    Lists([(List::Indices, series.iter().map(entry).collect())].into())
}

fn about(authority: &authority::Model, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
    let own: Option<AuthorityId> = actor.authority();
    if own != Some(authority.id) {
        return Err(Refusal::not_found());
    }
    may(actor, Act::KeepIndices)?;
    Ok(Change::of(Action::KeepIndex, Subject::Authority(authority.id), Some(authority.id))
        .moves(authority, seen))
}

#[cfg(test)]
mod tests;
