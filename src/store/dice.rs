//! Randomness, handed out: from the machine when serving, from a fixed seed in the demonstration's
//! record and in tests, so that those come out the same each time.

use std::sync::{Mutex, PoisonError};

use age::secrecy::zeroize::Zeroizing;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
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
        hex::encode(self.bytes().as_slice())
    }

    /// The same things in a random order, each order as likely as any other.
    #[must_use]
    pub fn shuffled<T>(&self, mut things: Vec<T>) -> Vec<T> {
        things.shuffle(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        things
    }

    /// 32 random bytes, overwritten in memory when they go.
    #[must_use]
    pub(super) fn bytes(&self) -> Zeroizing<[u8; 32]> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(bytes.as_mut_slice());
        bytes
    }
}
