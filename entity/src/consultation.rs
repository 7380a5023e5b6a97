//! Whom was or will be asked.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ProcurementId, RowId};
use crate::state::{ConsultationKind, ConsultationState};

/// Whom was or will be asked.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "consultation")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Inside or outside the authority.
    pub kind: Option<ConsultationKind>,
    /// Done, going on or planned.
    pub state: Option<ConsultationState>,
    /// Who was asked and what they said.
    pub says: String,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
