//! A line of the record of actions.

use sea_orm::entity::prelude::*;

use crate::id::AuthorityId;

/// A line of the record of actions.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_line")]
pub struct Model {
    /// Its place, from 1 without gaps.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    /// Whose record it belongs to; also in the body.
    pub authority_id: Option<AuthorityId>,
    /// What it is about; also in the body.
    pub about: String,
    /// Canonical JSON: sequence, time, actor, action, subject, digest of the detail.
    pub body: String,
    /// The hash of the line before.
    pub previous: String,
    /// SHA-256 of previous hash, sequence and SHA-256 of the body.
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
