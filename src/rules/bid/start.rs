//! Starting a bid: one for each lot and organisation. Whoever bids follows the tender.

use chrono::{DateTime, Utc};
use entity::id::{BidId, RowId};
use entity::number::Version;
use entity::state::BidStage;
use entity::{bid, follower, organisation};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Keys;
use crate::access::{Act, Actor, may};
use crate::tender::Tender;
use crate::tender::standing::must_be_open;
use crate::{Action, Change, Refusal, Subject, Why};

/// What is needed to start a bid, made outside the rules.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// The number of the bid to be.
    pub id: BidId,
    /// The number of the row that makes the organisation follow the tender.
    pub follower: RowId,
    /// Keys for an organisation that has none yet.
    pub keys: Option<Keys>,
}

/// Starts a bid for a lot of an open tender. `own` are the organisation's bids so far: there is one for each lot, and
/// none of two organisations in one.
pub fn start(
    beginning: Beginning,
    tender: &Tender,
    lot: RowId,
    organisation: &organisation::Model,
    own: &[bid::Model],
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may(actor, Act::WriteBid)?;
    if actor.organisation() != Some(organisation.id) {
        return Err(Refusal::not_found());
    }
    must_be_open(tender, now)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let terms = tender.published().ok_or_else(Refusal::not_found)?;
    terms.lot(lot).ok_or_else(Refusal::not_found)?;
    if own.iter().any(|bid| bid.lot_id == lot) {
        return Err(Refusal::of(
            Why::NotNow,
            "Your organisation has begun a bid for this already. Go on with that one.",
        ));
    }
    let row = bid::ActiveModel {
        id: Set(beginning.id),
        version: Set(Version(1)),
        tender_id: Set(tender.row.id),
        lot_id: Set(lot),
        organisation_id: Set(organisation.id),
        stage: Set(BidStage::Draft),
        started_at: Set(now),
        submissions: Set(0),
        submitted_at: Set(None),
    };
    let mut change =
        Change::of(Action::StartBid, Subject::Bid(beginning.id), None).rests_on(&tender.row).insert(row);
    if tender.followers.iter().all(|follower| follower.organisation_id != organisation.id) {
        change = change.insert(follower::ActiveModel {
            id: Set(beginning.follower),
            tender_id: Set(tender.row.id),
            organisation_id: Set(organisation.id),
            person_id: Set(person),
            since: Set(now),
        });
    }
    with_keys(change, organisation, beginning.keys)
}

/// An organisation that was added before there were keys gets its own with its first bid.
fn with_keys(
    change: Change,
    organisation: &organisation::Model,
    keys: Option<Keys>,
) -> Result<Change, Refusal> {
    if organisation.public_key.is_some() {
        return Ok(change);
    }
    let keys =
        keys.ok_or_else(|| Refusal::of(Why::CannotTell, "Your organisation has no keys yet. Try again."))?;
    let row = organisation::ActiveModel {
        id: Unchanged(organisation.id),
        public_key: Set(Some(keys.public)),
        wrapped_key: Set(Some(keys.wrapped)),
        ..Default::default()
    };
    Ok(change.moves(organisation, organisation.version).update(row).hiding(&["wrapped_key"]))
}

#[cfg(test)]
mod tests;
