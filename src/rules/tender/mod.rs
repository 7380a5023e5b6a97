//! A tender: an approved procurement put out to providers, from its first draft to its opened bids.

pub mod amend;
pub mod cancel;
pub mod changed;
pub mod clarification;
pub mod compose;
pub mod edit;
pub mod emails;
pub mod extend;
pub mod files;
pub mod follow;
pub mod formula;
pub mod law;
pub(crate) mod letters;
pub mod lists;
pub mod opening;
pub mod opportunity;
pub mod panel;
pub mod parts;
pub mod publish;
pub mod ready;
pub mod scale;
pub mod standing;
pub mod start;
mod tell;
pub mod terms;
pub mod timetable;

use entity::{
    condition, criterion, follower, lot, panel_member, reopening, sample_bid, scale_step, tender,
    tender_file, tie_break,
};

/// Everything the rules look at. Rows are in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tender {
    /// The tender itself.
    pub row: tender::Model,
    /// What is bid for apart. There is at least one.
    pub lots: Vec<lot::Model>,
    /// What quality is scored on.
    pub criteria: Vec<criterion::Model>,
    /// The scores and what they mean, lowest first.
    pub scale_steps: Vec<scale_step::Model>,
    /// What separates equal totals.
    pub tie_breaks: Vec<tie_break::Model>,
    /// Conditions of participation.
    pub conditions: Vec<condition::Model>,
    /// The imagined bids of the worked example.
    pub sample_bids: Vec<sample_bid::Model>,
    /// Its documents.
    pub files: Vec<tender_file::Model>,
    /// Every version of its terms, oldest first. The last one stands.
    pub terms: Vec<entity::terms::Model>,
    /// Whom to tell.
    pub followers: Vec<follower::Model>,
    /// When it was reopened, oldest first.
    pub reopenings: Vec<reopening::Model>,
    /// Who scores its bids.
    pub panel: Vec<panel_member::Model>,
    /// The openings begun, oldest first; the last one may be complete.
    pub openings: Vec<entity::opening::Model>,
}

pub use standing::{Standing, standing};
