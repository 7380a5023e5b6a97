//! Someone who scores or moderates the bids of a tender, and so never opens them.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, RowId, TenderId};
use crate::state::PanelSeat;

/// Someone who scores or moderates the bids of a tender, and so never opens them.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "panel_member")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Who.
    pub person_id: PersonId,
    /// As what.
    pub seat: PanelSeat,
    /// Since when.
    pub since: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
