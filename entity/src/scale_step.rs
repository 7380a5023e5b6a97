//! A score of the scale and what it means.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{RowId, TenderId};

/// A score of the scale and what it means.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scale_step")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// The score.
    pub score: i32,
    /// Its name, such as Good.
    pub label: String,
    /// What an answer with this score is like.
    pub words: String,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
