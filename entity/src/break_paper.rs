//! The paper on a break or an option as it was kept: the whole of it, which never changes.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, PersonId, RowId};
use crate::state::Occasion;

/// The paper on a break or an option as it was kept: the whole of it, which never changes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "break_paper")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// The part of the term at whose end it is decided.
    pub period_id: RowId,
    /// Which paper of the contract, from 1.
    pub number: i32,
    /// When it was kept.
    pub at: DateTimeUtc,
    /// By whom.
    pub person_id: PersonId,
    /// On what occasion.
    pub occasion: Occasion,
    /// What whoever kept it noted.
    pub note: Option<String>,
    /// SHA-256 of the document, in hexadecimal digits.
    pub digest: String,
    /// The paper, as JSON.
    pub document: String,
}

impl ActiveModelBehavior for ActiveModel {}
