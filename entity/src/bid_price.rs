//! The price of a bid, copied by the act that opened it.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, RowId, TenderId};
use crate::number::Pence;

/// The price of a bid, copied by the act that opened it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid_price")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The lot it belongs to.
    pub lot_id: RowId,
    /// The bid.
    pub bid_id: BidId,
    /// In pence, without VAT, over the longest term.
    pub total: Pence,
    /// The price schedule as it was sealed, as JSON.
    pub schedule: String,
    /// When.
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
