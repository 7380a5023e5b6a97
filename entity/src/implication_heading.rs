//! A heading that this authority's reports have.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, SettingId};

/// A heading that this authority's reports have.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "implication_heading")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// The heading.
    pub title: String,
    /// What the writer should say below it.
    pub guidance: String,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "authority_id", to = "id")]
    pub authority: BelongsTo<super::authority::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
