//! What was published: the whole of it, for ever. Everything after publication rests on this, not on the tender's rows.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, RowId, TenderId};
use crate::state::YesNo;

/// What was published: the whole of it, for ever. Everything after publication rests on this, not on the tender's rows.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "terms")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Which version, from 1.
    pub number: i32,
    /// The terms as canonical JSON.
    pub text: String,
    /// SHA-256 of that text, in hexadecimal.
    pub digest: String,
    /// When.
    pub at: DateTimeUtc,
    /// Who.
    pub person_id: PersonId,
    /// The official notice it was published with.
    pub notice_reference: String,
    /// When that was published.
    pub notice_published_at: DateTimeUtc,
    /// What changed since the version before.
    pub changed: Option<String>,
    /// Whether the deadline moved with it.
    pub extends: Option<YesNo>,
    /// Why it did, or did not.
    pub extends_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
