//! A search of the register that someone keeps.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, PersonId, RowId};

/// A search of the register that someone keeps.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_view")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// Who made it.
    pub person_id: PersonId,
    /// What it is called.
    pub name: String,
    /// What is searched, filtered, sorted and shown, as in the address.
    pub query: String,
    /// Whether colleagues see it.
    pub shared: bool,
    /// When it was made.
    pub made_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
