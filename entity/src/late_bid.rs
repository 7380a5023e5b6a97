//! A bid that came too late and was not taken.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, PersonId, RowId, TenderId};

/// A bid that came too late and was not taken.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "late_bid")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The draft that was not taken.
    pub bid_id: BidId,
    /// Who tried.
    pub person_id: PersonId,
    /// When its last byte arrived.
    pub at: DateTimeUtc,
    /// The deadline it missed.
    pub deadline: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
