//! A price that looks abnormally low: why, what the bidder was asked and said, what was decided.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, PersonId, RowId, TenderId};
use crate::state::LowOutcome;

/// A price that looks abnormally low: why, what the bidder was asked and said, what was decided.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "low_price")]
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
    /// Why it looks low.
    pub flagged: String,
    /// What the bidder was asked to show.
    pub asked: String,
    /// When.
    pub asked_at: DateTimeUtc,
    /// Who asked.
    pub asked_by: PersonId,
    /// The last day to answer.
    pub respond_by: Date,
    /// What the bidder answered.
    pub answer: Option<String>,
    /// When.
    pub answered_at: Option<DateTimeUtc>,
    /// Who.
    pub answered_by: Option<PersonId>,
    /// What was decided.
    pub outcome: Option<LowOutcome>,
    /// Why.
    pub reason: Option<String>,
    /// When.
    pub decided_at: Option<DateTimeUtc>,
    /// Who decided.
    pub decided_by: Option<PersonId>,
}

impl ActiveModelBehavior for ActiveModel {}
