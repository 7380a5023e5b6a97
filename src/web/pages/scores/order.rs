//! The order in which an evaluator goes through the answers: bid by bid, or question by question.

use rules::scoring::OwnAnswer;
use serde::{Deserialize, Serialize};

/// The order in which an evaluator goes through the answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// Every question of a bid, then the next bid.
    #[default]
    Bid,
    /// Every bid's answer to a question, then the next question.
    Question,
}

/// The order as an address says it.
#[derive(Deserialize)]
pub struct Ordered {
    #[serde(default)]
    pub(super) order: Order,
}

impl Order {
    /// The order that a form names; bid by bid where it names none.
    pub(super) fn of(code: &str) -> Self {
        if code == Self::Question.code() { Self::Question } else { Self::Bid }
    }

    /// As addresses and forms name it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Bid => "bid",
            Self::Question => "question",
        }
    }

    /// The answers in this order. They come bid by bid.
    pub(super) fn sorted<'a>(self, mut own: Vec<OwnAnswer<'a>>) -> Vec<OwnAnswer<'a>> {
        match self {
            Self::Bid => {}
            // The sort is stable, so the bids of a question stay in the order of their labels.
            Self::Question => own.sort_by_key(|it| (lot_place(it), it.number)),
        }
        own
    }
}

/// Lots keep apart, in the order of the first bid of each: question 1 of one lot is not question 1 of another.
fn lot_place(own: &OwnAnswer<'_>) -> i64 {
    own.lot.0
}
