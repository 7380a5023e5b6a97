//! Letters about a tender: the same words to everyone who is to have them, each sent once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use entity::id::{LetterId, OrganisationId};

use super::Tender;
use crate::{Change, Letter, Refusal, Why};

/// What a letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    /// What makes it the only one of its kind to each reader, such as `amended/12/2`.
    pub(crate) once: String,
    /// What it is about, in a few words.
    pub(crate) subject: String,
    /// What it says.
    pub(crate) says: String,
    /// Where to look next: a path of our own site.
    pub(crate) path: String,
}

impl Tender {
    /// Every provider that is told of what happens to it.
    #[must_use]
    pub fn told(&self) -> BTreeSet<OrganisationId> {
        self.followers.iter().map(|follower| follower.organisation_id).collect()
    }
}

/// The same letter to each of these providers. Refuses where there are fewer numbers than readers, so that nobody is
/// left out.
pub(crate) fn to_each(
    change: Change,
    tender: &Tender,
    to: &BTreeSet<OrganisationId>,
    ids: &[LetterId],
    words: &Words,
    at: DateTime<Utc>,
) -> Result<Change, Refusal> {
    if ids.len() < to.len() {
        let says =
            "Someone began to follow this tender at this moment. Send it again, so that they are told too.";
        return Err(Refusal::of(Why::CannotTell, says));
    }
    let letter = |(to, id): (&OrganisationId, &LetterId)| Letter {
        id: *id,
        to: *to,
        tender: Some(tender.row.id),
        contract: None,
        once: format!("{}/{}", words.once, to.0),
        subject: words.subject.clone(),
        says: words.says.clone(),
        path: words.path.clone(),
        at,
    };
    Ok(to.iter().zip(ids).map(letter).fold(change, Change::letter))
}

/// The same letter to everyone who follows the tender.
pub(crate) fn to_followers(
    change: Change,
    tender: &Tender,
    ids: &[LetterId],
    words: &Words,
    at: DateTime<Utc>,
) -> Result<Change, Refusal> {
    to_each(change, tender, &tender.told(), ids, words, at)
}
