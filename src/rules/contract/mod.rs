//! A contract: set up, in force, ended; what is decided at its breaks, how it is varied, its money, its notices.
//!
//! Its term is reckoned by `rules::term`. Columns that lists sort by are computed (`derived`), by every change that moves
//! what they rest on and by `due`, which does what time alone causes.

pub mod avoidance;
pub mod begin;
pub mod columns;
pub mod dates;
pub mod decide;
pub mod derived;
pub mod documents;
pub mod due;
pub mod edit;
pub mod end;
pub mod feed;
pub mod given;
pub mod index;
pub mod law;
pub mod lists;
pub mod money;
pub mod notices;
pub mod pack;
pub mod parts;
pub mod payments;
pub mod price;
pub mod register;
pub mod start;
pub mod vary;
pub mod views;

use entity::id::RowId;
use entity::{
    break_implication, break_pack, cohort, contact, contract, contract_avoidance, contract_budget,
    contract_decision, contract_document, contract_outcome, contract_payment, contract_period,
    contract_price, contract_risk, contract_step, contract_variation, default_notice, improvement_plan,
    index_value, kpi, notice_due, plan_item, review_action, review_meeting,
};

use crate::Refusal;

/// Everything the rules look at. Rows are in the order of the page, or in which they were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contract {
    /// The contract itself.
    pub row: contract::Model,
    /// The parts of its term.
    pub periods: Vec<contract_period::Model>,
    /// What was decided at its breaks, oldest first.
    pub decisions: Vec<contract_decision::Model>,
    /// Steps before breaks that were done.
    pub steps: Vec<contract_step::Model>,
    /// How it was varied, oldest first.
    pub variations: Vec<contract_variation::Model>,
    /// The price of each contract year, before indexation.
    pub prices: Vec<contract_price::Model>,
    /// Money by source and year.
    pub budgets: Vec<contract_budget::Model>,
    /// What was paid, oldest first.
    pub payments: Vec<contract_payment::Model>,
    /// What it is expected to save.
    pub avoidances: Vec<contract_avoidance::Model>,
    /// Groups of people who go through the programme.
    pub cohorts: Vec<cohort::Model>,
    /// Meetings in which it was reviewed.
    pub meetings: Vec<review_meeting::Model>,
    /// What someone is to do.
    pub actions: Vec<review_action::Model>,
    /// Its risks.
    pub risks: Vec<contract_risk::Model>,
    /// Plans to put performance right.
    pub plans: Vec<improvement_plan::Model>,
    /// Defaults that were notified.
    pub defaults: Vec<default_notice::Model>,
    /// Whom to turn to, on both sides.
    pub contacts: Vec<contact::Model>,
    /// Steps of mobilisation and exit.
    pub items: Vec<plan_item::Model>,
    /// Its documents.
    pub documents: Vec<contract_document::Model>,
    /// Statutory notices that it made due.
    pub notices: Vec<notice_due::Model>,
    /// The values of the index that its price follows, if it follows one.
    pub index: Vec<index_value::Model>,
    /// Its outcomes table.
    pub outcomes: Vec<contract_outcome::Model>,
    /// Its KPIs, by number.
    pub kpis: Vec<kpi::Model>,
    /// What was written for the decisions at its breaks.
    pub packs: Vec<break_pack::Model>,
    /// What was written for them under the authority's own headings.
    pub implications: Vec<break_implication::Model>,
}

impl Contract {
    /// A contract of which nothing is known but its own row.
    #[must_use]
    pub fn of(row: contract::Model) -> Self {
        Self {
            row,
            periods: Vec::new(),
            decisions: Vec::new(),
            steps: Vec::new(),
            variations: Vec::new(),
            prices: Vec::new(),
            budgets: Vec::new(),
            payments: Vec::new(),
            avoidances: Vec::new(),
            cohorts: Vec::new(),
            meetings: Vec::new(),
            actions: Vec::new(),
            risks: Vec::new(),
            plans: Vec::new(),
            defaults: Vec::new(),
            contacts: Vec::new(),
            items: Vec::new(),
            documents: Vec::new(),
            notices: Vec::new(),
            index: Vec::new(),
            outcomes: Vec::new(),
            kpis: Vec::new(),
            packs: Vec::new(),
            implications: Vec::new(),
        }
    }

    /// A part of its term.
    pub fn period(&self, id: RowId) -> Result<&contract_period::Model, Refusal> {
        self.periods.iter().find(|period| period.id == id).ok_or_else(Refusal::not_found)
    }

    /// The decision that stands at the end of a part: the last one that was not withdrawn.
    #[must_use]
    pub fn decision(&self, period: RowId) -> Option<&contract_decision::Model> {
        let mut decisions = self.decisions.iter().rev();
        decisions.find(|row| row.period_id == period && row.withdrawn_on.is_none())
    }

    /// Payments that were not taken back.
    pub fn paid(&self) -> impl Iterator<Item = &contract_payment::Model> {
        self.payments.iter().filter(|payment| payment.taken_back_at.is_none())
    }
}

#[cfg(test)]
pub(crate) mod testing;
