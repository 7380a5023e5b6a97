//! Something that someone is to do under a contract.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};

/// Something that someone is to do under a contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_action")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What is to be done.
    pub says: String,
    /// The meeting or day on which that was agreed.
    pub agreed_on: Option<Date>,
    /// Who does it, by title.
    pub owner: Option<String>,
    /// By when.
    pub due_on: Option<Date>,
    /// The day it was done.
    pub done_on: Option<Date>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
