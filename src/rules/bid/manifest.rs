//! What a submission is made of: its parts with their digests, as canonical JSON.
//!
//! Each digest covers 32 random bytes that only the sealed part holds, so a manifest gives nothing away, and neither
//! does its own digest.

use entity::choice::Choice;
use entity::id::RowId;
use entity::state::PartKind;
use serde::{Deserialize, Serialize};

use super::{Bid, Place};
use crate::sha256;
use crate::tender::terms::{LotTerms, Terms};

/// The parts of a submission, in the order of their numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Manifest {
    /// The parts.
    pub parts: Vec<ManifestPart>,
}

/// One part of a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestPart {
    // In the order of the alphabet, so that the text is canonical.
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
    /// The manifest of a bid's draft. A part that the terms no longer ask for, because an amendment took its question
    /// out, is left out.
    #[must_use]
    pub fn of(bid: &Bid, terms: &Terms, lot: &LotTerms) -> Self {
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
        Self { parts }
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
