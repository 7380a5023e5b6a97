//! Submitting a draft, and withdrawing what was submitted. Both before the deadline only; no bytes are moved.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::number::Version;
use entity::state::BidStage;
use entity::{bid, organisation, submission};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::save::about;
use super::whose::of_their_organisation;
use super::{Bid, Filled, Manifest, missing};
use crate::access::{Act, Actor, may};
use crate::tender::Tender;
use crate::tender::standing::must_be_open;
use crate::{Action, Change, Problem, Refusal, Why};

/// Submits a draft: all that is asked is there, each answer within its limit. What was submitted before no longer
/// counts from then on, and stays readable.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn submit(
    bid: &Bid,
    tender: &Tender,
    organisation: &organisation::Model,
    filled: &Filled,
    id: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_submit(bid, tender, actor, now)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let terms = tender.published().ok_or_else(Refusal::not_found)?;
    let lot = terms.lot(bid.row.lot_id).ok_or_else(Refusal::not_found)?;
    let problems = missing(bid, &terms, lot, organisation, filled);
    Refusal::unless_empty(problems.into_iter().map(|missing| Problem::whole(missing.says)).collect())?;
    let published = tender.terms.last().ok_or_else(Refusal::not_found)?;
    let manifest = Manifest::of(bid, published, organisation).ok_or_else(Refusal::not_found)?;
    let digest = manifest.digest();
    let before = bid.submitted().and_then(|before| Manifest::read(&before.manifest));
    if before.is_some_and(|before| before.parts == manifest.parts) {
        return Err(Refusal::of(
            Why::NotNow,
            "This is submitted already, and nothing has been changed since. Your receipt stands.",
        ));
    }
    let number = manifest.about.number;
    let row = submission::ActiveModel {
        id: Set(id),
        bid_id: Set(bid.row.id),
        number: Set(number),
        at: Set(now),
        person_id: Set(person),
        terms_number: Set(published.number),
        manifest: Set(manifest.text()),
        digest: Set(digest.clone()),
        withdrawn_at: Set(None),
    };
    let submitted = bid::ActiveModel {
        id: Unchanged(bid.row.id),
        stage: Set(BidStage::Submitted),
        submissions: Set(number),
        submitted_at: Set(Some(now)),
        ..Default::default()
    };
    // INVARIANT: a submission that is written is written while the tender is as it was judged: open, with these terms.
    let change = about(bid, tender, Action::SubmitBid, seen).rests_on(organisation);
    Ok(change.insert(row).update(submitted).seals(number, &digest))
}

/// Withdraws what was submitted. The draft stays and can be submitted again before the deadline.
pub fn withdraw(
    bid: &Bid,
    tender: &Tender,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_submit(bid, tender, actor, now)?;
    let stands =
        bid.submitted().ok_or_else(|| Refusal::of(Why::NotNow, "Nothing of this bid is submitted."))?;
    let withdrawn = submission::ActiveModel {
        id: Unchanged(stands.id),
        withdrawn_at: Set(Some(now)),
        ..Default::default()
    };
    let row = bid::ActiveModel {
        id: Unchanged(bid.row.id),
        stage: Set(BidStage::Withdrawn),
        submitted_at: Set(None),
        ..Default::default()
    };
    Ok(about(bid, tender, Action::WithdrawBid, seen).update(withdrawn).update(row))
}

/// Whether someone may submit or withdraw now.
pub fn may_submit(bid: &Bid, tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_organisation(bid, actor)?;
    may(actor, Act::SubmitBid)?;
    if bid.row.tender_id != tender.row.id {
        return Err(Refusal::not_found());
    }
    must_be_open(tender, now)
}

#[cfg(test)]
mod tests;
