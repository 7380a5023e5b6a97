//! Bids that leave after they were opened: withdrawn by the bidder, or disregarded by the council.

use chrono::{DateTime, Utc};
use entity::bid_exit;
use entity::choice::Choice;
use entity::id::{BidId, RowId};
use entity::number::Version;
use entity::state::ExitKind;
use sea_orm::ActiveValue::Set;

use super::given::text;
use super::{InOrOut, Scoring};
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Choice as OneOf, Prose};
use crate::field::{Draft, Field, options};
use crate::{Action, Change, Refusal, Why};

/// How and why a bid leaves.
pub const EXIT: &[Field] = &[
    Field::given("kind", "What happened", "", OneOf(options::<ExitKind>)),
    Field::given("reason", "Reason", "Letters may repeat it.", Prose),
];

/// Takes a bid out of the evaluation. It comes out before the lowest price is found; a ranking that is frozen stays as
/// it is. What was scored is kept.
///
/// Refuses a bid that is out already, and someone who scores: the panel decides on scores alone.
pub fn record_exit(
    s: &Scoring,
    bid: BidId,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = s.theirs(actor)?;
    may(actor, Act::RunEvaluation)?;
    if s.seat(person).is_some() {
        return Err(Refusal::of(Why::NotYours, "You are on the panel, which decides on scores alone."));
    }
    let entered = s.bid(bid)?;
    if let InOrOut::Out(_) = s.stands(entered) {
        return Err(Refusal::of(Why::NotNow, "This bid is out already."));
    }
    let lot = s.stage(entered.bid.row.lot_id)?;
    let kind = draft.text("kind").and_then(ExitKind::of).ok_or_else(Refusal::not_found)?;
    let row = bid_exit::ActiveModel {
        id: Set(id),
        tender_id: Set(s.tender().row.id),
        bid_id: Set(bid),
        kind: Set(kind),
        reason: Set(text(draft, "reason")?),
        at: Set(now),
        person_id: Set(person),
    };
    Ok(s.moving(Action::RecordExit, seen).moves(lot, lot.version).insert(row))
}

#[cfg(test)]
mod tests;
