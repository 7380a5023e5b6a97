//! Publication: from then on scale, weights, formula and worked example stand as terms with a digest.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::number::Version;
use entity::state::{TenderStage, YesNo};
use entity::{opportunity, tender, terms};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Tender;
use super::compose::compose;
use super::ready::must_be_ready;
use super::standing::{Standing, of_their_authority};
use super::terms::Terms;
use crate::access::{Act, Actor, may};
use crate::bid::Keys;
use crate::procurement::Procurement;
use crate::procurement::approval::may_become_tender;
use crate::{Action, Change, Refusal, Subject, Why, sha256};

/// Publishes a draft as the first version of its terms. Refuses, all at once, whatever stands in the way.
///
/// INVARIANT: nothing is advertised here before the official notice is out; above the threshold and below it that
/// would be unlawful (Procurement Act 2023, sections 21 and 87).
pub fn publish(
    tender: &Tender,
    procurement: &Procurement,
    id: RowId,
    keys: &Keys,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_publish(tender, procurement, actor, now)?;
    must_be_ready(tender, procurement, now)?;
    let terms = compose(tender).ok_or_else(not_whole)?;
    let row = tender::ActiveModel {
        id: Unchanged(tender.row.id),
        stage: Set(TenderStage::Published),
        published_at: Set(Some(now)),
        public_key: Set(Some(keys.public.clone())),
        wrapped_key: Set(Some(keys.wrapped.clone())),
        ..Default::default()
    };
    let change = about(tender, Action::PublishTender, seen).rests_on(&procurement.row);
    // What wraps a key is random, and a line that held it would differ between two records that say the same.
    let change = change.update(row).hiding(&["wrapped_key"]);
    with_terms(change, tender, &terms, Next { id, decided: None }, actor, now)
}

/// Whether this person could publish it, were everything there.
pub fn may_publish(
    tender: &Tender,
    procurement: &Procurement,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    may_write_of(tender, procurement, actor)?;
    match tender.standing(now) {
        Standing::Draft => may_become_tender(procurement),
        Standing::Open | Standing::Closed | Standing::Opened => {
            Err(Refusal::of(Why::NotNow, "This tender has been published already."))
        }
        Standing::Cancelled => Err(Refusal::of(Why::NotNow, CANCELLED)),
    }
}

/// What is said of a tender that has been cancelled.
pub(super) const CANCELLED: &str = "This tender has been cancelled. That is final.";

/// Someone of its council who writes tenders, with the procurement it was made of.
pub(super) fn may_write_of(tender: &Tender, procurement: &Procurement, actor: &Actor) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    if procurement.row.id == tender.row.procurement_id { Ok(()) } else { Err(Refusal::not_found()) }
}

/// A version of the terms that is about to stand.
pub(super) struct Next {
    /// Its row.
    pub(super) id: RowId,
    /// What changed, whether the deadline moved and why it did or did not; nothing for the first version.
    pub(super) decided: Option<Decided>,
}

/// What a later version says of itself.
pub(super) struct Decided {
    /// What changed, a line each.
    pub(super) changed: String,
    /// Whether the deadline moved.
    pub(super) extends: YesNo,
    /// Why it did, or did not.
    pub(super) reason: String,
}

/// Adds the next version of the terms. The deadline that counts is always that of the terms that stand.
pub(super) fn with_terms(
    change: Change,
    tender: &Tender,
    terms: &Terms,
    next: Next,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let number = tender.row.terms_number.saturating_add(1);
    let text = terms.text();
    let digest = sha256(&text);
    let (changed, extends, extends_reason) = match next.decided {
        Some(decided) => (Some(decided.changed), Some(decided.extends), Some(decided.reason)),
        None => (None, None, None),
    };
    let row = terms::ActiveModel {
        id: Set(next.id),
        tender_id: Set(tender.row.id),
        number: Set(number),
        text: Set(text),
        digest: Set(digest.clone()),
        at: Set(now),
        person_id: Set(person),
        notice_reference: Set(terms.notice.reference.clone()),
        notice_published_at: Set(terms.notice.published_at),
        changed: Set(changed),
        extends: Set(extends),
        extends_reason: Set(extends_reason),
    };
    let stands = tender::ActiveModel {
        id: Unchanged(tender.row.id),
        terms_number: Set(number),
        closes_at: Set(Some(terms.deadline)),
        ..Default::default()
    };
    let change = change.update(stands).insert_with_large(row, "text", &digest).seals(number, &digest);
    let found = as_found(tender, terms, now);
    Ok(if number == 1 { change.insert(found) } else { change.update(found) })
}

/// What the public finds it by: its published terms, never what is being written.
fn as_found(tender: &Tender, terms: &Terms, now: DateTime<Utc>) -> opportunity::ActiveModel {
    let codes: String = terms.cpv_codes.iter().map(|code| format!(" {code}")).collect();
    opportunity::ActiveModel {
        tender_id: if tender.row.terms_number == 0 { Set(tender.row.id) } else { Unchanged(tender.row.id) },
        authority_id: Set(tender.row.authority_id),
        reference: Set(terms.reference.clone()),
        title: Set(terms.title.clone()),
        description: Set(terms.description.clone()),
        cpv_codes: Set(codes),
        value: Set(terms.value),
        lots: Set(i32::try_from(terms.lots.len()).unwrap_or(i32::MAX)),
        closes_at: Set(terms.deadline),
        published_at: Set(tender.row.published_at.unwrap_or(now)),
        changed_at: Set(now),
        cancelled_at: Set(None),
    }
}

pub(super) fn about(tender: &Tender, action: Action, seen: Version) -> Change {
    let row = &tender.row;
    Change::of(action, Subject::Tender(row.id), Some(row.authority_id)).moves(row, seen)
}

/// Whatever `ready` passes can be composed; should it not, nothing is published.
pub(super) fn not_whole() -> Refusal {
    Refusal::of(
        Why::Incomplete,
        "Something that terms cannot do without is missing. Look at every part again.",
    )
}

#[cfg(test)]
mod tests;
