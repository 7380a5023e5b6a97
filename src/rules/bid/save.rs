//! Saving a part of a draft: sealed before it comes here, put in the place of the one before.

use chrono::{DateTime, Utc};
use entity::bid_part;
use entity::id::RowId;
use entity::number::Version;
use entity::state::PartKind;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::file_name::BID_MOST_BYTES;
use super::manifest::is_asked;
use super::whose::of_their_organisation;
use super::{Bid, Place, Sealed, words};
use crate::access::{Act, Actor, may};
use crate::field::{Field, Kind};
use crate::tender::Tender;
use crate::tender::standing::must_be_open;
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// The box of an answer.
pub const ANSWER: &[Field] =
    &[Field::given("answer", "Your answer", "An empty line starts a new paragraph.", Kind::Answer)];

/// The box of a condition of participation.
pub const CONDITION: &[Field] = &[Field::given(
    "answer",
    "How you meet it",
    "Or how you will by the time it is needed. Name the files that show it.",
    Kind::Prose,
)];

/// The most files a bid can have.
pub const MOST_FILES: usize = 20;

/// The most parts that can ever be sealed of a bid, those that others have replaced among them.
pub const MOST_PARTS: usize = 2_000;

/// The most bytes that all of them can have together, sealed: 1 GB.
pub const PARTS_MOST_BYTES: i64 = 1024 * 1024 * 1024;

/// Whether someone may save a part at a place now. Asked before anything is sealed, and again by the rule.
pub fn may_save(
    bid: &Bid,
    tender: &Tender,
    place: Place,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    may_change(bid, tender, actor, now)?;
    let terms = tender.published().ok_or_else(Refusal::not_found)?;
    let lot = terms.lot(bid.row.lot_id).ok_or_else(Refusal::not_found)?;
    if !is_asked(place, &terms, lot) {
        return Err(Refusal::not_found());
    }
    if place.kind == PartKind::File && bid.files().count() >= MOST_FILES {
        let says = format!("A bid can have {MOST_FILES} files. Remove one before you add another.");
        return Err(Refusal::of(Why::NotNow, says));
    }
    if bid.parts.len() >= MOST_PARTS {
        let says = "This bid has been saved 2,000 times, and cannot be saved again. Submit it as it stands, or ask the council what to do.";
        return Err(Refusal::of(Why::NotNow, says));
    }
    within_all(bid, 1)
}

/// Everything ever sealed is kept, so it is counted, whether or not it is still part of the draft.
fn within_all(bid: &Bid, more: i64) -> Result<(), Refusal> {
    let bytes = bid.parts.iter().map(|part| part.bytes).fold(more, i64::saturating_add);
    if bytes <= PARTS_MOST_BYTES {
        return Ok(());
    }
    let says = "All that was ever saved of this bid, with the files that were taken out, can have 1 GB together. Submit it as it stands, or ask the council what to do.";
    Err(Refusal::of(Why::NotNow, says))
}

/// Whether someone may change a draft now: their own organisation's, while the tender is open.
pub fn may_change(bid: &Bid, tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_organisation(bid, actor)?;
    may(actor, Act::WriteBid)?;
    if bid.row.tender_id != tender.row.id {
        return Err(Refusal::not_found());
    }
    must_be_open(tender, now)
}

/// Refuses an answer that is over its limit, before it is sealed.
pub fn within_limit(text: &str, limit: Option<i32>) -> Result<(), Refusal> {
    let over = words::over(words::count(text), limit);
    Refusal::unless_empty(over.map(|says| Problem::at("answer", says)).into_iter().collect())
}

/// Puts a sealed part in its place. The one before stays as it was, for the submissions that hold it, and is no longer
/// part of the draft; of files there may be several in one place.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn seal_part(
    bid: &Bid,
    tender: &Tender,
    id: RowId,
    place: Place,
    sealed: Sealed,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_save(bid, tender, place, actor, now)?;
    within_all(bid, sealed.bytes)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let mut change = about(bid, tender, Action::SealPart, seen);
    if place.kind == PartKind::File {
        room_for(bid, &sealed)?;
    } else {
        for before in bid.current().filter(|part| Place::of(part) == place) {
            change = change.update(not_current(before.id));
        }
    }
    let row = bid_part::ActiveModel {
        id: Set(id),
        bid_id: Set(bid.row.id),
        kind: Set(place.kind),
        about: Set(place.about),
        current: Set(true),
        object: Set(sealed.object),
        bytes: Set(sealed.bytes),
        sealed_sha256: Set(sealed.sealed_sha256),
        digest: Set(sealed.digest),
        sealed_at: Set(now),
        person_id: Set(person),
    };
    Ok(change.insert(row).hiding(&["bytes", "sealed_sha256"]))
}

fn room_for(bid: &Bid, sealed: &Sealed) -> Result<(), Refusal> {
    let bytes = bid.files().map(|file| file.bytes).fold(sealed.bytes, i64::saturating_add);
    if bytes <= BID_MOST_BYTES {
        return Ok(());
    }
    let most = BID_MOST_BYTES / (1024 * 1024);
    let says = format!("All files of a bid may have {most} MB together. Remove one, or add a smaller one.");
    Err(Refusal::of(Why::NotNow, says))
}

/// Takes a file out of the draft. Submissions that hold it keep it.
pub fn remove_file(
    bid: &Bid,
    tender: &Tender,
    id: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_change(bid, tender, actor, now)?;
    let file = bid.files().find(|part| part.id == id).ok_or_else(Refusal::not_found)?;
    Ok(about(bid, tender, Action::RemovePart, seen).update(not_current(file.id)))
}

fn not_current(id: RowId) -> bid_part::ActiveModel {
    bid_part::ActiveModel { id: Unchanged(id), current: Set(false), ..Default::default() }
}

/// A line about a bid belongs to no authority: before the opening its council must not see from its own record who bids.
pub(super) fn about(bid: &Bid, tender: &Tender, action: Action, seen: Version) -> Change {
    Change::of(action, Subject::Bid(bid.row.id), None).moves(&bid.row, seen).rests_on(&tender.row)
}

#[cfg(test)]
mod tests;
