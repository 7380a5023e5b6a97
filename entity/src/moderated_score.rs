//! The score that the panel agreed on for one answer, and why.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, ModerationId, PersonId, RowId};

/// The score that the panel agreed on for one answer, and why.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "moderated_score")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The moderation.
    pub moderation_id: ModerationId,
    /// The bid.
    pub bid_id: BidId,
    /// The score.
    pub score: i32,
    /// Why, by the words of the answer and of the scale.
    pub reason: String,
    /// Why it is not what the evaluators gave.
    pub move_reason: Option<String>,
    /// When.
    pub at: DateTimeUtc,
    /// Who wrote it down.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
