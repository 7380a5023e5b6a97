//! The clock, handed out: the machine's, or one fixed instant for tests and pictures.

use chrono::{DateTime, DurationRound, TimeDelta, Utc};

/// Tells the time, cut to microseconds, which both databases keep.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's clock.
    Machine(fn() -> DateTime<Utc>),
    /// Always this instant.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// What the clock reads.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        let now = match self {
            Self::Machine(read) => read(),
            Self::Fixed(instant) => *instant,
        };
        now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now)
    }
}
