//! A step of the timetable.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ProcurementId, RowId};

/// A step of the timetable.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What happens.
    pub step: String,
    /// When.
    pub on_day: Option<Date>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
