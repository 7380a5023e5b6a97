//! The record of actions: each line holds the hash of the one before.
//!
//! Line hash = SHA-256(previous hash, sequence, SHA-256(line body)), so that part of the chain can be
//! proved from headers alone. The body holds the digest of a salted detail, never the detail itself.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use entity::choice::Choice;
use rules::access::Actor;
use rules::{Parts, Written};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A hash in hexadecimal.
pub type Hash = String;

/// What stands before the first line.
#[must_use]
pub fn beginning() -> Hash {
    "0".repeat(64)
}

/// The hash of a line.
#[must_use]
pub fn line_hash(previous: &str, seq: i64, body: &str) -> Hash {
    header_hash(previous, seq, &Sha256::digest(body.as_bytes()))
}

/// The hash of a line of whose body only the SHA-256 is known.
#[must_use]
pub fn header_hash(previous: &str, seq: i64, body: &[u8]) -> Hash {
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    hasher.update(seq.to_be_bytes());
    hasher.update(body);
    hex::encode(hasher.finalize())
}

/// A line of the chain as it is exported: enough to follow the chain, and nothing of what the lines say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Its number.
    pub seq: i64,
    /// The hash of the line before.
    pub previous: Hash,
    /// SHA-256 of its body, in hexadecimal.
    pub body: Hash,
    /// Its hash.
    pub hash: Hash,
}

impl Header {
    /// The header of a line.
    #[must_use]
    pub fn of(seq: i64, previous: Hash, body: &str, hash: Hash) -> Self {
        Self { seq, previous, body: hex::encode(Sha256::digest(body.as_bytes())), hash }
    }

    /// Whether it follows the one before, and its hash fits what it says.
    #[must_use]
    pub fn follows(&self, before: Option<&Self>) -> bool {
        let (seq, hash) = before.map_or((0, beginning()), |before| (before.seq, before.hash.clone()));
        let body = hex::decode(&self.body).unwrap_or_default();
        self.seq == seq + 1
            && self.previous == hash
            && self.hash == header_hash(&self.previous, self.seq, &body)
    }
}

/// The detail of a change as canonical JSON: keys in order, no spaces.
#[must_use]
pub fn detail(parts: &Parts) -> String {
    let rows: Vec<&Written> = parts.rows.iter().map(|row| &row.written).collect();
    serde_json::to_string(&rows).expect("written rows are plain JSON")
}

/// The body of a line as canonical JSON: keys in order, no spaces.
#[must_use]
pub fn body(seq: i64, parts: &Parts, actor: &Actor, now: DateTime<Utc>, digest: &str) -> String {
    let mut fields: BTreeMap<&str, Value> = BTreeMap::new();
    fields.insert("about", parts.about.to_string().into());
    fields.insert("action", parts.action.code().into());
    fields.insert(
        "actor",
        actor.person.map_or("house".to_owned(), |person| format!("person/{}", person.0)).into(),
    );
    fields.insert("at", instant(now).into());
    fields.insert("authority", parts.authority.map_or(Value::Null, |authority| authority.0.into()));
    fields.insert("detail", digest.into());
    if let Some(disposal) = &parts.disposal {
        fields.insert("disposes_before", instant(disposal.before).into());
        fields.insert("disposes_count", disposal.count.into());
        fields.insert("disposes_kind", disposal.kind.code().into());
    }
    if let Some(keeps) = &parts.keeps {
        fields.insert("keeps_kind", keeps.kind.code().into());
        fields.insert("keeps_occasion", keeps.occasion.code().into());
        fields.insert("keeps_digest", keeps.digest.as_str().into());
        fields.insert("keeps_number", keeps.number.into());
        fields.insert("keeps_report", keeps.report.0.into());
    }
    if let Some(on) = &parts.on {
        fields.insert("on", on.as_ref().into());
    }
    if let Some(seals) = &parts.seals {
        fields.insert("seals_digest", seals.digest.as_str().into());
        fields.insert("seals_number", seals.number.into());
    }
    fields.insert("seq", seq.into());
    serde_json::to_string(&fields).expect("a line is plain JSON")
}

/// An instant as lines write it: UTC, to the microsecond.
fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::salted;

    #[test]
    fn a_hash_depends_on_everything_it_covers() {
        let of = |previous: &str, seq, body: &str| line_hash(previous, seq, body);
        let line = of(&beginning(), 1, "{}");
        assert_eq!(line, of(&beginning(), 1, "{}"));
        assert_ne!(line, of(&line, 1, "{}"));
        assert_ne!(line, of(&beginning(), 2, "{}"));
        assert_ne!(line, of(&beginning(), 1, "{ }"));
    }

    #[test]
    fn headers_follow_each_other_or_do_not() {
        let header = |seq, previous: &str, body: &str| {
            Header::of(seq, previous.to_owned(), body, line_hash(previous, seq, body))
        };
        let first = header(1, &beginning(), "{}");
        let second = header(2, &first.hash, "{ }");
        assert!(first.follows(None) && second.follows(Some(&first)));
        let forged = Header { body: first.body.clone(), ..second.clone() };
        assert!(!forged.follows(Some(&first)) && !second.follows(None));
        assert!(!header(3, &first.hash, "{}").follows(Some(&first)), "a number is missing");
    }

    #[test]
    fn the_same_detail_under_another_salt_has_another_digest() {
        assert_ne!(salted("a", "[]"), salted("b", "[]"));
        assert_ne!(salted("a", "b[]"), salted("ab", "[]"));
    }
}
