//! What one report alone says in one of its sections, beside the prose of the record.

use sea_orm::entity::prelude::*;

use crate::id::{ReportId, RowId};

/// What one report alone says in one of its sections, beside the prose of the record.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passage")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The report it belongs to.
    pub report_id: ReportId,
    /// The code of its section; a section has one passage.
    pub section: String,
    /// The prose.
    pub says: String,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
