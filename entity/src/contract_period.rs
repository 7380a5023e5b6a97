//! A part of a contract's term, and what stands at its end.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};
use crate::state::{DayCount, NoticeBy, NoticeUnit, TermEnd};

/// A part of a contract's term, and what stands at its end.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_period")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// Its length in whole months.
    pub months: Option<i32>,
    /// Its last day, where a variation gave it one that is no whole month.
    pub last_day: Option<Date>,
    /// What stands at its end.
    pub ends_with: Option<TermEnd>,
    /// How long before its last day notice must be received.
    pub notice: Option<i32>,
    /// In what that is counted.
    pub notice_unit: Option<NoticeUnit>,
    /// Who may give it.
    pub notice_by: Option<NoticeBy>,
    /// In what form.
    pub notice_form: Option<String>,
    /// How many days after it is sent notice counts as received.
    pub deemed: Option<i32>,
    /// In what days that is counted.
    pub deemed_in: Option<DayCount>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
