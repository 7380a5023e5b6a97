//! The label that the panel reads a bid under, drawn at random.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, RowId, TenderId};

/// The label that the panel reads a bid under, drawn at random.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid_label")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The bid.
    pub bid_id: BidId,
    /// Such as Bid A.
    pub label: String,
}

impl ActiveModelBehavior for ActiveModel {}
