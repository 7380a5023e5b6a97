//! What a submission is: whose, for what and under which terms, and its parts with their digests, as canonical JSON.
//!
//! Each digest covers 32 random bytes that only the sealed part holds, so a manifest gives nothing away, and neither
//! does its own digest.

use entity::choice::Choice;
use entity::id::{BidId, OrganisationId, RowId};
use entity::state::PartKind;
use entity::{organisation, terms};
use serde::{Deserialize, Serialize};

use super::{Bid, Place};
use crate::sha256;
use crate::tender::terms::{LotTerms, Terms};

/// A submission: what it says of itself, and its parts.
///
/// INVARIANT: whatever a receipt claims stands in here, so that the digest in the record covers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    // In the order of the alphabet, here and below, so that the text is canonical.
    /// Whose it is, for what, and under which terms.
    pub about: About,
    /// Its parts, in the order of their numbers.
    pub parts: Vec<ManifestPart>,
}

/// Whose a submission is, for what, and under which terms, as all of it stood when it was submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The number of the bid.
    pub bid: BidId,
    /// What the lot is called.
    pub lot: String,
    /// The lot's row.
    pub lot_id: RowId,
    /// Which submission of the bid, from 1.
    pub number: i32,
    /// The bidder's name.
    pub organisation: String,
    /// The bidder's number.
    pub organisation_id: OrganisationId,
    /// The bidder's company or charity number, if it has one.
    pub registered_number: Option<String>,
    /// The tender's reference.
    pub tender: String,
    /// SHA-256 of the terms that stood, in hexadecimal.
    pub terms_digest: String,
    /// Which version of the terms that was, from 1.
    pub terms_number: i32,
    /// What is bought.
    pub title: String,
}

/// One part of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestPart {
    /// Which question or condition it answers.
    pub about: Option<RowId>,
    /// SHA-256 of what was sealed, in hexadecimal.
    pub digest: String,
    /// Its row.
    pub id: RowId,
    /// The code of its kind.
    pub kind: String,
}

impl Manifest {
    /// The manifest of a bid's draft, were it submitted next under these terms by its organisation. Nothing where the
    /// terms have no such lot.
    #[must_use]
    pub fn of(bid: &Bid, published: &terms::Model, organisation: &organisation::Model) -> Option<Self> {
        let terms = Terms::of(published)?;
        let lot = terms.lot(bid.row.lot_id)?;
        let about = About {
            bid: bid.row.id,
            lot: lot.title.clone(),
            lot_id: lot.id,
            number: bid.row.submissions.saturating_add(1),
            organisation: organisation.name.clone(),
            organisation_id: organisation.id,
            registered_number: organisation.registered_number.clone(),
            tender: terms.reference.clone(),
            terms_digest: published.digest.clone(),
            terms_number: published.number,
            title: terms.title.clone(),
        };
        Some(Self { about, parts: Self::parts_of(bid, &terms, lot) })
    }

    /// The parts of a bid's draft. One that the terms no longer ask for, because an amendment took its question out, is
    /// left out.
    #[must_use]
    pub fn parts_of(bid: &Bid, terms: &Terms, lot: &LotTerms) -> Vec<ManifestPart> {
        let asked = bid.current().filter(|part| is_asked(Place::of(part), terms, lot));
        let mut parts: Vec<ManifestPart> = asked
            .map(|part| ManifestPart {
                about: part.about,
                digest: part.digest.clone(),
                id: part.id,
                kind: part.kind.code().to_owned(),
            })
            .collect();
        parts.sort_by_key(|part| part.id);
        parts
    }

    /// A manifest as it was kept.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// As it is kept: canonical JSON.
    #[must_use]
    pub fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// SHA-256 of that text, in hexadecimal.
    #[must_use]
    pub fn digest(&self) -> String {
        sha256(&self.text())
    }
}

/// Whether the terms of a lot ask for a part at this place, or take one there.
#[must_use]
pub fn is_asked(place: Place, terms: &Terms, lot: &LotTerms) -> bool {
    let is_question = |id: RowId| lot.questions().any(|question| question.id == id);
    let is_condition = |id: RowId| terms.conditions.iter().any(|condition| condition.id == id);
    match (place.kind, place.about) {
        (PartKind::Answer, Some(id)) => is_question(id),
        (PartKind::Condition, Some(id)) => is_condition(id),
        (PartKind::File, Some(id)) => is_question(id) || is_condition(id),
        (PartKind::Price | PartKind::Declaration | PartKind::File, None) => true,
        (PartKind::Price | PartKind::Declaration, Some(_))
        | (PartKind::Answer | PartKind::Condition, None) => false,
    }
}
