//! A provider's question about a tender, and the answer.

use sea_orm::entity::prelude::*;

use crate::id::{ClarificationId, OrganisationId, PersonId, TenderId};
use crate::number::Version;
use crate::state::AnswerTo;

/// A provider's question about a tender, and the answer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clarification")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClarificationId,
    /// How often it has changed.
    pub version: Version,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Its number among the questions of the tender, from 1.
    pub number: i32,
    /// Who asks.
    pub organisation_id: OrganisationId,
    /// The person who asks.
    pub person_id: PersonId,
    /// When.
    pub asked_at: DateTimeUtc,
    /// What they ask, in their own words. Only the council reads them.
    pub question: String,
    /// Whether they ask for an answer to them alone.
    pub confidential: bool,
    /// Why.
    pub confidential_reason: Option<String>,
    /// The question as everyone reads it, without who asked.
    pub stated: Option<String>,
    /// The answer.
    pub answer: Option<String>,
    /// Who reads it.
    pub audience: Option<AnswerTo>,
    /// Why only the asker reads it, or why everyone does although they asked otherwise.
    pub audience_reason: Option<String>,
    /// When it was answered.
    pub answered_at: Option<DateTimeUtc>,
    /// Who answered.
    pub answered_by: Option<PersonId>,
}

impl ActiveModelBehavior for ActiveModel {}
