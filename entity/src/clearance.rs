//! An officer's answer on one round of clearance.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{PersonId, ProcurementId, RowId};
use crate::state::{ClearanceAnswer, ClearanceKind};

/// An officer's answer on one round of clearance.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clearance")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Which round, from 1.
    pub round: i32,
    /// What was checked.
    pub kind: ClearanceKind,
    /// What was answered.
    pub answer: ClearanceAnswer,
    /// What they said.
    pub comment: Option<String>,
    /// Who.
    pub person_id: PersonId,
    /// When.
    pub at: DateTimeUtc,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
