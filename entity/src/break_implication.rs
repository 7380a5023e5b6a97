//! What the paper on a break or an option says under one of the authority's own headings.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, RowId, SettingId};

/// What the paper on a break or an option says under one of the authority's own headings.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "break_implication")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// The part of the term at whose end it is decided.
    pub period_id: RowId,
    /// Under which heading; a part has one text a heading.
    pub heading_id: SettingId,
    /// What follows.
    pub says: String,
}

impl ActiveModelBehavior for ActiveModel {}
