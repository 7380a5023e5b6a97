//! A question that quality is scored on, or a heading that shares its weight among such questions.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{RowId, TenderId};
use crate::number::BasisPoints;

/// A question that quality is scored on, or a heading that shares its weight among such questions.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "criterion")]
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
    /// The heading it stands under.
    pub parent_id: Option<RowId>,
    /// The outcome of the procurement it grew out of.
    pub outcome_id: Option<RowId>,
    /// What it is called.
    pub title: String,
    /// What bidders are asked.
    pub question: Option<String>,
    /// Its weight in percent of everything.
    pub weight: Option<BasisPoints>,
    /// The most words an answer may have.
    pub word_limit: Option<i32>,
    /// The least score.
    pub minimum: Option<i32>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
