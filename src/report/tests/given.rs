//! Rows in which every fact is given, each unlike every other as far as it can be.

use std::str::FromStr;

use chrono::{Days, NaiveDate};
use entity::gaps::Gaps;
use entity::id::{ProcurementId, RowId};
use rules::field::{Field, Kind as FieldKind, Lists};
use rules::rows::Listed;
use rules::settings::{Authority, lists};
use sea_orm::{ActiveModelTrait, EntityTrait, TryIntoModel, Value};

/// How many rows each list has in the full procurement.
const ROWS: i32 = 2;

pub(super) fn rows<E: Listed>(authority: &Authority) -> Vec<E::Model>
where
    E::ActiveModel: TryIntoModel<E::Model>,
{
    (1..=ROWS).map(|position| row::<E>(authority, position)).collect()
}

fn row<E: Listed>(authority: &Authority, position: i32) -> E::Model
where
    E::ActiveModel: TryIntoModel<E::Model>,
{
    let mut row = E::ActiveModel::default_values();
    set::<E>(&mut row, "id", Value::from(i64::from(position) + 10));
    set::<E>(&mut row, "procurement_id", Value::from(ProcurementId(1).0));
    set::<E>(&mut row, "position", Value::from(position));
    set::<E>(&mut row, "gaps", Value::from(Gaps::default().to_string()));
    for field in E::FIELDS {
        set::<E>(&mut row, field.name, given(field, E::CODE, position, &lists(authority, None)));
    }
    row.try_into_model().unwrap_or_else(|_| panic!("a row of {}", E::CODE))
}

pub(super) fn set<E: EntityTrait>(row: &mut E::ActiveModel, name: &str, value: Value)
where
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let column = E::Column::from_str(name).unwrap_or_else(|_| panic!("column {name}"));
    row.set(column, value);
}

/// A value for a field that no other field has, where its kind leaves room for that.
pub(super) fn given(field: &Field, of: &str, position: i32, lists: &Lists) -> Value {
    let number = unlike(field.name, of, position);
    match field.kind {
        FieldKind::Line | FieldKind::Prose | FieldKind::Answer | FieldKind::Lines | FieldKind::Email => {
            Value::from(format!("{of} {} {position} as given", field.name))
        }
        FieldKind::Link => Value::from(format!("https://example.org/{of}/{}/{position}", field.name)),
        FieldKind::Money | FieldKind::Number => Value::from(i64::from(number) * 100),
        FieldKind::Percent => Value::from(number),
        FieldKind::Whole(least, most) => Value::from(least + number % (most - least + 1)),
        FieldKind::Day => Value::from(
            NaiveDate::from_ymd_opt(2030, 1, 1).map(|day| day + Days::new(u64::from(number.unsigned_abs()))),
        ),
        FieldKind::Instant => Value::from(chrono::DateTime::from_timestamp(i64::from(number) * 3_600, 0)),
        FieldKind::Cpv => Value::from("85320000"),
        FieldKind::Choice(choices) => Value::from(choices().last().map(|(code, _)| code.clone())),
        FieldKind::From(list) => {
            Value::from(lists.0.get(&list).and_then(|entries| entries.first()).map(|(code, _)| code.clone()))
        }
        FieldKind::RowFrom(_) => Value::from(RowId(i64::from(position) + 10).0),
        FieldKind::Tick => Value::from(true),
    }
}

/// A number from 100 to 9,099 that depends on where it stands.
fn unlike(name: &str, of: &str, position: i32) -> i32 {
    let sum =
        format!("{of}{name}{position}").bytes().fold(7_u32, |sum, byte| (sum * 31 + u32::from(byte)) % 9000);
    100 + i32::try_from(sum).unwrap_or_default()
}

/// Whether a value given to this field can be told from that of every other.
pub(super) fn is_own(field: &Field) -> bool {
    !matches!(field.kind, FieldKind::Choice(_) | FieldKind::Cpv | FieldKind::RowFrom(_) | FieldKind::Tick)
}
