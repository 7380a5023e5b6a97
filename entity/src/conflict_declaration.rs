//! What someone on the panel declared of interests in the bidders, and what was decided of it.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, RowId, TenderId};
use crate::state::{ConflictDecision, YesNo};

/// What someone on the panel declared of interests in the bidders, and what was decided of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict_declaration")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Who declared.
    pub person_id: PersonId,
    /// Which of their declarations, from 1. The last one stands.
    pub position: i32,
    /// The names it was made against, one a line.
    pub bidders: String,
    /// Whether there is an interest.
    pub conflicted: YesNo,
    /// Which.
    pub says: Option<String>,
    /// When.
    pub at: DateTimeUtc,
    /// What was decided.
    pub decision: Option<ConflictDecision>,
    /// Why.
    pub decision_reason: Option<String>,
    /// The approver who decided.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
