//! A statutory notice that a contract makes due, and its reference once it is published.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, ContractId, RowId};

/// A statutory notice that a contract makes due, and its reference once it is published.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notice_due")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// What makes it the only one of its kind, such as `payment/2026-06-30`.
    pub once: String,
    /// Which notice, by its code.
    pub kind: String,
    /// The day that set it off.
    pub event_on: Date,
    /// The last day for it, where the law sets one.
    pub due_on: Option<Date>,
    /// Why it is due.
    pub why: String,
    /// Its reference, once it is published.
    pub reference: Option<String>,
    /// The day it was published.
    pub published_on: Option<Date>,
    /// Why it is not needed after all.
    pub not_needed: Option<String>,
    /// When it became due here.
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
