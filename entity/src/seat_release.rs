//! An evaluator who was released, or replaced by another. What they have locked stays.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, RowId, TenderId};

/// An evaluator who was released, or replaced by another. What they have locked stays.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seat_release")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Whose seat it was.
    pub panel_member_id: RowId,
    /// When.
    pub at: DateTimeUtc,
    /// The approver who released them.
    pub person_id: PersonId,
    /// Why.
    pub reason: String,
    /// The seat that took over their questions.
    pub replaced_by: Option<RowId>,
}

impl ActiveModelBehavior for ActiveModel {}
