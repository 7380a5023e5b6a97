//! The record of actions: each line holds the hash of the one before.
//!
//! Line hash = SHA-256(previous hash, sequence, SHA-256(line body)), so that part of the chain can be
//! proved from headers alone. The body holds the digest of a salted detail, never the detail itself.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use entity::choice::Choice;
use rules::access::Actor;
use rules::{Parts, Written};
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
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    hasher.update(seq.to_be_bytes());
    hasher.update(Sha256::digest(body.as_bytes()));
    hex::encode(hasher.finalize())
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
    fn the_same_detail_under_another_salt_has_another_digest() {
        assert_ne!(salted("a", "[]"), salted("b", "[]"));
        assert_ne!(salted("a", "b[]"), salted("ab", "[]"));
    }
}
