//! What of an explanation of the winner’s score the other bidders do not read.

use sea_orm::entity::prelude::*;

use crate::id::{AwardId, PersonId, RowId};

/// What of an explanation of the winner’s score the other bidders do not read.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "redaction")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The award.
    pub award_id: AwardId,
    /// The question.
    pub criterion_id: RowId,
    /// The explanation, with what is withheld marked up and the reason for each.
    pub marked: String,
    /// When.
    pub at: DateTimeUtc,
    /// Who marked it up.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
