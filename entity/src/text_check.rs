//! Someone has read a text for what must not be published.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, KpiId, PersonId, ReturnId, RowId};
use crate::state::YesNo;

/// Someone has read a text for what must not be published.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "text_check")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract.
    pub contract_id: ContractId,
    /// The return whose text it is.
    pub return_id: ReturnId,
    /// The KPI, or nothing where it is the note of the whole return.
    pub kpi_id: Option<KpiId>,
    /// SHA-256 of the text that was read, in hexadecimal: another text has to be read again.
    pub digest: String,
    /// Whether it may be published.
    pub fit: YesNo,
    /// Why not.
    pub note: Option<String>,
    /// When.
    pub at: DateTimeUtc,
    /// Who read it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
