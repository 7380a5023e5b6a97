//! A role a person holds.

use sea_orm::entity::prelude::*;

use crate::id::PersonId;
use crate::state::Role;

/// A role a person holds.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person_role")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// What they may do.
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: Role,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
