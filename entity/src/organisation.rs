//! A provider's organisation.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::OrganisationId;
use crate::number::Version;
use crate::state::OrganisationKind;

/// A provider's organisation.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationId,
    /// How often it has changed.
    pub version: Version,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its company or charity number.
    pub registered_number: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
