//! A procurement: its facts, what is found from them, and how it comes to a decision.

pub mod approval;
pub mod checks;
pub mod edit;
pub mod found;
pub mod lists;
pub mod parts;
pub mod progress;

use entity::{
    appraised_option, attachment, capacity, clearance, consultation, cost_avoidance, decision,
    earlier_decision, funding, implication, measure, milestone, outcome, procurement, reason, recommendation,
    risk, service_gap, statistic, term_period,
};

/// Everything the rules look at. Rows are in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Procurement {
    /// The procurement itself.
    pub row: procurement::Model,
    /// What the decision-maker is asked to agree.
    pub recommendations: Vec<recommendation::Model>,
    /// Why it is recommended.
    pub reasons: Vec<reason::Model>,
    /// Numbers the case rests on.
    pub statistics: Vec<statistic::Model>,
    /// Needs that nothing meets today.
    pub service_gaps: Vec<service_gap::Model>,
    /// Figures of the service model.
    pub capacities: Vec<capacity::Model>,
    /// What was decided before.
    pub earlier_decisions: Vec<earlier_decision::Model>,
    /// Money by source and year.
    pub fundings: Vec<funding::Model>,
    /// The parts of the term.
    pub term_periods: Vec<term_period::Model>,
    /// What it is expected to save.
    pub cost_avoidances: Vec<cost_avoidance::Model>,
    /// The outcomes table.
    pub outcomes: Vec<outcome::Model>,
    /// How each outcome is measured.
    pub measures: Vec<measure::Model>,
    /// Options that were weighed.
    pub appraised_options: Vec<appraised_option::Model>,
    /// The risk table.
    pub risks: Vec<risk::Model>,
    /// Whom was or will be asked.
    pub consultations: Vec<consultation::Model>,
    /// What stands under the authority's headings.
    pub implications: Vec<implication::Model>,
    /// The timetable.
    pub milestones: Vec<milestone::Model>,
    /// Appendices and background papers.
    pub attachments: Vec<attachment::Model>,
    /// Answers on clearance, oldest first.
    pub clearances: Vec<clearance::Model>,
    /// What was decided, oldest first.
    pub decisions: Vec<decision::Model>,
}

impl Procurement {
    /// The measures of one outcome.
    pub fn measures_of(&self, outcome: &outcome::Model) -> impl Iterator<Item = &measure::Model> {
        self.measures.iter().filter(move |measure| measure.outcome_id == outcome.id)
    }
}
