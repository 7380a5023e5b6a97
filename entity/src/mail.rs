//! What became of the email that told one person of a letter. Not the record: it has its own small door.

use sea_orm::entity::prelude::*;

use crate::id::{LetterId, PersonId};

/// What became of the email that told one person of a letter. Not the record: it has its own small door.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    /// The letter.
    #[sea_orm(primary_key, auto_increment = false)]
    pub letter_id: LetterId,
    /// To whom.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// When the mail server said yes.
    pub sent_at: Option<DateTimeUtc>,
    /// Why it will not be sent, where that is so.
    pub failed: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
