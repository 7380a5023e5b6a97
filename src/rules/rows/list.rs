//! Lists: what one is, its rows as fields, and all of them as a table for pages.

use entity::gaps::{Gap, Gaps};
use entity::id::RowId;
use entity::number::Version;
use sea_orm::Value;

use super::{Holder, Table, add_row, change_row, move_row_up, remove_row, say_list_empty};
use crate::access::Actor;
use crate::field::{Draft, Field, all_held, held};
use crate::{Change, Refusal};

/// Something of which there is a list.
pub trait Listed: Table {
    /// What has the list.
    type Of: Holder;
    /// What the list is called in addresses.
    const CODE: &'static str;
    /// What the list is called on pages.
    const TITLE: &'static str;
    /// What one of them is called, inside a sentence.
    const ONE: &'static str;
    /// A sentence of help above the list.
    const INTRO: &'static str;
    /// The fields of one.
    const FIELDS: &'static [Field];

    /// The rows, in the order of the page.
    fn rows(holder: &Self::Of) -> &[Self::Model];
}

/// A row, whatever it is of.
pub struct Entry {
    /// Its number.
    pub id: RowId,
    /// Where it stands, from 1.
    pub position: i32,
    /// Which of its fields are empty for a reason.
    pub gaps: Gaps,
    /// Its fields' values, in the order of the fields.
    pub values: Vec<Value>,
}

/// A row of any list as its fields.
pub fn entry<E: Listed>(model: &E::Model) -> Entry {
    let text = |name| match held(model, name) {
        Value::String(Some(text)) => text,
        _ => String::new(),
    };
    Entry {
        id: id_of::<E>(model),
        position: match held(model, "position") {
            Value::Int(Some(position)) => position,
            _ => 0,
        },
        gaps: text("gaps").parse().unwrap_or_default(),
        values: all_held(model, E::FIELDS),
    }
}

/// The number of a row of any list.
pub fn id_of<E: Listed>(model: &E::Model) -> RowId {
    match held(model, "id") {
        Value::BigInt(Some(id)) => RowId(id),
        _ => RowId(0),
    }
}

/// The list with this code.
#[must_use]
pub fn list<T: Holder>(code: &str) -> Option<&'static ListOf<T>> {
    T::LISTS.iter().find(|list| list.code == code)
}

/// A list of something as pages use it, whatever its rows are.
pub struct ListOf<T> {
    /// What it is called in addresses.
    pub code: &'static str,
    /// What it is called on pages.
    pub title: &'static str,
    /// What one of them is called, inside a sentence.
    pub one: &'static str,
    /// A sentence of help above it.
    pub intro: &'static str,
    /// The fields of one.
    pub fields: &'static [Field],
    entries: fn(&T) -> Vec<Entry>,
    add: Add<T>,
    change: Add<T>,
    remove: Move<T>,
    move_up: Move<T>,
    say_empty: fn(&T, Option<Gap>, Version, &Actor) -> Result<Change, Refusal>,
}

type Add<T> = fn(&T, RowId, &Draft, Version, &Actor) -> Result<Change, Refusal>;
type Move<T> = fn(&T, RowId, Version, &Actor) -> Result<Change, Refusal>;

impl<T: Holder> ListOf<T> {
    /// The list whose rows are these.
    pub(crate) const fn of<E: Listed<Of = T>>() -> Self {
        Self {
            code: E::CODE,
            title: E::TITLE,
            one: E::ONE,
            intro: E::INTRO,
            fields: E::FIELDS,
            entries: |holder| E::rows(holder).iter().map(entry::<E>).collect(),
            add: add_row::<E>,
            change: change_row::<E>,
            remove: remove_row::<E>,
            move_up: move_row_up::<E>,
            say_empty: say_list_empty::<E>,
        }
    }

    /// Its rows, in the order of the page.
    #[must_use]
    pub fn entries(&self, holder: &T) -> Vec<Entry> {
        (self.entries)(holder)
    }

    /// One of its rows.
    #[must_use]
    pub fn entry(&self, holder: &T, id: RowId) -> Option<Entry> {
        self.entries(holder).into_iter().find(|entry| entry.id == id)
    }

    /// Adds a row at its end.
    pub fn add(
        &self,
        holder: &T,
        id: RowId,
        draft: &Draft,
        seen: Version,
        actor: &Actor,
    ) -> Result<Change, Refusal> {
        (self.add)(holder, id, draft, seen, actor)
    }

    /// Changes a row.
    pub fn change(
        &self,
        holder: &T,
        id: RowId,
        draft: &Draft,
        seen: Version,
        actor: &Actor,
    ) -> Result<Change, Refusal> {
        (self.change)(holder, id, draft, seen, actor)
    }

    /// Takes a row away.
    pub fn remove(&self, holder: &T, id: RowId, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
        (self.remove)(holder, id, seen, actor)
    }

    /// Moves a row one place up.
    pub fn move_up(&self, holder: &T, id: RowId, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
        (self.move_up)(holder, id, seen, actor)
    }

    /// Says why it is empty, or takes that back.
    pub fn say_empty(
        &self,
        holder: &T,
        why: Option<Gap>,
        seen: Version,
        actor: &Actor,
    ) -> Result<Change, Refusal> {
        (self.say_empty)(holder, why, seen, actor)
    }
}

/// Declares the lists of one kind of thing: each table, where its rows stand, and what pages call it.
macro_rules! listed {
    (of $of:ty; $($module:ident in $($field:ident).+: $code:literal, $title:literal, $one:literal, $intro:literal, [$($fields:expr),+ $(,)?];)+) => {
        $(
            impl $crate::rows::Listed for $module::Entity {
                type Of = $of;
                const CODE: &'static str = $code;
                const TITLE: &'static str = $title;
                const ONE: &'static str = $one;
                const INTRO: &'static str = $intro;
                const FIELDS: &'static [Field] = &[$($fields),+];
                fn rows(holder: &$of) -> &[Self::Model] {
                    &holder.$($field).+
                }
            }
        )+

        /// All lists.
        pub const LISTS: &[$crate::rows::ListOf<$of>] = &[$($crate::rows::ListOf::of::<$module::Entity>()),+];

        /// The codes of all lists.
        pub const CODES: &[&str] = &[$($code),+];
    };
}
pub(crate) use listed;
