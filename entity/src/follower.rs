//! A provider that is told of everything that happens to a tender.

use sea_orm::entity::prelude::*;

use crate::id::{OrganisationId, PersonId, RowId, TenderId};

/// A provider that is told of everything that happens to a tender.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "follower")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The tender it belongs to.
    pub tender_id: TenderId,
    /// Who.
    pub organisation_id: OrganisationId,
    /// Who said so.
    pub person_id: PersonId,
    /// Since when.
    pub since: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
