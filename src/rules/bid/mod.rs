//! A bid: drafted part by part, sealed as it is saved, submitted, withdrawn, replaced.

mod sealed;

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

pub use sealed::{FileName, Kept, Keys, Sealed};
