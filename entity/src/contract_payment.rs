//! A payment under a contract.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, ContractId, PersonId, RowId};
use crate::number::Pence;
use crate::state::PaymentCame;

/// A payment under a contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_payment")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// The day it was paid.
    pub paid_on: Date,
    /// How much, in pence, without VAT; less than nothing for a credit.
    pub amount: Pence,
    /// The VAT on it, in pence.
    pub vat: Option<Pence>,
    /// The invoice or payment reference.
    pub reference: Option<String>,
    /// What it was for.
    pub note: Option<String>,
    /// How it came into the record.
    pub how: PaymentCame,
    /// What makes it the only one of its kind, so that a file read twice counts once.
    pub once: String,
    /// When it was recorded.
    pub at: DateTimeUtc,
    /// Who recorded it.
    pub person_id: PersonId,
    /// When it was taken back as a mistake.
    pub taken_back_at: Option<DateTimeUtc>,
    /// Why.
    pub taken_back_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
