//! Someone who signs in.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, OrganisationId, PersonId};
use crate::number::Version;

/// Someone who signs in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    /// Their number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PersonId,
    /// How often they have changed.
    pub version: Version,
    /// The authority they work for, if they do.
    pub authority_id: Option<AuthorityId>,
    /// The provider they work for, if they do.
    pub organisation_id: Option<OrganisationId>,
    /// What they sign in with, in lower case.
    pub email: String,
    /// Their name or title, as shown.
    pub name: String,
    /// Whether they may no longer sign in.
    pub disabled: bool,
}

impl ActiveModelBehavior for ActiveModel {}
