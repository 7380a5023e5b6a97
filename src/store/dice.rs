//! Randomness, handed out: from the machine when serving, from a fixed seed in the demonstration's
//! record and in tests, so that those come out the same each time.

use std::sync::{Mutex, PoisonError};

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// A source of random bytes.
pub struct Dice(Mutex<StdRng>);

impl Dice {
    /// Seeded by the machine.
    #[must_use]
    pub fn from_machine() -> Self {
        Self(Mutex::new(rand::make_rng()))
    }

    /// Seeded by a number, for records that must come out the same each time. Never for serving.
    #[must_use]
    pub fn fixed(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }

    /// 32 random bytes in hexadecimal: a token nobody guesses.
    #[must_use]
    pub fn token(&self) -> String {
        let mut bytes = [0_u8; 32];
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut bytes);
        hex::encode(bytes)
    }
}
