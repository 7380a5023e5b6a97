//! A figure of the service model.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ProcurementId, RowId};
use crate::number::Hundredths;

/// A figure of the service model.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "capacity")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What it is.
    pub measures: String,
    /// The value, or the lower end, in hundredths.
    pub low: Option<Hundredths>,
    /// The upper end, in hundredths.
    pub high: Option<Hundredths>,
    /// What it counts in, such as `women`.
    pub unit: Option<String>,
    /// Per what, or of which model.
    pub of: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
