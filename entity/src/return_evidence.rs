//! A file that shows what a figure rests on.

use sea_orm::entity::prelude::*;

use crate::id::{KpiId, PersonId, ReturnId, RowId};

/// A file that shows what a figure rests on.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "return_evidence")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The return.
    pub return_id: ReturnId,
    /// The KPI, or nothing where it is for the whole return.
    pub kpi_id: Option<KpiId>,
    /// What it shows.
    pub title: String,
    /// What it is called when it is saved.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// How many bytes it has.
    pub bytes: i64,
    /// SHA-256 of them, in hexadecimal.
    pub sha256: String,
    /// Under which name the store keeps it.
    pub object: String,
    /// When it came.
    pub added_at: DateTimeUtc,
    /// Who brought it.
    pub person_id: PersonId,
    /// Whether it was taken out.
    pub withdrawn: bool,
}

impl ActiveModelBehavior for ActiveModel {}
