//! The opening of a tender's bids: begun by one person, done by a second.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, RowId, TenderId};

/// The opening of a tender's bids: begun by one person, done by a second.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "opening")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Who began.
    pub first_person_id: PersonId,
    /// When.
    pub first_at: DateTimeUtc,
    /// Who completed it.
    pub second_person_id: Option<PersonId>,
    /// When.
    pub second_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
