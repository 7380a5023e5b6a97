//! A number the case rests on.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ProcurementId, RowId};
use crate::number::Hundredths;
use crate::state::StatisticUnit;

/// A number the case rests on.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "statistic")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What it measures.
    pub measures: String,
    /// The value, or the lower end, in hundredths.
    pub low: Option<Hundredths>,
    /// The upper end of a range, in hundredths.
    pub high: Option<Hundredths>,
    /// What it counts in.
    pub unit: Option<StatisticUnit>,
    /// Of how many.
    pub base: Option<i32>,
    /// Of whom or what.
    pub base_of: Option<String>,
    /// When.
    pub period: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// What limits it.
    pub qualifier: Option<String>,
    /// Who found it.
    pub source: Option<String>,
    /// Where it can be read.
    pub link: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
