//! Digests.

use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal digits: how a token is stored, and what a kept paper is recognised by.
#[must_use]
pub fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// SHA-256 of a salt and a text. The salt keeps it from giving a guessed text away, once the text itself is gone.
#[must_use]
pub fn salted(salt: &str, text: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(salt.as_bytes());
    hasher.update([0]);
    hasher.update(text.as_bytes());
    hex::encode(hasher.finalize())
}
