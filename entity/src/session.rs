//! A sign-in that has not ended.

use sea_orm::entity::prelude::*;

use crate::id::PersonId;

/// A sign-in that has not ended.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// SHA-256 of the cookie's token, in hexadecimal.
    #[sea_orm(primary_key, auto_increment = false)]
    pub token_hash: String,
    /// Who.
    pub person_id: PersonId,
    /// What each form of this sign-in carries.
    pub csrf: String,
    /// When it began.
    pub opened_at: DateTimeUtc,
    /// When it was last used.
    pub seen_at: DateTimeUtc,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "person_id", to = "id")]
    pub person: BelongsTo<super::person::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
