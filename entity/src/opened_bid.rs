//! A bid in the record of an opening.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, RowId};

/// A bid in the record of an opening.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opened_bid")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The opening.
    pub opening_id: RowId,
    /// The bid it belongs to.
    pub bid_id: BidId,
    /// The submission that counts.
    pub submission_id: RowId,
    /// The bidder's name on that day.
    pub name: String,
    /// The digest of that submission.
    pub digest: String,
}

impl ActiveModelBehavior for ActiveModel {}
