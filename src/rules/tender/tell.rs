//! Telling everyone who follows a tender of a new version of its terms, or of its end.

use chrono::{DateTime, Utc};
use entity::id::LetterId;

use super::Tender;
use super::letters::{Words, to_followers};
use crate::{Change, Refusal};

/// The same letter to each follower, named after what happened and the version that comes with it.
pub(super) fn tell(
    change: Change,
    tender: &Tender,
    ids: &[LetterId],
    what: &str,
    (subject, says): (String, String),
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let row = &tender.row;
    let words = Words {
        once: format!("{what}/{}/{}", row.id.0, row.terms_number.saturating_add(1)),
        subject,
        says,
        path: format!("/opportunities/{}", row.reference),
    };
    to_followers(change, tender, ids, &words, now)
}
