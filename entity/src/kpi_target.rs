//! The target of a version of a KPI for one period.

use sea_orm::entity::prelude::*;

use crate::id::{KpiId, RowId};
use crate::number::Hundredths;

/// The target of a version of a KPI for one period.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kpi_target")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The KPI.
    pub kpi_id: KpiId,
    /// The version that it belongs to.
    pub kpi_version_id: RowId,
    /// The first day of the period.
    pub first_on: Date,
    /// What is to be reached, in hundredths of the unit, or of a percent for a rate.
    pub target: Hundredths,
}

impl ActiveModelBehavior for ActiveModel {}
