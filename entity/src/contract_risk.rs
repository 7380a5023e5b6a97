//! A risk of a contract.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};
use crate::state::RiskStanding;

/// A risk of a contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_risk")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Its short name.
    pub title: String,
    /// What may happen.
    pub describes: Option<String>,
    /// The authority's category.
    pub category: Option<String>,
    /// In the authority's key.
    pub likelihood: Option<String>,
    /// In the authority's key.
    pub impact: Option<String>,
    /// What is done about it.
    pub mitigation: Option<String>,
    /// Who watches it, by title.
    pub owner: Option<String>,
    /// Whether it is still one.
    pub standing: Option<RiskStanding>,
    /// The risk of the procurement it was carried over from.
    pub from_risk_id: Option<RowId>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
