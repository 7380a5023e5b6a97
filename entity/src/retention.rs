//! How long details of changes of one kind are kept.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, SettingId};
use crate::state::RetentionKind;

/// How long details of changes of one kind are kept.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "retention")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Which details.
    pub kind: RetentionKind,
    /// Whole months from the change.
    pub months: i32,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "authority_id", to = "id")]
    pub authority: BelongsTo<super::authority::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
