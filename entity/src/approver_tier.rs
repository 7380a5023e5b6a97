//! Who decides up to which value.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, SettingId};
use crate::number::Pence;
use crate::state::Decides;

/// Who decides up to which value.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "approver_tier")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Up to and including, in pence; empty for no limit.
    pub up_to_pence: Option<Pence>,
    /// Who decides.
    pub body: String,
    /// When they decide.
    pub decides: Option<Decides>,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "authority_id", to = "id")]
    pub authority: BelongsTo<super::authority::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
