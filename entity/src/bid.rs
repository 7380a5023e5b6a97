//! A provider's bid for a lot. What it says is sealed and not here.

use sea_orm::entity::prelude::*;

use crate::id::{BidId, OrganisationId, RowId, TenderId};
use crate::number::Version;
use crate::state::BidStage;

/// A provider's bid for a lot. What it says is sealed and not here.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bid")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BidId,
    /// How often it has changed.
    pub version: Version,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// The lot it belongs to.
    pub lot_id: RowId,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// How far it has come.
    pub stage: BidStage,
    /// When it was begun.
    pub started_at: DateTimeUtc,
    /// How often it was submitted.
    pub submissions: i32,
    /// When it was last submitted, while that stands.
    pub submitted_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
