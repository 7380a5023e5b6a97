//! A condition of participation: pass or fail, decided before scoring (Procurement Act 2023, section 22).

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{RowId, TenderId};
use crate::state::{ConditionKind, NeededBy};

/// A condition of participation: pass or fail, decided before scoring (Procurement Act 2023, section 22).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "condition")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What it is about.
    pub kind: ConditionKind,
    /// What a bidder must show.
    pub says: String,
    /// What shows it.
    pub evidence: Option<String>,
    /// By when it must be met.
    pub needed_by: NeededBy,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
