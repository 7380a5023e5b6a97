//! A question that an evaluator scores.

use sea_orm::entity::prelude::*;

use crate::id::{RowId, TenderId};

/// A question that an evaluator scores.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "seat_question")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Whose seat it is.
    pub panel_member_id: RowId,
    /// The question.
    pub criterion_id: RowId,
    /// Since when.
    pub since: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
