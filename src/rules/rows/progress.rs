//! How far a part or a list has come.

use sea_orm::EntityTrait;

use super::{Holder, Part, list, part};
use crate::field::{Kind, Need, held};

/// How far one task has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing given yet.
    NotStarted,
    /// Some facts are neither given nor explained.
    Started,
    /// Every fact is given or said to be unknown.
    Complete,
}

/// A task of the list: a part that is filled in once, or a list of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// A part.
    Part(&'static str),
    /// A list.
    List(&'static str),
}

/// How far a task has come.
#[must_use]
pub fn progress<T: Holder>(holder: &T, task: Task) -> Progress {
    match task {
        Task::Part(code) => part::<T>(code).map_or(Progress::NotStarted, |part| of_part(holder, part)),
        Task::List(code) => of_list(holder, code),
    }
}

/// Under which name the gaps of a holder say why a list is empty.
#[must_use]
pub fn list_gap(code: &str) -> String {
    format!("list:{code}")
}

fn of_part<T: Holder>(holder: &T, part: &Part) -> Progress {
    let known = |name: &str| {
        let value = held::<<T::Table as EntityTrait>::Model>(holder.row(), name);
        value != value.as_null() || holder.gaps().of(name).is_some()
    };
    // A field of the authority's own lists may offer nothing there; nobody is asked to answer it.
    let asked =
        |field: &&crate::field::Field| field.need != Need::Optional && !matches!(field.kind, Kind::From(_));
    if part.fields.iter().filter(asked).all(|field| known(field.name)) {
        Progress::Complete
    } else if part.fields.iter().any(|field| field.name != "title" && known(field.name)) {
        Progress::Started
    } else {
        Progress::NotStarted
    }
}

fn of_list<T: Holder>(holder: &T, code: &str) -> Progress {
    let none = holder.gaps().of(&list_gap(code)).is_some();
    let rows = list::<T>(code).is_some_and(|list| !list.entries(holder).is_empty());
    if none || rows { Progress::Complete } else { Progress::NotStarted }
}
