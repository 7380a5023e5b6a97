//! A message to a provider. It is read behind sign-in; an email may say that it waits.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, LetterId, OrganisationId, TenderId};

/// A message to a provider. It is read behind sign-in; an email may say that it waits.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LetterId,
    /// To whom.
    pub organisation_id: OrganisationId,
    /// The tender it is about.
    pub tender_id: Option<TenderId>,
    /// The contract whose returns it is about.
    pub contract_id: Option<ContractId>,
    /// What makes it the only one of its kind.
    pub once: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub says: String,
    /// Where to look next.
    pub path: String,
    /// When it was written.
    pub at: DateTimeUtc,
    /// How often its emails were tried and put off.
    pub tries: i32,
    /// Until when one sender has its emails in hand, or until when they are put off.
    pub lease_until: Option<DateTimeUtc>,
    /// When nothing was left to do: each person's email went out or will not be sent, as table `mail` says.
    pub sent_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
