//! A typed draft: what a form says, read and checked field by field.

use std::str::FromStr;

use entity::choice::Choice;
use entity::gaps::{Gap, Gaps};
use sea_orm::{ActiveModelTrait, ActiveValue, EntityTrait, IdenStatic, Iterable, Value};

use super::read::{lower, read};
use super::{Field, Kind, Lists, Need, Typed};
use crate::{Problem, Refusal};

/// What a form says, every field read.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    values: Vec<(&'static str, Option<Value>)>,
    gaps: Gaps,
}

/// Reads a form, or says everything that is wrong with it at once, in the order of the page.
///
/// `gaps` are those of the row as it stands; fields of other parts keep theirs.
pub fn draft(fields: &[Field], typed: &Typed, lists: &Lists, gaps: &Gaps) -> Result<Draft, Refusal> {
    let mut draft = Draft { values: Vec::new(), gaps: gaps.clone() };
    let mut problems = Vec::new();
    for field in fields.iter().filter(|field| !field.offers_nothing(lists)) {
        match (read(field, typed, lists), gap_of(field, typed)) {
            // The reason that stood there gives way to a fact that is given now.
            (Ok(value @ Some(_)), Some(gap)) if gaps.of(field.name) == Some(gap) => {
                draft.gaps = draft.gaps.with(field.name, None);
                draft.values.push((field.name, value));
            }
            (Err(says), _) => problems.push(Problem::at(field.name, says)),
            (Ok(Some(_)), Some(_)) if !matches!(field.kind, Kind::Tick) => problems.push(Problem::at(
                field.name,
                format!("Either give {} or say why it is not known, not both.", lower(field.label)),
            )),
            (Ok(None), _) if field.need == Need::Given => {
                problems.push(Problem::at(field.name, missing(field)));
            }
            (Ok(value), gap) => {
                draft.gaps = draft.gaps.with(field.name, gap);
                draft.values.push((field.name, value));
            }
        }
    }
    Refusal::unless_empty(problems)?;
    Ok(draft)
}

fn gap_of(field: &Field, typed: &Typed) -> Option<Gap> {
    match field.need {
        Need::Known => Gap::of(typed.get(&format!("{}-gap", field.name))),
        Need::Given | Need::Optional => None,
    }
}

fn missing(field: &Field) -> String {
    match field.kind {
        // A label that asks is answered.
        Kind::Choice(_) if field.label.ends_with('?') => format!("Answer “{}”", field.label),
        Kind::Choice(_) | Kind::From(_) | Kind::RowFrom(_) => format!("Choose {}.", lower(field.label)),
        _ => format!("Enter {}.", lower(field.label)),
    }
}

impl Draft {
    /// The value of a field, if it was given.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(field, _)| *field == name).and_then(|(_, value)| value.as_ref())
    }

    /// Whether nothing at all was given or explained.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(|(name, value)| value.is_none() && self.gaps.of(name).is_none())
    }

    /// The text of a field, if it was given.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.value(name) {
            Some(Value::String(Some(text))) => Some(text),
            _ => None,
        }
    }

    /// Every text that was given, by its field.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.values.iter().filter_map(|(name, value)| match value {
            Some(Value::String(Some(text))) => Some((*name, text.as_str())),
            _ => None,
        })
    }

    /// Sets what the form says on a row: only those columns, and its gaps if it keeps any.
    pub(crate) fn onto<A: ActiveModelTrait>(&self, mut row: A) -> A {
        for (name, value) in &self.values {
            let Ok(column) = <A::Entity as EntityTrait>::Column::from_str(name) else { continue };
            let value = value.clone().unwrap_or_else(|| nothing::<A>(column));
            row.try_set(column, value).expect("a field's kind fits its column; a test walks them all");
        }
        let gaps = <A::Entity as EntityTrait>::Column::iter().find(|column| column.as_str() == "gaps");
        if let Some(column) = gaps {
            row.try_set(column, Value::from(self.gaps.to_string())).expect("gaps are text");
        }
        row
    }
}

/// The empty value of a column's own type.
fn nothing<A: ActiveModelTrait>(column: <A::Entity as EntityTrait>::Column) -> Value {
    match A::default_values().get(column) {
        ActiveValue::Set(value) | ActiveValue::Unchanged(value) => value.as_null(),
        ActiveValue::NotSet => Value::String(None),
    }
}
