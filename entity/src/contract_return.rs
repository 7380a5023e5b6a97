//! A return: the figures of one period of a contract.

use sea_orm::entity::prelude::*;

use crate::id::{AuthorityId, ContractId, OrganisationId, PersonId, ReturnId};
use crate::number::Version;
use crate::state::ReturnStage;

/// A return: the figures of one period of a contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract_return")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ReturnId,
    /// Whose contract it is.
    pub authority_id: AuthorityId,
    /// The contract.
    pub contract_id: ContractId,
    /// The provider who is to return it, where it is registered here.
    pub organisation_id: Option<OrganisationId>,
    /// How often it has changed.
    pub version: Version,
    /// Which period of the contract, from 1.
    pub number: i32,
    /// The first day of the period.
    pub first_on: Date,
    /// Its last day.
    pub last_on: Date,
    /// The day by whose end it is due. It stays as it was when the return was opened.
    pub due_on: Date,
    /// How far it has come.
    pub stage: ReturnStage,
    /// When it was opened.
    pub opened_at: DateTimeUtc,
    /// What the provider says of the period as a whole.
    pub note: Option<String>,
    /// Who sent it to the signatory, or submitted it where nobody else signs.
    pub prepared_by: Option<PersonId>,
    /// When.
    pub prepared_at: Option<DateTimeUtc>,
    /// The stage it goes back to where the signatory declines.
    pub came_from: Option<ReturnStage>,
    /// Which signatory declined to sign it last.
    pub declined_by: Option<PersonId>,
    /// Why.
    pub declined_reason: Option<String>,
    /// Whether there was nothing to return for the period.
    pub nil: bool,
    /// Why there was nothing.
    pub nil_reason: Option<String>,
    /// How often it was submitted.
    pub submissions: i32,
    /// When it was submitted first.
    pub submitted_at: Option<DateTimeUtc>,
    /// When the council sent it back last.
    pub returned_at: Option<DateTimeUtc>,
    /// Why.
    pub returned_reason: Option<String>,
    /// When it was accepted.
    pub accepted_at: Option<DateTimeUtc>,
    /// Who accepted it.
    pub accepted_by: Option<PersonId>,
    /// When the council stopped waiting for it.
    pub closed_at: Option<DateTimeUtc>,
    /// Why.
    pub closed_reason: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
