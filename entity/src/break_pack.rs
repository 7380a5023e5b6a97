//! What people write for the decision at a break or an option: the recommendation, and what no record knows.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, RowId};
use crate::state::BreakAnswer;

/// What people write for the decision at a break or an option: the recommendation, and what no record knows.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "break_pack")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// The part of the term at whose end it is decided; a part has one.
    pub period_id: RowId,
    /// What is recommended.
    pub answer: Option<BreakAnswer>,
    /// The whole paper in a few sentences.
    pub summary: Option<String>,
    /// What else is recommended, as it is to be minuted.
    pub recommendation: Option<String>,
    /// Why.
    pub reasons: Option<String>,
    /// How the service has done, in words.
    pub performance: Option<String>,
    /// What else could be done, and why it is not recommended.
    pub options: Option<String>,
    /// Who was asked, and what they said.
    pub consultation: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
