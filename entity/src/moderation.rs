//! The moderation of one question: when the panel met, who was there, what was said.

use sea_orm::entity::prelude::*;

use crate::id::{ModerationId, PersonId, RowId, TenderId};
use crate::number::Version;

/// The moderation of one question: when the panel met, who was there, what was said.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "moderation")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ModerationId,
    /// How often it has changed.
    pub version: Version,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The lot it belongs to.
    pub lot_id: RowId,
    /// The question.
    pub criterion_id: RowId,
    /// When it was opened.
    pub opened_at: DateTimeUtc,
    /// The moderator who opened it.
    pub person_id: PersonId,
    /// The day the panel met.
    pub held_on: Option<Date>,
    /// Who was there, one a line.
    pub attended: Option<String>,
    /// What was said.
    pub minutes: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
