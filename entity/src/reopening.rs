//! A tender reopened for everyone, because the system or the council was at fault.

use sea_orm::entity::prelude::*;

use crate::id::{PersonId, RowId, TenderId};

/// A tender reopened for everyone, because the system or the council was at fault.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reopening")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// When.
    pub at: DateTimeUtc,
    /// Who decided it.
    pub person_id: PersonId,
    /// What went wrong.
    pub reason: String,
    /// The deadline that had passed.
    pub deadline_before: DateTimeUtc,
    /// The new deadline, for everyone.
    pub until: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
