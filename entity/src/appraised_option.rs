//! An option that was weighed.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ProcurementId, RowId};
use crate::state::YesNo;

/// An option that was weighed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "appraised_option")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What it is.
    pub title: String,
    /// Risks and issues, one a line.
    pub risks: Option<String>,
    /// Benefits, one a line.
    pub benefits: Option<String>,
    /// Strengths and weaknesses in one column, one a line.
    pub strengths: Option<String>,
    /// Its rank, 1 is best.
    pub rank: Option<i32>,
    /// Which options it combines.
    pub combines: Option<String>,
    /// Whether it is the one recommended.
    pub recommended: Option<YesNo>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
