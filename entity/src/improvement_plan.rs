//! A plan to put performance right.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, KpiId, RowId};
use crate::state::PlanStanding;

/// A plan to put performance right.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "improvement_plan")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// The KPI that led to it, if one did.
    pub kpi_id: Option<KpiId>,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What is to improve.
    pub title: String,
    /// What led to it.
    pub reason: Option<String>,
    /// What is done.
    pub action: Option<String>,
    /// Who does it, by title.
    pub owner: Option<String>,
    /// How it is seen that it has improved.
    pub measure: Option<String>,
    /// The day it was agreed.
    pub begun_on: Option<Date>,
    /// By when.
    pub due_on: Option<Date>,
    /// How it stands.
    pub standing: Option<PlanStanding>,
    /// The day it was closed.
    pub closed_on: Option<Date>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
