//! A published tender as everybody sees it.

use chrono::{DateTime, Utc};
use entity::opportunity;

/// Where a published tender stands for the public. Whether its bids have been opened is nobody's business there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Bids are taken.
    Open,
    /// The deadline has passed.
    Closed,
    /// It was cancelled.
    Cancelled,
}

impl Seen {
    /// Where it stands. The deadline itself is the first instant that is too late.
    #[must_use]
    pub fn of(row: &opportunity::Model, now: DateTime<Utc>) -> Self {
        match row.cancelled_at {
            Some(_) => Self::Cancelled,
            None if now < row.closes_at => Self::Open,
            None => Self::Closed,
        }
    }

    /// As pages show it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "Open for bids",
            Self::Closed => "Closed",
            Self::Cancelled => "Cancelled",
        }
    }

    /// As style sheets name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}
