//! A measure of a contract. What it asks is said by its dated versions.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, ContractId, KpiId, RowId};
use crate::number::Version;

/// A measure of a contract. What it asks is said by its dated versions.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kpi")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: KpiId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// The row of the contract's outcomes table that it measures.
    pub outcome_id: RowId,
    /// How often it has changed.
    pub version: Version,
    /// What it is called in workbooks and addresses, from 1 within its contract; never given again.
    pub number: i32,
    /// The last day it counts, where it was stopped.
    pub ended_on: Option<Date>,
    /// Why it was stopped.
    pub end_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
