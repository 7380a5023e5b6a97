//! A published tender as the public finds it: what its terms say, kept apart from what is being written.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, TenderId};
use crate::number::Pence;

/// A published tender as the public finds it: what its terms say, kept apart from what is being written.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opportunity")]
pub struct Model {
    /// The tender.
    #[sea_orm(primary_key, auto_increment = false)]
    pub tender_id: TenderId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// What it is called in letters and addresses.
    pub reference: String,
    /// What is bought.
    pub title: String,
    /// What is bought, in a few paragraphs.
    pub description: String,
    /// CPV codes, each after a space, so that the beginning of one can be looked for.
    pub cpv_codes: String,
    /// The most that could be paid over the longest term, in pence, without VAT.
    pub value: Option<Pence>,
    /// Into how many lots it is divided.
    pub lots: i32,
    /// Until when bids are taken.
    pub closes_at: DateTimeUtc,
    /// When it was published here.
    pub published_at: DateTimeUtc,
    /// When it last changed for the public.
    pub changed_at: DateTimeUtc,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
