//! What this record is: one row.

use sea_orm::entity::prelude::*;

/// What this record is: one row.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "house")]
pub struct Model {
    /// Always 1.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Whether every page and paper says so.
    pub demonstration: bool,
    /// The next free number for any row.
    pub next_id: i64,
    /// The newest line of the chain, 0 before the first.
    pub seq: i64,
    /// The hash of that line, in hexadecimal.
    pub head: String,
    /// When that line was written.
    pub newest_at: Option<DateTimeUtc>,
    /// The public half of the server's key, by which a wrong key file is noticed.
    pub server_key: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
