//! A row of a contract's outcomes table, under which its KPIs stand.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};

/// A row of a contract's outcomes table, under which its KPIs stand.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_outcome")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What is to be achieved.
    pub says: String,
    /// Who measures it.
    pub measured_by: Option<String>,
    /// How often.
    pub measured_when: Option<String>,
    /// The row of the procurement's outcomes table that it was taken from.
    pub source_id: Option<RowId>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
