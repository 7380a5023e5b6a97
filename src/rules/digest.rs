//! Digests.

use sha2::{Digest, Sha256};

/// SHA-256 in hexadecimal digits: how a token is stored, and what a kept paper is recognised by.
#[must_use]
pub fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}
