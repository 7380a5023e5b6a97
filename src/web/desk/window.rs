//! How many registrations the whole house takes in a while. A stranger has no name to be counted by.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How many are taken within [`SPAN`].
const MOST: usize = 30;
/// Within what time.
const SPAN: Duration = Duration::from_secs(10 * 60);

/// The registrations of the last minutes.
#[derive(Debug, Default)]
pub(super) struct Window(Mutex<VecDeque<Instant>>);

impl Window {
    /// Whether there is room for one more now; if there is, it counts.
    pub fn takes(&self, now: Instant) -> bool {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while taken.front().is_some_and(|first| now.saturating_duration_since(*first) >= SPAN) {
            taken.pop_front();
        }
        let has_room = taken.len() < MOST;
        if has_room {
            taken.push_back(now);
        }
        has_room
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_in_ten_minutes_and_then_as_many_again() {
        let (window, start) = (Window::default(), Instant::now());
        for second in 0..30 {
            assert!(window.takes(start + Duration::from_secs(second)));
        }
        assert!(!window.takes(start + Duration::from_secs(599)));
        assert!(window.takes(start + Duration::from_secs(600)));
        assert!(!window.takes(start + Duration::from_secs(600)));
    }
}
