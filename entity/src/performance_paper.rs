//! A report on performance as it was issued. It never changes.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, ContractId, PersonId, ReturnId, RowId};
use crate::state::PerformanceKind;

/// A report on performance as it was issued. It never changes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "performance_paper")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// The contract.
    pub contract_id: ContractId,
    /// Which report.
    pub kind: PerformanceKind,
    /// Which of its contract, from 1.
    pub number: i32,
    /// The period, or nothing for the whole life of the contract.
    pub return_id: Option<ReturnId>,
    /// The first day it tells of.
    pub first_on: Date,
    /// The last day it tells of.
    pub last_on: Date,
    /// What it is called.
    pub title: String,
    /// The paper, as JSON.
    pub document: String,
    /// The public copy, as JSON.
    pub public_document: String,
    /// SHA-256 of both, in hexadecimal.
    pub digest: String,
    /// When it was issued.
    pub at: DateTimeUtc,
    /// Who issued it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
