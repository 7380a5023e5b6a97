//! The evaluation of quality: who scores what, under which label, and how scores become one agreed score.
//!
//! `rules::evaluation` is arithmetic on plain numbers and knows no people; this room holds the people, their seats and
//! the order of things, up to the sign-off. What comes after it, from prices to signature, is `rules::award`.
//!
//! INVARIANT: a [`Scoring`] is closed. Who holds one can ask how far things are, but scores, labels and answers come
//! out only through an [`Opened`](crate::bid::Opened), made for one reader.

pub mod begin;
pub mod conflicts;
pub mod exits;
mod facts;
pub(crate) mod given;
pub mod moderation;
mod opened;
mod own;
pub mod panel;
pub mod queries;
pub mod sheets;
pub mod sign_off;
pub mod so_far;

use entity::id::RowId;
use entity::{
    bid_exit, bid_label, bidder_query, conflict_declaration, lot_evaluation, moderated_score,
    moderation as meeting, opened_bid, organisation, score, score_sheet, scoring, seat_question,
    seat_release,
};

use crate::access::{Act, Actor, may};
use crate::bid::Bid;
use crate::tender::Tender;
use crate::tender::standing::of_their_authority;
use crate::tender::terms::Terms;
use crate::{Refusal, Why};

pub(crate) use conflicts::clear_if_seated;
pub use facts::InOrOut;
pub(crate) use opened::may_see_results;
pub use opened::{ShownScore, letter_of};
pub use own::{OwnAnswer, OwnStanding};

/// Whether someone may see how far the evaluation of a tender is: who reads the council's tenders, and who sits or sat on
/// this one's panel.
pub fn may_see(tender: &Tender, actor: &Actor) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::SeeEvaluation)?;
    if may(actor, Act::ReadProcurements).is_ok() || tender.is_on_panel(actor.person) {
        return Ok(());
    }
    Err(Refusal::of(Why::NotYours, "You do not sit on the panel of this tender."))
}

/// A bid that was opened, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entered {
    /// The bid with its checks.
    pub bid: Bid,
    /// Its line in the record of the opening.
    pub opened: opened_bid::Model,
    /// The bidder.
    pub bidder: organisation::Model,
}

/// Everything the rules look at, as the store found it. Rows are in the order in which they were made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The evaluation itself.
    pub row: scoring::Model,
    /// The tender.
    pub tender: Tender,
    /// Every bid of the last opening.
    pub bids: Vec<Entered>,
    /// The labels.
    pub labels: Vec<bid_label::Model>,
    /// Who scores which question.
    pub questions: Vec<seat_question::Model>,
    /// Who was released.
    pub releases: Vec<seat_release::Model>,
    /// What was declared of interests.
    pub declarations: Vec<conflict_declaration::Model>,
    /// Bids that left.
    pub exits: Vec<bid_exit::Model>,
    /// The evaluators' sheets.
    pub sheets: Vec<score_sheet::Model>,
    /// What stands on them.
    pub scores: Vec<score::Model>,
    /// The moderations.
    pub moderations: Vec<meeting::Model>,
    /// The agreed scores.
    pub moderated: Vec<moderated_score::Model>,
    /// What bidders were asked.
    pub queries: Vec<bidder_query::Model>,
    /// How far each lot is.
    pub lots: Vec<lot_evaluation::Model>,
}

/// The evaluation of a tender's bids: closed, so that a page reads of it only what is open to its reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scoring {
    rows: Rows,
    terms: Terms,
}

impl Scoring {
    /// From what the store found; nothing where the tender was never published.
    #[must_use]
    pub fn of(rows: Rows) -> Option<Self> {
        let terms = rows.tender.published()?;
        Some(Self { rows, terms })
    }

    /// The evaluation itself: masked or not, and what makes a price look low.
    #[must_use]
    pub fn row(&self) -> &scoring::Model {
        &self.rows.row
    }

    /// The tender.
    #[must_use]
    pub fn tender(&self) -> &Tender {
        &self.rows.tender
    }

    /// The terms that everything is scored by.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.terms
    }

    /// How far one lot is.
    #[must_use]
    pub fn lot(&self, lot: RowId) -> Option<&lot_evaluation::Model> {
        self.rows.lots.iter().find(|row| row.lot_id == lot)
    }

    /// The bidders by name, in alphabetical order, so that the order gives no label away.
    #[must_use]
    pub fn bidders(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.rows.bids.iter().map(|entered| entered.opened.name.as_str()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

#[cfg(test)]
pub(crate) mod testing;
