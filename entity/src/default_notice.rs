//! A notice to a provider that it is in breach of its contract.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};
use crate::state::DefaultStanding;

/// A notice to a provider that it is in breach of its contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "default_notice")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What is in default.
    pub title: String,
    /// The clause it is given under.
    pub clause: Option<String>,
    /// The day it was given.
    pub issued_on: Option<Date>,
    /// The day by which it is to be put right.
    pub remedy_by: Option<Date>,
    /// How it stands.
    pub standing: Option<DefaultStanding>,
    /// The day it was put right.
    pub remedied_on: Option<Date>,
    /// What came of it.
    pub outcome: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
