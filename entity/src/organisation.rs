//! A provider's organisation.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::OrganisationId;
use crate::number::Version;
use crate::state::{OrganisationKind, YesNo};

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
    /// Whether it is a small or medium-sized enterprise: fewer than 250 staff, and within the limits of turnover or
    /// balance sheet.
    pub sme: Option<YesNo>,
    /// Whether it is a voluntary, community or social enterprise.
    pub vcse: Option<YesNo>,
    /// Where it is.
    pub address: Option<String>,
    /// Whom to write to, by name or title.
    pub contact_name: Option<String>,
    /// Under which address.
    pub contact_email: Option<String>,
    /// Its identifier on the central digital platform.
    pub identifier: Option<String>,
    /// Whether a mandatory ground for exclusion applies to it (Procurement Act 2023, schedule 6).
    pub mandatory_grounds: Option<YesNo>,
    /// Which, and what has been done about it.
    pub mandatory_note: Option<String>,
    /// Whether a discretionary ground applies to it (schedule 7).
    pub discretionary_grounds: Option<YesNo>,
    /// Which, and what has been done about it.
    pub discretionary_note: Option<String>,
    /// The day it last declared that.
    pub declared_on: Option<Date>,
    /// What its own copies of its bids are sealed to.
    pub public_key: Option<String>,
    /// What opens them, sealed to the server's own key.
    pub wrapped_key: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// An organisation of which nothing more is known than its name and what it is.
    #[must_use]
    pub fn new(id: OrganisationId, name: String, kind: OrganisationKind) -> Self {
        Self {
            id,
            version: Version(1),
            name,
            kind,
            registered_number: None,
            sme: None,
            vcse: None,
            address: None,
            contact_name: None,
            contact_email: None,
            identifier: None,
            mandatory_grounds: None,
            mandatory_note: None,
            discretionary_grounds: None,
            discretionary_note: None,
            declared_on: None,
            public_key: None,
            wrapped_key: None,
            gaps: Gaps::default(),
        }
    }
}
