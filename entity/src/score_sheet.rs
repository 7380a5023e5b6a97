//! One evaluator’s scores of one bid: saved as they go, submitted once, then locked.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, PersonId, RowId, SheetId, TenderId};
use crate::number::Version;

/// One evaluator’s scores of one bid: saved as they go, submitted once, then locked.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "score_sheet")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SheetId,
    /// How often it has changed.
    pub version: Version,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The lot it belongs to.
    pub lot_id: RowId,
    /// The bid.
    pub bid_id: BidId,
    /// The evaluator.
    pub person_id: PersonId,
    /// When it was begun.
    pub started_at: DateTimeUtc,
    /// Random, in hexadecimal, so that its digest gives no score away.
    pub salt: String,
    /// When it was submitted and so locked.
    pub locked_at: Option<DateTimeUtc>,
    /// SHA-256 of the salt and what was locked, in hexadecimal.
    pub digest: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
