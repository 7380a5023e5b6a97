//! What was decided, by whom and why.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{PersonId, ProcurementId, RowId};
use crate::state::{CallIn, DecisionAnswer};

/// What was decided, by whom and why.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The procurement it belongs to.
    pub procurement_id: ProcurementId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What was decided.
    pub answer: DecisionAnswer,
    /// The body or officer.
    pub taken_by: String,
    /// The day.
    pub taken_on: Date,
    /// The decision, as minuted.
    pub says: String,
    /// Why.
    pub reasons: String,
    /// Alternatives weighed and rejected.
    pub alternatives: Option<String>,
    /// Interests declared.
    pub interests: Option<String>,
    /// Conditions set.
    pub conditions: Option<String>,
    /// To whom a further step is left.
    pub delegated_to: Option<String>,
    /// Whom they must consult.
    pub consulting: Option<String>,
    /// The day it was published.
    pub published_on: Option<Date>,
    /// Whether it may be, or was, called in.
    pub call_in: CallIn,
    /// The last day it may be called in; computed.
    pub call_in_ends_on: Option<Date>,
    /// What became of the call-in.
    pub call_in_outcome: Option<String>,
    /// Who wrote this record.
    pub person_id: PersonId,
    /// When.
    pub at: DateTimeUtc,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "procurement_id", to = "id")]
    pub procurement: BelongsTo<super::procurement::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
