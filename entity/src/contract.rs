//! A contract in force, being set up, or ended.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{
    AuthorityId, AwardId, ContractId, OrganisationId, PersonId, ProcurementId, RowId, SettingId, TenderId,
};
use crate::number::{BasisPoints, Pence, Version};
use crate::state::{
    Category, ContractEnd, ContractStage, HealthAnswer, Procured, Rhythm, RhythmFrom, Vat, YesNo,
};

/// A contract in force, being set up, or ended.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContractId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// How often it has changed.
    pub version: Version,
    /// How far it has come.
    pub stage: ContractStage,
    /// What it is called in letters and addresses.
    pub reference: String,
    /// The title of the agreement.
    pub title: String,
    /// What is bought, in a few sentences.
    pub description: Option<String>,
    /// The department that answers for it.
    pub department: Option<String>,
    /// Who manages it.
    pub manager_id: Option<PersonId>,
    /// The procurement it came of.
    pub procurement_id: Option<ProcurementId>,
    /// The tender it came of.
    pub tender_id: Option<TenderId>,
    /// The lot it came of.
    pub lot_id: Option<RowId>,
    /// The award it came of.
    pub award_id: Option<AwardId>,
    /// The provider, where it is registered here.
    pub organisation_id: Option<OrganisationId>,
    /// The provider's name.
    pub supplier: String,
    /// Its company or charity number.
    pub supplier_number: Option<String>,
    /// Where it is.
    pub supplier_address: Option<String>,
    /// Whether it is a small or medium-sized enterprise.
    pub supplier_sme: Option<YesNo>,
    /// Whether it is a voluntary or community organisation.
    pub supplier_vcse: Option<YesNo>,
    /// What it is the result of.
    pub procured: Option<Procured>,
    /// The day its procurement commenced, which decides the law for its whole life.
    pub commenced_on: Option<Date>,
    /// What is mainly bought.
    pub category: Option<Category>,
    /// CPV codes, parted by commas.
    pub cpv_codes: Option<String>,
    /// Whether it is a health care service.
    pub health_answer: Option<HealthAnswer>,
    /// How VAT applies.
    pub vat: Option<Vat>,
    /// Its value when it was signed: the most over the longest term, in pence, without VAT.
    pub value: Option<Pence>,
    /// VAT that cannot be recovered, over its length, in pence.
    pub irrecoverable_vat: Option<Pence>,
    /// The day it was signed.
    pub signed_on: Option<Date>,
    /// Its first day.
    pub starts_on: Option<Date>,
    /// The day it is to be reviewed, as the register says.
    pub review_on: Option<Date>,
    /// How often the provider sends a return.
    pub returns_every: Option<Rhythm>,
    /// From which year the periods of returns are counted.
    pub returns_from: Option<RhythmFrom>,
    /// Working days after the end of a period in which its return is due.
    pub returns_due: Option<i32>,
    /// Whether a second person of the provider signs each return; where nothing is said, one does.
    pub returns_signed: Option<YesNo>,
    /// The series that its price follows.
    pub index_series_id: Option<SettingId>,
    /// The month whose value counts, 1 to 12.
    pub index_month: Option<i32>,
    /// The most that the price rises in a year.
    pub index_cap: Option<BasisPoints>,
    /// The least that the price changes in a year.
    pub index_collar: Option<BasisPoints>,
    /// The rise a year that is assumed while values are not there.
    pub index_assumed: Option<BasisPoints>,
    /// What the contract says of indexation.
    pub index_note: Option<String>,
    /// Its value with every variation, in pence, without VAT; computed.
    pub value_now: Option<Pence>,
    /// What has been paid, in pence, without VAT; computed.
    pub spent: Pence,
    /// Its last day as it stands; computed.
    pub ends_on: Option<Date>,
    /// Its last day if every option is taken; computed.
    pub longest_on: Option<Date>,
    /// The first day that matters next; computed.
    pub next_on: Option<Date>,
    /// What is due then, by its code; computed.
    pub next_what: Option<String>,
    /// The part of the term at whose end that is, where it is a break or an option; computed.
    pub next_period_id: Option<RowId>,
    /// Whether a day has gone by, or someone must act today; computed.
    pub next_loud: bool,
    /// When it was put in force here.
    pub begun_at: Option<DateTimeUtc>,
    /// The last day it ran.
    pub ended_on: Option<Date>,
    /// How it ended.
    pub end_kind: Option<ContractEnd>,
    /// Why, or why it was given up.
    pub end_reason: Option<String>,
    /// The day on which it was last asked what time has brought about.
    pub looked_on: Option<Date>,
    /// The version of the authority's settings that it was asked by: a calendar that moves is looked at the same day.
    pub looked_settings: Option<Version>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
