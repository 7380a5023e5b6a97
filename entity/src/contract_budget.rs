//! Money for one contract year from one source.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};
use crate::number::{BasisPoints, Pence};
use crate::state::Secured;

/// Money for one contract year from one source.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_budget")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Where it comes from.
    pub source: String,
    /// Whose money it is.
    pub owner: Option<String>,
    /// Which contract year it is for, from 1; empty for every year.
    pub year: Option<i32>,
    /// How much, in pence.
    pub amount: Option<Pence>,
    /// Its share of the price of the year.
    pub share: Option<BasisPoints>,
    /// Whether it is there.
    pub secured: Option<Secured>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
