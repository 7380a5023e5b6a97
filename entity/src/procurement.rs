//! A case: the decision to buy a service, and everything a report says of it.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{AuthorityId, ProcurementId};
use crate::number::{BasisPoints, Pence, Version};
use crate::state::{Category, DecisionType, HealthAnswer, ReportStatus, Route, Stage, Vat, YesNo};

/// A case: the decision to buy a service, and everything a report says of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "procurement")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProcurementId,
    /// Whose it is.
    pub authority_id: AuthorityId,
    /// How often it has changed.
    pub version: Version,
    /// How far it has come.
    pub stage: Stage,
    /// How often it was sent to clearance.
    pub clearance_round: i32,
    /// What it is called in letters and addresses, such as `MED-2021-001`.
    pub reference: String,
    /// What it is about.
    pub title: String,
    /// What the paper asks of the meeting.
    pub decision_type: Option<DecisionType>,
    /// Whether the public may read it.
    pub report_status: Option<ReportStatus>,
    /// Who is asked to decide.
    pub body: Option<String>,
    /// The day of the meeting.
    pub meets_on: Option<Date>,
    /// Which wards it affects.
    pub wards: Option<String>,
    /// Whether it has a significant effect in two or more wards.
    pub significant_wards: Option<YesNo>,
    /// The member whose portfolio it is.
    pub portfolio_holder: Option<String>,
    /// Directors, one a line.
    pub directors: Option<String>,
    /// In whose name the report is made.
    pub report_from: Option<String>,
    /// The officer who leads.
    pub lead_officer: Option<String>,
    /// Who wrote the report.
    pub report_author: Option<String>,
    /// The paper in a few sentences.
    pub summary: Option<String>,
    /// How it stands to budget and policy.
    pub policy_framework: Option<String>,
    /// What led to it.
    pub background: Option<String>,
    /// The need it meets.
    pub need: Option<String>,
    /// Ways of delivering that were looked at.
    pub models_considered: Option<String>,
    /// What is proposed and how it differs.
    pub proposal: Option<String>,
    /// The programme it is part of.
    pub wider_programme: Option<String>,
    /// Who else is committed to it.
    pub partnership: Option<String>,
    /// What the timetable must achieve.
    pub timetable_note: Option<String>,
    /// How the service works.
    pub service_model: Option<String>,
    /// What a year costs, in pence, without VAT.
    pub annual_value: Option<Pence>,
    /// What the whole term costs as stated, in pence, without VAT.
    pub total_value: Option<Pence>,
    /// How VAT applies.
    pub vat: Option<Vat>,
    /// Whether and how the price rises.
    pub indexation: Option<String>,
    /// The contract's first day.
    pub starts_on: Option<Date>,
    /// The contract's last day.
    pub ends_on: Option<Date>,
    /// The term as the paper words it, such as `2+2+1`.
    pub term_wording: Option<String>,
    /// Whether money from outside is sought.
    pub external_funding: Option<String>,
    /// What the paper says of money beyond the figures.
    pub finance: Option<String>,
    /// Whether a parent company guarantee or bond is required.
    pub guarantee: Option<String>,
    /// What it depends on.
    pub dependency: Option<String>,
    /// Duties and powers it rests on.
    pub statutory_basis: Option<String>,
    /// What stands before the outcomes table.
    pub outcomes_note: Option<String>,
    /// Who leads the procurement.
    pub procurement_lead: Option<String>,
    /// Who will manage the contract.
    pub contract_management: Option<String>,
    /// What is known of the market.
    pub market: Option<String>,
    /// What stands around the options table.
    pub options_note: Option<String>,
    /// What is recommended, which may be none of the options.
    pub preferred_option: Option<String>,
    /// How it is to be bought.
    pub route: Option<Route>,
    /// What the paper says of the route.
    pub route_note: Option<String>,
    /// The share of price.
    pub price_weight: Option<BasisPoints>,
    /// The share of quality.
    pub quality_weight: Option<BasisPoints>,
    /// What the paper says of risk as a whole.
    pub risk_note: Option<String>,
    /// Overall level now, in the authority's key.
    pub current_risk: Option<String>,
    /// Overall level after mitigation, in the authority's key.
    pub residual_risk: Option<String>,
    /// What is mainly bought.
    pub category: Option<Category>,
    /// CPV codes, parted by commas.
    pub cpv_codes: Option<String>,
    /// The day the notice is planned to be submitted.
    pub commences_planned: Option<Date>,
    /// The day the notice was submitted.
    pub commenced_on: Option<Date>,
    /// Whether it is a health care service.
    pub health_answer: Option<HealthAnswer>,
    /// Why that was answered.
    pub health_reason: Option<String>,
    /// The standing statement at the end.
    pub footnote: Option<String>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
    /// What it belongs to.
    #[sea_orm(belongs_to, from = "authority_id", to = "id")]
    pub authority: BelongsTo<super::authority::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
