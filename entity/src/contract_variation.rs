//! A change of a contract: why, on which ground, what it does to value and term.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, PersonId, RowId};
use crate::number::Pence;
use crate::state::{VariationGround, YesNo};

/// A change of a contract: why, on which ground, what it does to value and term.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_variation")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Which variation, from 1.
    pub number: i32,
    /// What is changed, and why.
    pub reason: String,
    /// The legal ground.
    pub ground: VariationGround,
    /// Why that ground holds.
    pub ground_note: Option<String>,
    /// Whether it changes materially what is bought.
    pub scope_changes: YesNo,
    /// Whether it shifts the economic balance to the provider.
    pub favours_supplier: YesNo,
    /// The day it was agreed.
    pub agreed_on: Date,
    /// The day it takes effect.
    pub effective_on: Date,
    /// What it adds to the value, in pence, without VAT; less than nothing where it takes away.
    pub value_change: Pence,
    /// The value with it, in pence; computed.
    pub value_after: Option<Pence>,
    /// The part of the term that it changes.
    pub period_id: Option<RowId>,
    /// The length of that part before.
    pub months_before: Option<i32>,
    /// Its length since.
    pub months_after: Option<i32>,
    /// Its last day before, where that was no whole month.
    pub last_day_before: Option<Date>,
    /// Its last day since, where that is no whole month.
    pub last_day_after: Option<Date>,
    /// The provider before, where it changes.
    pub supplier_before: Option<String>,
    /// The provider since.
    pub supplier_after: Option<String>,
    /// The reference of the notice of it.
    pub notice_reference: Option<String>,
    /// When it was recorded.
    pub at: DateTimeUtc,
    /// Who recorded it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
