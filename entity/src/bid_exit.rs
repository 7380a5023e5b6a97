//! A bid that left the evaluation after it was opened.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, PersonId, RowId, TenderId};
use crate::state::ExitKind;

/// A bid that left the evaluation after it was opened.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid_exit")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The bid.
    pub bid_id: BidId,
    /// How it left.
    pub kind: ExitKind,
    /// Why, as letters may say it.
    pub reason: String,
    /// When.
    pub at: DateTimeUtc,
    /// Who recorded it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
