//! What was decided of a lot, and each step since, to the signature or to another end.

use sea_orm::entity::prelude::*;

use crate::id::{AwardId, BidId, PersonId, RowId, TenderId};
use crate::number::Version;
use crate::state::{AwardKind, CallIn, NoAwardGround, StandstillKind, WinnerFailure};

/// What was decided of a lot, and each step since, to the signature or to another end.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "award")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AwardId,
    /// How often it has changed.
    pub version: Version,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The lot.
    pub lot_id: RowId,
    /// Which decision of the lot, from 1. The last one stands.
    pub number: i32,
    /// Whether a contract is awarded.
    pub kind: AwardKind,
    /// The ranking it rests on.
    pub ranking_id: Option<RowId>,
    /// The winner.
    pub bid_id: Option<BidId>,
    /// On which ground none is awarded.
    pub ground: Option<NoAwardGround>,
    /// The body or officer that decided.
    pub taken_by: String,
    /// The body that left it to them.
    pub delegated_by: Option<String>,
    /// Where that is recorded.
    pub delegation: Option<String>,
    /// The day it was decided.
    pub taken_on: Date,
    /// The decision, as recorded.
    pub says: String,
    /// Why.
    pub reasons: String,
    /// What else was considered, and why it was rejected.
    pub alternatives: Option<String>,
    /// Which interests whoever decided declared, and what was done about them.
    pub interests: Option<String>,
    /// The day the decision was published.
    pub published_on: Option<Date>,
    /// Whether it may be, or was, called in.
    pub call_in: CallIn,
    /// The last day it may be called in; computed.
    pub call_in_ends_on: Option<Date>,
    /// What became of the call-in.
    pub call_in_outcome: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTimeUtc,
    /// Who recorded it.
    pub person_id: PersonId,
    /// When the bidders were told.
    pub told_at: Option<DateTimeUtc>,
    /// The reference of the notice before signing.
    pub notice_reference: Option<String>,
    /// The day it was published.
    pub notice_on: Option<Date>,
    /// Which standstill there is.
    pub standstill: Option<StandstillKind>,
    /// Its last day; computed.
    pub standstill_ends_on: Option<Date>,
    /// The day a challenge was notified.
    pub challenged_on: Option<Date>,
    /// Who challenges, and on which grounds.
    pub challenge: Option<String>,
    /// The day the challenge ended.
    pub challenge_ended_on: Option<Date>,
    /// How.
    pub challenge_outcome: Option<String>,
    /// The day the contract was signed.
    pub signed_on: Option<Date>,
    /// The last day for the notice that follows the end, where the law sets one; computed.
    pub after_notice_by: Option<Date>,
    /// The reference of that notice.
    pub after_notice: Option<String>,
    /// The day the winner fell away.
    pub failed_on: Option<Date>,
    /// How.
    pub failure: Option<WinnerFailure>,
    /// Why.
    pub failure_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
