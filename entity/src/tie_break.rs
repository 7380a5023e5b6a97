//! What separates equal totals, in order.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{RowId, TenderId};
use crate::state::TieRule;

/// What separates equal totals, in order.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "tie_break")]
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
    /// By what.
    pub rule: TieRule,
    /// By the score of which question.
    pub criterion_id: Option<RowId>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
