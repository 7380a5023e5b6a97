//! What people of an authority are reminded of, once.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, ContractId, RowId};

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
    /// How often its emails were tried and put off.
    pub tries: i32,
    /// Until when one sender has its emails in hand, or until when they are put off.
    pub lease_until: Option<DateTimeUtc>,
    /// When nothing was left to do: each person's email went out or will not be sent, as table `reminder_mail` says.
    pub sent_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
