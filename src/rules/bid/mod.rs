//! A bid: drafted part by part, sealed as it is saved, submitted, withdrawn, replaced.

pub mod checks;
pub mod declaration;
mod file_name;
mod late;
pub mod manifest;
pub mod missing;
mod opened;
pub mod price;
pub mod receipt;
pub mod save;
mod sealed;
pub mod start;
pub mod submit;
mod whose;
pub mod words;

use entity::id::RowId;
use entity::state::PartKind;
use entity::{bid, bid_check, bid_part, submission};

/// Everything the rules look at. What the parts say is sealed, and no rule needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bid {
    /// The bid itself.
    pub row: bid::Model,
    /// Every part ever sealed, oldest first; the current ones make up the draft.
    pub parts: Vec<bid_part::Model>,
    /// Every submission, oldest first.
    pub submissions: Vec<submission::Model>,
    /// Its pass-or-fail checks, once it is opened.
    pub checks: Vec<bid_check::Model>,
}

/// Where a part stands in a bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// What the part is.
    pub kind: PartKind,
    /// Which question or condition it answers.
    pub about: Option<RowId>,
}

impl Place {
    /// The answer to a question.
    #[must_use]
    pub const fn answer(question: RowId) -> Self {
        Self { kind: PartKind::Answer, about: Some(question) }
    }

    /// How a condition of participation is met.
    #[must_use]
    pub const fn condition(condition: RowId) -> Self {
        Self { kind: PartKind::Condition, about: Some(condition) }
    }

    /// The price.
    pub const PRICE: Self = Self { kind: PartKind::Price, about: None };

    /// The declarations.
    pub const DECLARATION: Self = Self { kind: PartKind::Declaration, about: None };

    /// Where a part stands.
    #[must_use]
    pub fn of(part: &bid_part::Model) -> Self {
        Self { kind: part.kind, about: part.about }
    }
}

impl Bid {
    /// The parts that make up the draft, oldest first.
    pub fn current(&self) -> impl Iterator<Item = &bid_part::Model> {
        self.parts.iter().filter(|part| part.current)
    }

    /// The draft's part at a place. Of files there may be several; they are found by [`Self::files`].
    #[must_use]
    pub fn at(&self, place: Place) -> Option<&bid_part::Model> {
        self.current().filter(|part| Place::of(part) == place).last()
    }

    /// The draft's files, oldest first.
    pub fn files(&self) -> impl Iterator<Item = &bid_part::Model> {
        self.current().filter(|part| part.kind == PartKind::File)
    }

    /// The submission that stands: the last one, unless it was withdrawn.
    #[must_use]
    pub fn submitted(&self) -> Option<&submission::Model> {
        self.submissions.last().filter(|last| last.withdrawn_at.is_none())
    }
}

pub use declaration::Declared;
pub use file_name::{ALLOWED, BID_MOST_BYTES, FILE_MOST_BYTES, FIRST_BYTES, accepted};
pub use late::{refuse_late, too_late};
pub use manifest::{About, Manifest};
pub use missing::{Filled, Missing, missing};
pub use opened::{Answers, BidByBid, Conditions, Names, Opened, Prices, Scores};
pub use receipt::Receipt;
pub use sealed::{FileName, Kept, Keys, Sealed};
