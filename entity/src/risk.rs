//! A row of the risk table.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ProcurementId, RowId};

/// A row of the risk table.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "risk")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Its short name.
    pub title: String,
    /// What may happen.
    pub describes: Option<String>,
    /// The authority's category.
    pub category: Option<String>,
    /// In the authority's key.
    pub likelihood: Option<String>,
    /// In the authority's key.
    pub impact: Option<String>,
    /// What is done about it.
    pub mitigation: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
