//! The pieces of a change, as plain data.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entity::id::{AuthorityId, ContractId, LetterId, OrganisationId, ReportId, TenderId};
use entity::number::Version;
use entity::state::{Occasion, ReportKind, RetentionKind};
use sea_orm::sea_query::{DeleteStatement, InsertStatement, UpdateStatement};

use super::{Action, Subject};

/// The pieces of a change, for the store to write.
#[derive(Clone, Debug)]
pub struct Parts {
    /// What is done.
    pub action: Action,
    /// What it is about.
    pub about: Subject,
    /// Whose record it belongs to; empty for what belongs to none.
    pub authority: Option<AuthorityId>,
    /// Which part or list of it, as pages call it.
    pub on: Option<Cow<'static, str>>,
    /// What it disposes of, kept in the line itself.
    pub disposal: Option<Disposal>,
    /// The version of a report it keeps, named in the line itself.
    pub keeps: Option<Keeps>,
    /// What it submits or freezes, named in the line itself.
    pub seals: Option<Seals>,
    /// The roots it moves or rests on.
    pub roots: Vec<Root>,
    /// The rows to write, in order.
    pub rows: Vec<Write>,
}

/// Which details of lines a disposal takes away. The line itself says so, for ever, and `verify` holds it to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disposal {
    /// Of which kind.
    pub kind: RetentionKind,
    /// Written before this instant.
    pub before: DateTime<Utc>,
    /// How many.
    pub count: u64,
}

/// Which version of which report a change keeps. The line itself holds the digest, for ever, and `verify` holds the
/// kept paper to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeps {
    /// The report.
    pub report: ReportId,
    /// Which version of it.
    pub number: i32,
    /// Of which kind.
    pub kind: ReportKind,
    /// On what occasion it is kept.
    pub occasion: Occasion,
    /// SHA-256 of its salt and the paper.
    pub digest: String,
}

/// What a change submits or freezes: the submission of a bid, or a version of a tender's terms. The line itself holds
/// the digest, for ever: a receipt can be held to it, and `verify` holds the row to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seals {
    /// Which submission of the bid, or which version of the terms, from 1.
    pub number: i32,
    /// SHA-256 of the manifest or the terms, in hexadecimal.
    pub digest: String,
}

/// A message to a provider, read behind sign-in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its number.
    pub id: LetterId,
    /// To whom.
    pub to: OrganisationId,
    /// The tender it is about, if it is about one.
    pub tender: Option<TenderId>,
    /// The contract whose returns it is about, if it is about those.
    pub contract: Option<ContractId>,
    /// What makes it the only one of its kind, such as `amended/12/2/7`.
    pub once: String,
    /// What it is about, in a few words.
    pub subject: String,
    /// What it says, in the council's words.
    pub says: String,
    /// Where to look next: a path of our own site.
    pub path: String,
    /// When it is written.
    pub at: DateTime<Utc>,
}

/// A row to write: the statement, and the same in words for the audit line.
#[derive(Clone, Debug)]
pub struct Write {
    /// What the store runs.
    pub deed: Deed,
    /// What the audit detail keeps.
    pub written: Written,
}

/// The statement that writes a row, the same on both databases.
#[derive(Clone, Debug)]
pub enum Deed {
    /// A new row.
    Insert(InsertStatement),
    /// A changed row.
    Update(UpdateStatement),
    /// Rows taken away: exactly so many, where a number is given. What a single one held stays in the audit detail.
    Delete(DeleteStatement, Option<u64>),
}

/// What was written, for the audit detail.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Written {
    /// `insert`, `update` or `delete`.
    pub deed: &'static str,
    /// The table.
    pub table: String,
    /// The columns and their values; for a deleted row, what it held.
    pub columns: BTreeMap<String, serde_json::Value>,
}

/// A root as the writer saw it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Root {
    /// Its table.
    pub table: &'static str,
    /// Its number.
    pub key: i64,
    /// The version it was seen at; anything else is stale.
    pub seen: Version,
    /// Whether the version goes up, or only has to hold until the commit.
    pub moves: bool,
}
