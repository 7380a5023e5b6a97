//! What a bidder was asked to make clear, and the answer. It never improves the bid.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, PersonId, RowId, TenderId};
use crate::number::Version;

/// What a bidder was asked to make clear, and the answer. It never improves the bid.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bidder_query")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// Counts up with its answer; the bid's own version would tell whose label was asked.
    pub version: Version,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The bid.
    pub bid_id: BidId,
    /// The answer it is about.
    pub criterion_id: Option<RowId>,
    /// What was asked.
    pub question: String,
    /// When.
    pub asked_at: DateTimeUtc,
    /// Who asked.
    pub person_id: PersonId,
    /// The last day to answer.
    pub respond_by: Date,
    /// What the bidder answered.
    pub answer: Option<String>,
    /// When.
    pub answered_at: Option<DateTimeUtc>,
    /// Who.
    pub answered_by: Option<PersonId>,
}

impl ActiveModelBehavior for ActiveModel {}
