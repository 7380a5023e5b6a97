mod drafting;
mod reading;
mod round;
mod walk;

use entity::gaps::{Gap, Gaps};
use sea_orm::Value;

use super::*;
use crate::testing::{day, noon};

/// Every list with the same two entries; their codes are the numbers of rows.
fn all_lists() -> Lists {
    let every = [
        List::Likelihood,
        List::Impact,
        List::OverallRisk,
        List::Headings,
        List::Outcomes,
        List::Staff,
        List::Indices,
        List::TermParts,
        List::Departments,
        List::Organisations,
    ];
    let entries = vec![("1".to_owned(), "The first".to_owned()), ("2".to_owned(), "The second".to_owned())];
    Lists(every.map(|list| (list, entries.clone())).into())
}

/// A field named `fact`, called “The fact”, that may be unknown.
fn fact(kind: Kind) -> Field {
    Field::known("fact", "The fact", "", kind)
}

fn posted(pairs: &[(&str, &str)]) -> Typed {
    Typed::new(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

/// The value of one field, or what is said of it.
fn value_of(field: Field, typed: &Typed) -> Result<Option<Value>, String> {
    match draft(&[field], typed, &all_lists(), &Gaps::default()) {
        Ok(draft) => Ok(draft.value(field.name).cloned()),
        Err(refusal) => Err(refusal.says.into_iter().map(|problem| problem.says).collect()),
    }
}
