//! An imagined bid of the worked example.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{RowId, TenderId};
use crate::number::{BasisPoints, Pence};

/// An imagined bid of the worked example.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sample_bid")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// The lot it belongs to.
    pub lot_id: RowId,
    /// What it is called.
    pub name: String,
    /// What it would cost, in pence.
    pub price: Pence,
    /// Its quality, as a share of the quality available.
    pub quality: BasisPoints,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
