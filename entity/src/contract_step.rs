//! A step before a break that was done, such as the notice in the forward plan.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, PersonId, RowId};
use crate::state::StepKind;

/// A step before a break that was done, such as the notice in the forward plan.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_step")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// The part of the term at whose end the break stands.
    pub period_id: RowId,
    /// Which step.
    pub step: StepKind,
    /// The day it was done.
    pub done_on: Date,
    /// Where that can be seen.
    pub reference: Option<String>,
    /// When it was recorded.
    pub at: DateTimeUtc,
    /// Who recorded it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
