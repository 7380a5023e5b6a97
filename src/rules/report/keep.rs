//! Versions of a report: the whole paper is kept as it was, and never changes.

use chrono::{DateTime, Utc};
use entity::id::{ReportId, RowId};
use entity::number::Version;
use entity::state::{Occasion, ReportKind};
use entity::{authority, kept_report, report};
use sea_orm::ActiveValue::Set;

use super::Report;
use super::kinds::{Moment, may_write_report, moment};
use crate::access::{Act, Actor, may};
use crate::field::{Draft, Field, Kind};
use crate::procurement::Procurement;
use crate::procurement::approval::of_their_authority;
use crate::{Action, Change, Keeps, Refusal, Subject, Why, salted, sha256};

/// What is asked when a writer keeps a version.
pub const KEEP: &[Field] = &[Field::optional(
    "note",
    "What this version is for",
    "Such as “Draft for the finance team”. It is shown in the list of versions.",
    Kind::Line,
)];

/// The largest paper that is kept, in bytes of its JSON.
const LARGEST: usize = 16_000_000;

/// A composed report on its way into the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Which report.
    pub kind: ReportKind,
    /// What its prose refers to but is not there, by name.
    pub missing: Vec<String>,
    document: String,
    digest: String,
}

impl Paper {
    /// A paper as JSON.
    #[must_use]
    pub fn new(kind: ReportKind, document: String, missing: Vec<String>) -> Self {
        Self { kind, missing, digest: sha256(&document), document }
    }

    /// SHA-256 of the paper.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

/// What it takes to keep a paper: the report so far, if there is one, and fresh numbers.
#[derive(Clone, Debug)]
pub struct Keeping {
    /// The report as loaded.
    pub report: Option<Report>,
    /// The number of the report, if this begins it.
    pub begins: ReportId,
    /// The number of the version's row.
    pub row: RowId,
    /// Random digits for the digest that the record of actions keeps.
    pub salt: String,
    /// Whose settings the paper rests on.
    pub authority: authority::Model,
    /// What is kept.
    pub paper: Paper,
}

/// Keeps a version because a writer wants it. Refuses one that is the same as the newest.
pub fn keep(
    p: &Procurement,
    keeping: Keeping,
    draft: &Draft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    of_their_authority(p, actor)?;
    may(actor, Act::WriteProcurement)?;
    if moment(keeping.paper.kind) == Moment::Award {
        may_write_report(keeping.paper.kind, p, actor)?;
    }
    // A version that only a save made can still be kept under a name of its own.
    let same = keeping.newest().filter(|kept| kept.digest == keeping.paper.digest);
    if let Some(same) = same.filter(|kept| kept.occasion != Occasion::Saved) {
        let says = format!("Nothing has changed since version {}, which is kept already.", same.number);
        return Err(Refusal::of(Why::NotNow, says));
    }
    let row = &p.row;
    let change = Change::of(Action::KeepReport, Subject::Procurement(row.id), Some(row.authority_id));
    let note = draft.text("note").map(ToOwned::to_owned);
    // The first version begins the report: two who begin it at once must not both.
    let change = match keeping.report {
        Some(_) => change.rests_on(row),
        None => change.moves(row, row.version),
    };
    kept_with(change, p, keeping, Occasion::Kept, note, actor, now)
}

/// Keeps a version within a change that makes it worth keeping. One that is the same as the newest is kept
/// again only where the occasion counts.
pub(crate) fn kept_with(
    change: Change,
    p: &Procurement,
    keeping: Keeping,
    occasion: Occasion,
    note: Option<String>,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    if keeping.report.as_ref().is_some_and(|report| report.row.procurement_id != p.row.id) {
        return Err(Refusal::not_found());
    }
    if keeping.authority.id != p.row.authority_id {
        return Err(Refusal::not_found());
    }
    if keeping.paper.document.len() > LARGEST {
        return Err(Refusal::of(
            Why::NotNow,
            "The report is too long to be kept. Shorten it, or move parts into appendices.",
        ));
    }
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let (change, report) = rooted(change, p, &keeping);
    let same = keeping.newest().is_some_and(|kept| kept.digest == keeping.paper.digest);
    if same && occasion == Occasion::Saved {
        return Ok(change);
    }
    let number = keeping.newest().map_or(1, |kept| kept.number.saturating_add(1));
    let Paper { document, digest, kind, .. } = keeping.paper;
    let told = salted(&keeping.salt, &document);
    let row = kept_report::ActiveModel {
        id: Set(keeping.row),
        report_id: Set(report),
        number: Set(number),
        at: Set(now),
        person_id: Set(person),
        occasion: Set(occasion),
        note: Set(note),
        digest: Set(digest.clone()),
        salt: Set(keeping.salt),
        document: Set(document),
    };
    let keeps = Keeps { report, number, kind, occasion, digest: told };
    Ok(change.rests_on(&keeping.authority).insert_with_large(row, "document", &digest).keeps(keeps))
}

/// The report moves, or begins.
fn rooted(change: Change, p: &Procurement, keeping: &Keeping) -> (Change, ReportId) {
    match &keeping.report {
        Some(report) => (change.moves(&report.row, report.row.version), report.row.id),
        None => {
            let row = report::ActiveModel {
                id: Set(keeping.begins),
                version: Set(Version(1)),
                procurement_id: Set(p.row.id),
                kind: Set(keeping.paper.kind),
            };
            (change.insert(row), keeping.begins)
        }
    }
}

impl Keeping {
    /// The report's number, whether it is there or begins.
    pub(crate) fn report_id(&self) -> ReportId {
        self.report.as_ref().map_or(self.begins, |report| report.row.id)
    }

    fn newest(&self) -> Option<&super::Kept> {
        self.report.as_ref().and_then(|report| report.kept.first())
    }
}

#[cfg(test)]
mod tests;
