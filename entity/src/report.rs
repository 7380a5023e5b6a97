//! A report of a procurement: the root of its own prose and of the versions that are kept.

use sea_orm::entity::prelude::*;

use crate::id::{ProcurementId, ReportId};
use crate::number::Version;
use crate::state::ReportKind;

/// A report of a procurement: the root of its own prose and of the versions that are kept.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "report")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReportId,
    /// How often it has changed.
    pub version: Version,
    /// What it reports on.
    pub procurement_id: ProcurementId,
    /// Which report; a procurement has one of each kind.
    pub kind: ReportKind,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
