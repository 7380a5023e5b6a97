//! Reading the record: each query filters by the reader's scope.

mod answers;
mod audit;
mod authority;
mod awarding;
mod bid;
mod break_paper;
mod case;
mod chain;
mod conditions;
mod contract;
mod contract_next;
mod letters;
mod looked;
mod notices;
mod opened_parts;
mod opening;
mod opportunity;
mod outcome;
mod people;
mod performance;
mod performance_paper;
mod procurement;
mod questions;
mod register;
mod report;
mod returns;
mod returns_to_review;
mod scoring;
mod tender;

pub use audit::Line;
pub use bid::OwnBid;
pub use case::{CaseDetail, CaseLine};
pub use contract_next::{NextAfter, NextListing};
pub use letters::{LETTERS_A_PAGE, Mailed, OwnLetter, Untold};
pub use looked::MOST_IN_CALENDAR;
pub use notices::NoticeListing;
pub use opened_parts::{OpenedPart, Says};
pub use opportunity::{Opportunity, OpportunityFilter, OpportunityListing, PublishedTender};
pub use outcome::{Outcome, Since};
pub use people::{Colleague, OwnPeople};
pub use performance::FiguresOf;
pub use performance_paper::IssuedReport;
pub use procurement::{Listing, ListingFilter};
pub use questions::AnsweredToAll;
pub use register::{Invitations, Key, Place, RegisterFilter, RegisterListing};
pub use returns_to_review::{OfContract, ReturnsWaiting};
pub use tender::{TenderFilter, TenderListing};

use super::apply::house_row;
use super::{Reader, StoreError};

impl<S> Reader<S> {
    /// Whether every page and paper says that this is a demonstration.
    pub async fn is_demonstration(&self) -> Result<bool, StoreError> {
        Ok(house_row(&self.store.db).await?.demonstration)
    }
}
