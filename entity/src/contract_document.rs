//! A document of a contract.

use sea_orm::entity::prelude::*;

use crate::id::{ContractId, PersonId, RowId};
use crate::state::DocumentKind;

/// A document of a contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_document")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The contract it belongs to.
    pub contract_id: ContractId,
    /// Where it stands among its like, from 1.
    pub position: i32,
    /// What it is.
    pub kind: DocumentKind,
    /// What it is called on pages.
    pub title: String,
    /// What it is called when it is saved.
    pub name: String,
    /// Its media type.
    pub media: String,
    /// How many bytes it has.
    pub bytes: i64,
    /// SHA-256 of them, in hexadecimal.
    pub sha256: String,
    /// Under which name the store keeps it.
    pub object: String,
    /// When it came.
    pub added_at: DateTimeUtc,
    /// Whether it was taken out.
    pub withdrawn: bool,
    /// Who brought it.
    pub person_id: PersonId,
}

impl ActiveModelBehavior for ActiveModel {}
