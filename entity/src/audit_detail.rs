//! What a line changed, kept apart so that it can be disposed of.

use sea_orm::entity::prelude::*;

use crate::id::AuthorityId;
use crate::state::RetentionKind;

/// What a line changed, kept apart so that it can be disposed of.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_detail")]
pub struct Model {
    /// The line it belongs to.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// Whose it is.
    pub authority_id: Option<AuthorityId>,
    /// Which retention period it falls under.
    pub kind: RetentionKind,
    /// When.
    pub at: DateTimeUtc,
    /// Random, in hexadecimal; keeps the digest from giving the value away.
    pub salt: String,
    /// Canonical JSON of the rows written.
    pub fields: String,
}

impl ActiveModelBehavior for ActiveModel {}
