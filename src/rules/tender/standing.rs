//! Where a tender stands: its stored stage, and the clock. No other room matches a tender's stage.

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::state::TenderStage;
use entity::tender;

use super::Tender;
use super::terms::Terms;
use crate::access::{Actor, Side};
use crate::law::clock::long_instant;
use crate::{Refusal, Why};

/// Where a tender stands at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Being written; nobody outside sees it.
    Draft,
    /// Published, and bids are taken.
    Open,
    /// The deadline has passed; the bids are still sealed.
    Closed,
    /// Its bids have been opened.
    Opened,
    /// Cancelled.
    Cancelled,
}

impl Standing {
    /// Every one, in the order in which a tender goes through them.
    pub const ALL: &[Self] = &[Self::Draft, Self::Open, Self::Closed, Self::Opened, Self::Cancelled];

    /// As pages show it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => TenderStage::Draft.label(),
            Self::Open => "Open for bids",
            Self::Closed => "Closed, bids sealed",
            Self::Opened => "Bids opened",
            Self::Cancelled => TenderStage::Cancelled.label(),
        }
    }

    /// As style sheets name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Opened => "opened",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Where it stands. The deadline itself is the first instant that is too late.
#[must_use]
pub fn standing(row: &tender::Model, now: DateTime<Utc>) -> Standing {
    match (row.stage, row.closes_at) {
        (TenderStage::Draft, _) | (TenderStage::Published, None) => Standing::Draft,
        (TenderStage::Published, Some(closes)) if now < closes => Standing::Open,
        (TenderStage::Published, Some(_)) => Standing::Closed,
        (TenderStage::Opened, _) => Standing::Opened,
        (TenderStage::Cancelled, _) => Standing::Cancelled,
    }
}

impl Tender {
    /// Where it stands.
    #[must_use]
    pub fn standing(&self, now: DateTime<Utc>) -> Standing {
        standing(&self.row, now)
    }

    /// What it is called by everyone: as it is published, or, before that, as it is written.
    #[must_use]
    pub fn title(&self) -> String {
        self.published().map_or_else(|| self.row.title.clone(), |terms| terms.title)
    }

    /// The terms that stand; nothing before publication.
    #[must_use]
    pub fn published(&self) -> Option<Terms> {
        self.terms.last().and_then(Terms::of)
    }
}

/// INVARIANT: nobody of a council acts on another council's tender. The store's queries never find one; this holds
/// even where a caller got hold of one another way.
pub(crate) fn of_their_authority(tender: &Tender, actor: &Actor) -> Result<(), Refusal> {
    match actor.side {
        Side::Staff(authority) if authority == tender.row.authority_id => Ok(()),
        Side::Staff(_) | Side::Provider(_) | Side::House => Err(Refusal::not_found()),
    }
}

/// Bids and questions are for an open tender; whoever comes at another time is told why not, and when it was.
pub(crate) fn must_be_open(tender: &Tender, now: DateTime<Utc>) -> Result<(), Refusal> {
    let closed = || tender.row.closes_at.map(long_instant).unwrap_or_default();
    let says = match tender.standing(now) {
        Standing::Open => return Ok(()),
        Standing::Draft => return Err(Refusal::not_found()),
        Standing::Closed | Standing::Opened => format!("This tender closed at {}.", closed()),
        Standing::Cancelled => "This tender has been cancelled.".to_owned(),
    };
    Err(Refusal::of(Why::NotNow, says))
}
