//! What a contract is expected to save.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};
use crate::number::{BasisPoints, Hundredths, Pence};
use crate::state::Recurs;

/// What a contract is expected to save.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_avoidance")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What is reduced.
    pub measures: String,
    /// Reductions a year found by evaluation, in hundredths.
    pub evaluated_rate: Option<Hundredths>,
    /// Reductions a year the model uses, in hundredths.
    pub modelled_rate: Option<Hundredths>,
    /// What one costs: once, or a year where it recurs, in pence.
    pub unit_cost: Option<Pence>,
    /// Whether each saves once or in every later year.
    pub recurs: Option<Recurs>,
    /// Which share of a year one saves in the year in which it is avoided.
    pub part_year: Option<BasisPoints>,
    /// Over how many years.
    pub years: Option<i32>,
    /// Costs avoided, in pence, as stated.
    pub gross: Option<Pence>,
    /// Costs avoided less the cost of the service, in pence, as stated.
    pub net: Option<Pence>,
    /// What it was worked out from.
    pub basis: Option<String>,
    /// Who evaluated it.
    pub source: Option<String>,
    /// Where it can be read.
    pub link: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
