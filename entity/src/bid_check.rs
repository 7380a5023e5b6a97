//! One pass-or-fail check of a bid: a condition of participation, or a ground for exclusion.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, PersonId, RowId};
use crate::state::{CheckKind, CheckOutcome};

/// One pass-or-fail check of a bid: a condition of participation, or a ground for exclusion.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid_check")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The bid it belongs to.
    pub bid_id: BidId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What is checked.
    pub kind: CheckKind,
    /// Which condition.
    pub condition_id: Option<RowId>,
    /// Who is checked: the bidder, or a sub-contractor by name.
    pub subject: String,
    /// What came of it.
    pub outcome: CheckOutcome,
    /// What was found.
    pub finding: Option<String>,
    /// What the bidder was asked to put right.
    pub asked: Option<String>,
    /// When.
    pub asked_at: Option<DateTimeUtc>,
    /// Until when they may.
    pub respond_by: Option<Date>,
    /// What they answered.
    pub response: Option<String>,
    /// When.
    pub responded_at: Option<DateTimeUtc>,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// When.
    pub decided_at: Option<DateTimeUtc>,
    /// Who decided.
    pub decided_by: Option<PersonId>,
    /// The last day to notify of an exclusion.
    pub notify_by: Option<Date>,
    /// The reference of that notification.
    pub notified: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
