//! Bids that leave after they were opened: withdrawn by the bidder, or disregarded by the council.

use chrono::{DateTime, Utc};
use entity::bid_exit;
use entity::choice::Choice;
use entity::id::{BidId, RowId};
use entity::number::Version;
use entity::state::ExitKind;
use sea_orm::ActiveValue::Set;

use super::given::text;
use super::opened::still_on_panel;
use super::{InOrOut, Scoring};
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Choice as OneOf, Prose, RowFrom};
use crate::field::{Draft, Field, List, options};
use crate::{Action, Change, Refusal, Why};

/// Which bid leaves, by the bidder's name.
pub const WHICH: &[Field] = &[Field::given("bid_id", "Bid", "", RowFrom(List::Bids))];

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

/// A bid by its bidder's name, and whether it takes part. No label stands beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ByName<'a> {
    /// The bid.
    pub bid: BidId,
    /// The bidder.
    pub name: &'a str,
    /// Its lot.
    pub lot: RowId,
    /// Whether it takes part.
    pub stands: InOrOut,
    /// How it left, if it did after its checks.
    pub exit: Option<&'a bid_exit::Model>,
}

impl Scoring {
    /// Every opened bid by name, in alphabetical order, so that the order gives no label away.
    ///
    /// Refuses the panel while it scores: a label that is missing from its list would tell whose it was.
    pub fn by_name(&self, actor: &Actor) -> Result<Vec<ByName<'_>>, Refusal> {
        self.theirs(actor)?;
        may(actor, Act::ReadEvaluation)?;
        if self.row().masked && still_on_panel(self, actor) {
            return Err(Refusal::of(
                Why::NotYours,
                "The panel reads bids under labels until quality is signed off.",
            ));
        }
        let exits = &self.rows().exits;
        let mut all: Vec<_> = self
            .rows()
            .bids
            .iter()
            .map(|entered| ByName {
                bid: entered.bid.row.id,
                name: entered.opened.name.as_str(),
                lot: entered.bid.row.lot_id,
                stands: self.stands(entered),
                exit: exits.iter().find(|exit| exit.bid_id == entered.bid.row.id),
            })
            .collect();
        all.sort_by(|one, other| (one.name, one.lot).cmp(&(other.name, other.lot)));
        Ok(all)
    }
}

#[cfg(test)]
mod tests;
