//! What people write for a report on performance.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, ReturnId, RowId};
use crate::state::PerformanceKind;

/// What people write for a report on performance.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "performance_text")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract.
    pub contract_id: ContractId,
    /// For which report.
    pub kind: PerformanceKind,
    /// The period, or nothing for the whole life of the contract.
    pub return_id: Option<ReturnId>,
    /// How the service does, in a few sentences.
    pub summary: Option<String>,
    /// What lies behind the figures.
    pub findings: Option<String>,
    /// What was learnt.
    pub lessons: Option<String>,
    /// What is recommended.
    pub recommendation: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
