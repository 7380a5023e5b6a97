//! A question of the council about one figure of a return.

use sea_orm::entity::prelude::*;

use crate::id::{KpiId, PersonId, ReturnId, RowId};

/// A question of the council about one figure of a return.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "return_query")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The return.
    pub return_id: ReturnId,
    /// The KPI whose figure is asked about.
    pub kpi_id: KpiId,
    /// The submission that it asks about.
    pub submission: i32,
    /// What is asked.
    pub question: String,
    /// When.
    pub asked_at: DateTimeUtc,
    /// Who asked.
    pub asked_by: PersonId,
    /// What the provider answers.
    pub answer: Option<String>,
    /// When.
    pub answered_at: Option<DateTimeUtc>,
    /// Who answered.
    pub answered_by: Option<PersonId>,
}

impl ActiveModelBehavior for ActiveModel {}
