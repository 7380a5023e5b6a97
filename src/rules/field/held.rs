//! What a stored row holds under a field's name.

use std::str::FromStr;

use sea_orm::{EntityTrait, ModelTrait, Value};

use super::Field;

/// What a row holds in the column of this name; nothing where it has no such column.
#[must_use]
pub fn held<M: ModelTrait>(row: &M, name: &str) -> Value {
    let column = <M::Entity as EntityTrait>::Column::from_str(name);
    column.map_or(Value::String(None), |column| row.get(column))
}

/// What a row holds for each of these fields, in their order.
#[must_use]
pub fn all_held<M: ModelTrait>(row: &M, fields: &[Field]) -> Vec<Value> {
    fields.iter().map(|field| held(row, field.name)).collect()
}
