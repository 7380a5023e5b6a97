//! What a procurement, a tender and a contract have in common: parts that are filled in once, and lists, one row a thing.

mod edit;
mod list;
mod progress;

use entity::gaps::Gaps;
use entity::id::{AuthorityId, RowId};
use sea_orm::{ActiveModelBehavior, EntityTrait, IntoActiveModel, TryIntoModel, Value};

use crate::access::Actor;
use crate::field::{Draft, Field};
use crate::{Action, Aggregate, Problem, Refusal, Subject};

pub use edit::{add_row, change_part, change_row, move_row_up, remove_row, say_list_empty};
pub(crate) use list::listed;
pub use list::{Entry, ListOf, Listed, entry, id_of, list};
pub use progress::{Progress, Task, list_gap, progress};

/// A part that is filled in once.
#[derive(Debug)]
pub struct Part {
    /// What it is called in addresses.
    pub code: &'static str,
    /// What it is called on pages.
    pub title: &'static str,
    /// A sentence of help above the form.
    pub intro: &'static str,
    /// Its fields, in the order of the page.
    pub fields: &'static [Field],
}

/// A table whose rows rules read and change.
pub trait Table:
    EntityTrait<
        Model: IntoActiveModel<Self::ActiveModel> + Send + Sync,
        ActiveModel: ActiveModelBehavior + TryIntoModel<Self::Model> + Send,
    >
{
}

impl<E> Table for E
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Send + Sync,
    E::ActiveModel: ActiveModelBehavior + TryIntoModel<E::Model> + Send,
{
}

/// What the record of actions calls the writing of parts and rows.
#[derive(Clone, Copy, Debug)]
pub struct Actions {
    /// A part, or why a list is empty.
    pub edit_part: Action,
    /// A new row.
    pub add_row: Action,
    /// A changed row.
    pub edit_row: Action,
    /// A row taken away.
    pub remove_row: Action,
    /// A row moved up.
    pub move_row: Action,
}

/// What has parts and lists.
///
/// INVARIANT: it says itself who may write it, and writing asks nothing else. It is therefore sealed: only this
/// crate can say so of anything.
pub trait Holder: sealed::Sealed + Sized + Send + Sync + 'static {
    /// The table of its own row, which its parts fill in.
    type Table: Table<Model: Aggregate>;
    /// The column by which its rows name it.
    const KEY: &'static str;
    /// What the record of actions calls its writing.
    const ACTIONS: Actions;
    /// Its parts.
    const PARTS: &'static [Part];
    /// Its lists.
    const LISTS: &'static [ListOf<Self>];

    /// Its own row.
    fn row(&self) -> &<Self::Table as EntityTrait>::Model;
    /// Which facts of it are empty for a reason, lists included.
    fn gaps(&self) -> &Gaps;
    /// What a change of it is about, and whose it is.
    fn subject(&self) -> (Subject, AuthorityId);
    /// Whether someone may write it now.
    fn may_write(&self, actor: &Actor) -> Result<(), Refusal>;
    /// Whether someone may write this part or list of it now, by its code. Not everything need be open equally long.
    fn may_write_there(&self, _code: &str, actor: &Actor) -> Result<(), Refusal> {
        self.may_write(actor)
    }

    /// What cannot be true together of its own row, whichever part it was typed in.
    fn facts_that_clash(row: &<Self::Table as EntityTrait>::Model) -> Vec<Problem>;
    /// What a row of a list cannot say; `id` is that of the row that is changed.
    fn row_that_clashes(&self, list: &str, id: Option<RowId>, draft: &Draft) -> Vec<Problem>;
    /// Why a row of a list must stay, if it must.
    fn must_stay(&self, list: &str, id: RowId) -> Option<&'static str>;
    /// What a new row of a list holds without being asked, by column.
    fn goes_without_saying(&self, list: &str) -> Vec<(&'static str, Value)>;
}

/// The part with this code.
#[must_use]
pub fn part<T: Holder>(code: &str) -> Option<&'static Part> {
    T::PARTS.iter().find(|part| part.code == code)
}

mod sealed {
    /// Keeps others from saying of anything that it has parts and lists.
    pub trait Sealed {}
    impl Sealed for crate::procurement::Procurement {}
    impl Sealed for crate::tender::edit::Writing {}
    impl Sealed for crate::contract::Contract {}
}
