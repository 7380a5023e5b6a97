//! Money for one year from one source.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ProcurementId, RowId};
use crate::number::{BasisPoints, Pence};
use crate::state::Secured;

/// Money for one year from one source.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "funding")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Where it comes from.
    pub source: String,
    /// Whose money it is.
    pub owner: Option<String>,
    /// Which year it is for.
    pub year: Option<String>,
    /// How much, in pence.
    pub amount: Option<Pence>,
    /// Its share of the whole.
    pub share: Option<BasisPoints>,
    /// Whether it is there.
    pub secured: Option<Secured>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
