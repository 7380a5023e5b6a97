//! A return as it was submitted. It never changes.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, ReturnId, RowId};

/// A return as it was submitted. It never changes.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "return_submission")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The return.
    pub return_id: ReturnId,
    /// Which submission of it, from 1.
    pub number: i32,
    /// When.
    pub at: DateTimeUtc,
    /// Whether that was after the day on which it was due.
    pub late: bool,
    /// Who prepared it.
    pub prepared_by: PersonId,
    /// Who signed it; the same person where nobody else signs.
    pub person_id: PersonId,
    /// Every figure, as canonical JSON.
    pub document: String,
    /// SHA-256 of the document, in hexadecimal.
    pub digest: String,
}

impl ActiveModelBehavior for ActiveModel {}
