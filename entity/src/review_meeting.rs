//! A meeting in which a contract is reviewed.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};

/// A meeting in which a contract is reviewed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_meeting")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// The day.
    pub held_on: Option<Date>,
    /// Who was there, by title, one a line.
    pub attended: Option<String>,
    /// What was said and agreed.
    pub minutes: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
