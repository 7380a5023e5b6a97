//! What the council may do with a return, and when.

use chrono::NaiveDate;
use entity::state::{CorrectionStanding, ReturnStage};
use entity::{figure_correction, return_query};

use super::not_now;
use crate::Refusal;
use crate::field::long_day;
use crate::returns::{Monitoring, Return};

/// The stage in which a return waits for the council, for lists of them.
pub const TO_REVIEW: ReturnStage = ReturnStage::Submitted;

/// The stages in which a return waits for its provider, for lists of them.
pub const WITH_PROVIDER: &[ReturnStage] =
    &[ReturnStage::Open, ReturnStage::WithSignatory, ReturnStage::Queried, ReturnStage::Returned];

const NOT_SUBMITTED: &str = "This return has not been submitted. The provider is still at work on it.";
const ACCEPTED: &str = "This return was accepted. A figure changes only by a correction from now on.";
const CLOSED: &str = "This period was closed without a return. Open it again first.";

impl Return {
    /// The questions that were asked since it was submitted last, oldest first.
    pub fn open_queries(&self) -> impl Iterator<Item = &return_query::Model> {
        self.queries.iter().filter(|query| query.submission == self.row.submissions)
    }

    /// Those of them that wait for an answer.
    pub fn unanswered(&self) -> impl Iterator<Item = &return_query::Model> {
        self.open_queries().filter(|query| query.answered_at.is_none())
    }

    /// Whether the council stopped waiting for it: then none of its figures counts.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.row.stage == ReturnStage::Closed
    }

    /// Whether the council may ask about its figures: once it is submitted, and again while questions are open.
    pub fn may_be_asked_about(&self) -> Result<(), Refusal> {
        match self.row.stage {
            ReturnStage::Submitted | ReturnStage::Queried => Ok(()),
            ReturnStage::Open => not_now(NOT_SUBMITTED),
            ReturnStage::WithSignatory => not_now(
                "This return waits for the provider’s signatory. You can ask once it is submitted again.",
            ),
            ReturnStage::Returned => {
                not_now("This return was sent back. You can ask once it is submitted again.")
            }
            ReturnStage::Accepted => not_now(ACCEPTED),
            ReturnStage::Closed => not_now(CLOSED),
        }
    }

    /// Whether questions about it may be answered.
    pub fn may_be_answered(&self) -> Result<(), Refusal> {
        match self.row.stage {
            ReturnStage::Queried | ReturnStage::Returned => Ok(()),
            ReturnStage::WithSignatory => not_now(
                "This return is with your authorised signatory, and is locked until it is signed or declined.",
            ),
            ReturnStage::Open | ReturnStage::Submitted | ReturnStage::Accepted | ReturnStage::Closed => {
                not_now("No question waits for an answer.")
            }
        }
    }

    /// Whether the council may accept it: as it was submitted, with nothing open.
    pub fn may_be_accepted(&self) -> Result<(), Refusal> {
        match self.row.stage {
            ReturnStage::Submitted => Ok(()),
            ReturnStage::Queried => not_now(
                "You asked about figures of this return. It can be accepted once the provider has answered and submitted it again.",
            ),
            ReturnStage::Open | ReturnStage::WithSignatory => not_now(NOT_SUBMITTED),
            ReturnStage::Returned => {
                not_now("This return was sent back. It can be accepted once it is submitted again.")
            }
            ReturnStage::Accepted => not_now("This return was accepted already."),
            ReturnStage::Closed => not_now(CLOSED),
        }
    }

    /// Whether the council may send it back as a whole.
    pub fn may_be_sent_back(&self) -> Result<(), Refusal> {
        match self.row.stage {
            ReturnStage::Submitted | ReturnStage::Queried => Ok(()),
            ReturnStage::Open | ReturnStage::WithSignatory => not_now(NOT_SUBMITTED),
            ReturnStage::Returned => not_now("This return was sent back already."),
            ReturnStage::Accepted => not_now(ACCEPTED),
            ReturnStage::Closed => not_now(CLOSED),
        }
    }

    /// Whether the council may stop waiting for it: after its day, and while it is with the provider.
    pub fn may_be_closed(&self, today: NaiveDate) -> Result<(), Refusal> {
        match self.row.stage {
            ReturnStage::Open | ReturnStage::WithSignatory | ReturnStage::Queried | ReturnStage::Returned
                if today <= self.row.due_on =>
            {
                not_now(format!(
                    "This return is due by {}. The period can be closed from the day after.",
                    long_day(self.row.due_on)
                ))
            }
            ReturnStage::Open | ReturnStage::WithSignatory | ReturnStage::Queried | ReturnStage::Returned => {
                Ok(())
            }
            ReturnStage::Submitted => {
                not_now("This return is there. Accept it, ask about it or send it back.")
            }
            ReturnStage::Accepted => not_now(ACCEPTED),
            ReturnStage::Closed => not_now("This period was closed already."),
        }
    }

    /// The stage it goes to where the council waits for it again. Only what was closed is opened again.
    pub fn reopens_as(&self) -> Result<ReturnStage, Refusal> {
        match self.row.stage {
            ReturnStage::Closed if self.is_returned() => Ok(ReturnStage::Returned),
            ReturnStage::Closed => Ok(ReturnStage::Open),
            ReturnStage::Accepted => not_now(ACCEPTED),
            ReturnStage::Open
            | ReturnStage::WithSignatory
            | ReturnStage::Submitted
            | ReturnStage::Queried
            | ReturnStage::Returned => not_now("This return is not closed."),
        }
    }

    /// Whether its figures may be corrected: once they are accepted.
    pub fn may_be_corrected(&self) -> Result<(), Refusal> {
        match self.row.stage {
            ReturnStage::Accepted => Ok(()),
            ReturnStage::Submitted => not_now(
                "This return is not accepted yet. If a figure is wrong, tell the council: it can ask about it, and you can change it then.",
            ),
            ReturnStage::Open | ReturnStage::WithSignatory | ReturnStage::Queried | ReturnStage::Returned => {
                not_now("This return is not accepted yet, so a figure is changed in the return itself.")
            }
            ReturnStage::Closed => not_now("This period was closed without a return."),
        }
    }
}

impl Monitoring {
    /// The corrections that wait for the council, oldest first.
    pub fn waiting_corrections(&self) -> impl Iterator<Item = &figure_correction::Model> {
        self.corrections.iter().filter(|row| row.standing == CorrectionStanding::Proposed)
    }
}
