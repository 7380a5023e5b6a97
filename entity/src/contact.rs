//! Someone to turn to under a contract, by title.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{ContractId, RowId};
use crate::state::ContactSide;

/// Someone to turn to under a contract, by title.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// On which side.
    pub side: ContactSide,
    /// Their post.
    pub title: String,
    /// What they answer for.
    pub duty: Option<String>,
    /// Under which address.
    pub email: Option<String>,
    /// Under which number.
    pub phone: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
