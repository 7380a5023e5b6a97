//! A frozen ranking of a lot. It never changes; a later one follows it.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, RowId, TenderId};

/// A frozen ranking of a lot. It never changes; a later one follows it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ranking")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The lot.
    pub lot_id: RowId,
    /// Which ranking of the lot, from 1. The last one stands.
    pub number: i32,
    /// What went in and what came out, as canonical JSON.
    pub result: String,
    /// SHA-256 of that, in hexadecimal.
    pub digest: String,
    /// When.
    pub at: DateTimeUtc,
    /// Who froze it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
