//! A draw before witnesses between bids that nothing else separated.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, RowId, TenderId};

/// A draw before witnesses between bids that nothing else separated.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draw")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The ranking.
    pub ranking_id: RowId,
    /// The day.
    pub held_on: Date,
    /// Who saw it, one a line.
    pub witnesses: String,
    /// The bids as they were drawn, the first one first, by number, parted by commas.
    pub drawn: String,
    /// When it was recorded.
    pub at: DateTimeUtc,
    /// Who recorded it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
