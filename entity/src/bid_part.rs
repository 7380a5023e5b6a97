//! A part of a bid, sealed apart from the others when it was saved. It never changes; a newer one takes its place.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, PersonId, RowId};
use crate::state::PartKind;

/// A part of a bid, sealed apart from the others when it was saved. It never changes; a newer one takes its place.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid_part")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The bid it belongs to.
    pub bid_id: BidId,
    /// What it is.
    pub kind: PartKind,
    /// Which question or condition it answers.
    pub about: Option<RowId>,
    /// Whether it is the newest of its place, and was not taken out.
    pub current: bool,
    /// Under which name the store keeps it.
    pub object: String,
    /// How many bytes it has, sealed.
    pub bytes: i64,
    /// SHA-256 of the sealed bytes, in hexadecimal: what is kept can be checked without opening it.
    pub sealed_sha256: String,
    /// SHA-256 of what is inside, 32 random bytes included, so that it gives nothing away.
    pub digest: String,
    /// When.
    pub sealed_at: DateTimeUtc,
    /// Who.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
