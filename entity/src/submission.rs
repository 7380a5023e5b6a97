//! A bid as it was submitted.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, PersonId, RowId};

/// A bid as it was submitted.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "submission")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The bid it belongs to.
    pub bid_id: BidId,
    /// Which submission of the bid, from 1.
    pub number: i32,
    /// When its last byte arrived.
    pub at: DateTimeUtc,
    /// Who submitted it.
    pub person_id: PersonId,
    /// Which version of the terms stood then.
    pub terms_number: i32,
    /// Its parts with their digests, as canonical JSON.
    pub manifest: String,
    /// SHA-256 of the manifest, in hexadecimal.
    pub digest: String,
    /// When it was withdrawn.
    pub withdrawn_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
