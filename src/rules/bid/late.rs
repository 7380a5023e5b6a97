//! A bid that came too late: not taken, and that is recorded.

use chrono::{DateTime, Duration, Utc};
use entity::id::RowId;
use entity::late_bid;
use sea_orm::ActiveValue::Set;

use super::Bid;
use super::whose::of_their_organisation;
use crate::access::{Act, Actor, may};
use crate::field::long_day;
use crate::law::clock::{long_instant, uk_local};
use crate::tender::{Standing, Tender};
use crate::{Action, Change, Refusal, Subject, Why};

/// Tries of one bid within this time are recorded as one, in seconds.
const ONE_TRY_SECONDS: i64 = 60;

/// Records that a bid came too late and was not taken: the last byte of the submission arrived at `now`, at the deadline
/// or after it. Refuses when it did not; then it is no late bid.
///
/// `tries` are those that are recorded already. Nothing is recorded within a minute of one of them.
pub fn refuse_late(
    bid: &Bid,
    tender: &Tender,
    tries: &[late_bid::Model],
    id: RowId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<Change>, Refusal> {
    of_their_organisation(bid, actor)?;
    may(actor, Act::SubmitBid)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let not_late = || Refusal::of(Why::NotNow, "This bid is not late.");
    if bid.row.tender_id != tender.row.id {
        return Err(Refusal::not_found());
    }
    match tender.standing(now) {
        Standing::Closed | Standing::Opened => {}
        Standing::Draft | Standing::Open | Standing::Cancelled => return Err(not_late()),
    }
    let deadline = tender.row.closes_at.ok_or_else(not_late)?;
    let since = now - Duration::seconds(ONE_TRY_SECONDS);
    if tries.iter().any(|before| before.bid_id == bid.row.id && before.at > since) {
        return Ok(None);
    }
    let row = late_bid::ActiveModel {
        id: Set(id),
        tender_id: Set(tender.row.id),
        bid_id: Set(bid.row.id),
        person_id: Set(person),
        at: Set(now),
        deadline: Set(deadline),
    };
    Ok(Some(Change::of(Action::RefuseLateBid, Subject::Bid(bid.row.id), None).insert(row)))
}

/// That a bid was not taken, to the millisecond.
#[must_use]
pub fn too_late(at: DateTime<Utc>, deadline: DateTime<Utc>) -> String {
    let local = uk_local(at);
    format!(
        "This bid was not taken. Its last byte arrived at {} UK time on {}; the deadline was {}.",
        local.format("%H:%M:%S%.3f"),
        long_day(local.date()),
        long_instant(deadline)
    )
}
