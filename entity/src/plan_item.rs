//! A step of a mobilisation plan or an exit plan.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};
use crate::state::PlanKind;

/// A step of a mobilisation plan or an exit plan.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "plan_item")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Of which plan.
    pub kind: PlanKind,
    /// What is to be done.
    pub step: String,
    /// Who does it, by title.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Option<Date>,
    /// The day it was done.
    pub done_on: Option<Date>,
    /// What is to be said of it.
    pub note: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
