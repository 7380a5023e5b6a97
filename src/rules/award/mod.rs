//! From quality that is signed off to a signed contract, or to another end: prices, ranking, decision, letters, notices.
//!
//! Scores and people are `rules::scoring`'s; the arithmetic is `rules::evaluation`'s. This room puts them in order: each
//! step is refused until the one before it is done, and `order` alone says which that is.

pub mod call_in;
pub mod decision;
pub mod deed;
pub mod ending;
pub mod equal;
mod facts;
pub mod frozen;
mod letter;
pub mod listed;
pub mod low;
pub mod notice;
pub mod order;
pub mod papers;
pub mod prices;
pub mod proposal;
pub mod ranking;
pub mod reading;
pub mod redaction;
pub mod so_far;
pub mod summary;
pub mod tell;
pub mod unbegun;
pub mod what_if;

use entity::id::RowId;
use entity::{
    assessment_summary, award, bid_price, draw, low_price, ranking as ranked, redaction as marked_up,
};

use crate::scoring::Scoring;

/// Everything the rules look at, as the store found it. Rows are in the order in which they were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The evaluation it rests on.
    pub scoring: Scoring,
    /// The lot.
    pub lot: RowId,
    /// The prices that were opened.
    pub prices: Vec<bid_price::Model>,
    /// Prices that looked abnormally low.
    pub lows: Vec<low_price::Model>,
    /// Every ranking; the last one stands.
    pub rankings: Vec<ranked::Model>,
    /// Draws before witnesses.
    pub draws: Vec<draw::Model>,
    /// Every decision; the last one stands.
    pub awards: Vec<award::Model>,
    /// What other bidders do not read.
    pub redactions: Vec<marked_up::Model>,
    /// What bidders were told.
    pub summaries: Vec<assessment_summary::Model>,
}

/// The result of one lot: closed, so that prices come out only through an [`Opened`](crate::bid::Opened).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LotResult {
    rows: Rows,
}

impl LotResult {
    /// From what the store found.
    #[must_use]
    pub fn of(rows: Rows) -> Self {
        Self { rows }
    }

    /// The evaluation it rests on.
    #[must_use]
    pub fn scoring(&self) -> &Scoring {
        &self.rows.scoring
    }

    /// The lot.
    #[must_use]
    pub fn lot(&self) -> RowId {
        self.rows.lot
    }

    /// The decision that stands, if one was recorded.
    #[must_use]
    pub fn award(&self) -> Option<&award::Model> {
        self.rows.awards.last()
    }
}

#[cfg(test)]
pub(crate) mod testing;
