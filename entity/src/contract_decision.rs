//! What was decided at a break clause or an extension option, and what was done of it.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, PersonId, RowId};
use crate::state::{BreakAnswer, CallIn};

/// What was decided at a break clause or an extension option, and what was done of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_decision")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// The part of the term at whose end it stands.
    pub period_id: RowId,
    /// Which decision of that point, from 1. The last one that was not withdrawn stands.
    pub number: i32,
    /// What was decided.
    pub answer: BreakAnswer,
    /// The body or officer that decided.
    pub taken_by: String,
    /// The body that left it to them.
    pub delegated_by: Option<String>,
    /// Where that is recorded.
    pub delegation: Option<String>,
    /// The day it was decided.
    pub taken_on: Date,
    /// The decision, as recorded.
    pub says: String,
    /// Why.
    pub reasons: String,
    /// The day the decision was published.
    pub published_on: Date,
    /// Whether it may be, or was, called in.
    pub call_in: CallIn,
    /// The last day it may be called in; computed.
    pub call_in_ends_on: Option<Date>,
    /// What became of the call-in.
    pub call_in_outcome: Option<String>,
    /// When it was recorded.
    pub recorded_at: DateTimeUtc,
    /// Who recorded it.
    pub person_id: PersonId,
    /// The day it was withdrawn.
    pub withdrawn_on: Option<Date>,
    /// Why.
    pub withdrawn_reason: Option<String>,
    /// The day notice was sent.
    pub notice_on: Option<Date>,
    /// How it was sent.
    pub notice_how: Option<String>,
    /// The day it counts as received; computed.
    pub received_on: Option<Date>,
    /// Who recorded the notice.
    pub noticed_by: Option<PersonId>,
}

impl ActiveModelBehavior for ActiveModel {}
