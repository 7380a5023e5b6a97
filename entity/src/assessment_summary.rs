//! What one bidder was told of the assessment: the whole of it, for ever.

use sea_orm::entity::prelude::*;

use crate::id::{AwardId, BidId, LetterId, RowId};

/// What one bidder was told of the assessment: the whole of it, for ever.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assessment_summary")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The award.
    pub award_id: AwardId,
    /// The bid.
    pub bid_id: BidId,
    /// The letter it went out with.
    pub letter_id: LetterId,
    /// The summary, as canonical JSON.
    pub text: String,
    /// SHA-256 of that, in hexadecimal.
    pub digest: String,
    /// When.
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
