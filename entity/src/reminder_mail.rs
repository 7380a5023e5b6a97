//! What became of the email that reminded one person of a day. Not the record: it has its own small door.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, RowId};

/// What became of the email that reminded one person of a day. Not the record: it has its own small door.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminder_mail")]
pub struct Model {
    /// The reminder.
    #[sea_orm(primary_key, auto_increment = false)]
    pub reminder_id: RowId,
    /// To whom.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// When the mail server said yes.
    pub sent_at: Option<DateTimeUtc>,
    /// Why it will not be sent, where that is so.
    pub failed: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
