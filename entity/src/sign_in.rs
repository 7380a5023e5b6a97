//! How a person proves who they are. Not the record: it has its own small door.

use sea_orm::entity::prelude::*;

use crate::id::PersonId;

/// How a person proves who they are. Not the record: it has its own small door.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// Argon2id, with its salt; empty until they have chosen one.
    pub password_hash: Option<String>,
    /// Wrong tries since the last right one.
    pub failures: i32,
    /// No try counts before this.
    pub locked_until: Option<DateTimeUtc>,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
