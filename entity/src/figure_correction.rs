//! A correction of an accepted figure. Both stay.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, KpiId, PersonId, ReturnId, RowId};
use crate::state::CorrectionStanding;

/// A correction of an accepted figure. Both stay.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "figure_correction")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The return.
    pub return_id: ReturnId,
    /// The contract.
    pub contract_id: ContractId,
    /// The KPI.
    pub kpi_id: KpiId,
    /// The figure.
    pub figure_id: RowId,
    /// Which correction of it, from 1.
    pub number: i32,
    /// Whether it counts.
    pub standing: CorrectionStanding,
    /// What stood, as canonical JSON.
    pub before: String,
    /// What is right, as canonical JSON.
    pub after: String,
    /// Why.
    pub reason: String,
    /// When it was proposed.
    pub proposed_at: DateTimeUtc,
    /// Who proposed it.
    pub proposed_by: PersonId,
    /// When it was agreed or refused.
    pub decided_at: Option<DateTimeUtc>,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// Why it was refused.
    pub decided_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
