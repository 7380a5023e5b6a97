//! A level of an authority's risk key.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, SettingId};
use crate::state::RiskAxis;

/// A level of an authority's risk key.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk_level")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SettingId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What it grades.
    pub axis: RiskAxis,
    /// The letter or word a report prints, such as `D`.
    pub code: String,
    /// What it means.
    pub label: String,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "authority_id", to = "id")]
    pub authority: BelongsTo<super::authority::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
