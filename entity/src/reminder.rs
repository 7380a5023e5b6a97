//! What people of an authority are reminded of, once.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, ContractId, PersonId, RowId};

/// What people of an authority are reminded of, once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// The contract it is about.
    pub contract_id: ContractId,
    /// To whom; empty where nobody manages the contract yet.
    pub person_id: Option<PersonId>,
    /// What makes it the only one of its kind.
    pub once: String,
    /// The day that it reminds of.
    pub on_day: Date,
    /// What it says.
    pub says: String,
    /// Where to look next: a path of our own site.
    pub path: String,
    /// When it was written.
    pub at: DateTimeUtc,
    /// How often sending it was tried.
    pub tries: i32,
    /// Until when one node has it in hand.
    pub lease_until: Option<DateTimeUtc>,
    /// When it was sent.
    pub sent_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
