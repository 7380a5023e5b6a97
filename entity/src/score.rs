//! One evaluator’s score of one answer.

use sea_orm::entity::prelude::*;

use crate::id::{RowId, SheetId};

/// One evaluator’s score of one answer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "score")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The sheet it stands on.
    pub sheet_id: SheetId,
    /// The question.
    pub criterion_id: RowId,
    /// The score.
    pub score: Option<i32>,
    /// Why.
    pub reason: Option<String>,
    /// When it was last saved.
    pub saved_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
