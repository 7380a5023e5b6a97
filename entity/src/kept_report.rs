//! A version of a report as it was kept: the whole paper, which never changes.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, ReportId, RowId};
use crate::state::Occasion;

/// A version of a report as it was kept: the whole paper, which never changes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_report")]
pub struct Model {
    /// Its number among all rows.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The report it is a version of.
    pub report_id: ReportId,
    /// Which version, from 1.
    pub number: i32,
    /// When it was kept.
    pub at: DateTimeUtc,
    /// By whom.
    pub person_id: PersonId,
    /// On what occasion.
    pub occasion: Occasion,
    /// The section that was saved, or what whoever kept it noted.
    pub note: Option<String>,
    /// SHA-256 of the document, in hexadecimal digits: a paper that says the same is recognised by it.
    pub digest: String,
    /// Random digits, which go with the document when it is disposed of.
    pub salt: String,
    /// The paper, as JSON.
    pub document: String,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "report_id", to = "id")]
    pub report: BelongsTo<super::report::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
