//! A secret address under which a calendar reads the days of contracts.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, ContractId, PersonId, RowId};

/// A secret address under which a calendar reads the days of contracts.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "feed")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// Who made it.
    pub person_id: PersonId,
    /// Of which contract; empty for all that the person manages.
    pub contract_id: Option<ContractId>,
    /// SHA-256 of the secret, in hexadecimal. The secret itself is not kept.
    pub secret_sha256: String,
    /// When it was made.
    pub made_at: DateTimeUtc,
    /// When it was revoked.
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
