//! That a person has opened a letter. Not the record: it serves only to show what is new to them.

use sea_orm::entity::prelude::*;

use crate::id::{LetterId, PersonId};

/// That a person has opened a letter. Not the record: it serves only to show what is new to them.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "letter_read")]
pub struct Model {
    /// The letter.
    #[sea_orm(primary_key, auto_increment = false)]
    pub letter_id: LetterId,
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// When they first did.
    pub at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
