//! The receipt of a submission: what was submitted, when, and the line of the record that says so.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Manifest;
use crate::sha256;

/// The receipt of a submission, as the bidder keeps it. It gives nothing of the bid away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// How receipts are written; 1 for this.
    pub gatehouse_receipt: i32,
    /// The tender's reference.
    pub tender: String,
    /// What was bought.
    pub title: String,
    /// Which lot was bid for.
    pub lot: String,
    /// The bidder's name.
    pub organisation: String,
    /// The number of the bid.
    pub bid: i64,
    /// Which submission of the bid, from 1.
    pub number: i32,
    /// When its last byte had arrived.
    pub at: DateTime<Utc>,
    /// SHA-256 of the manifest, in hexadecimal.
    pub digest: String,
    /// Its parts with their digests, as canonical JSON.
    pub manifest: String,
    /// The line of the record.
    pub line: ReceiptLine,
}

/// The line of the record that a submission wrote. Its hash is SHA-256 of the hash before, the number as eight bytes,
/// and SHA-256 of the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptLine {
    /// Its number.
    pub seq: i64,
    /// The hash of the line before.
    pub previous: String,
    /// What it says.
    pub body: String,
    /// Its hash.
    pub hash: String,
}

/// How receipts are written today.
pub const RECEIPT_FORM: i32 = 1;

impl Receipt {
    /// A receipt as it was downloaded.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|receipt: &Self| receipt.gatehouse_receipt == RECEIPT_FORM)
    }

    /// As it is downloaded: JSON that people can read too.
    #[must_use]
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// What does not fit within the receipt itself, if anything: its manifest, its digest and what its line says.
    /// Whether the line is in the record is for whoever has the record to say.
    #[must_use]
    pub fn contradiction(&self) -> Option<&'static str> {
        let line: Option<serde_json::Value> = serde_json::from_str(&self.line.body).ok();
        let says = |name: &str| line.as_ref().and_then(|line| line.get(name)).cloned().unwrap_or_default();
        if Manifest::read(&self.manifest).is_none() || sha256(&self.manifest) != self.digest {
            return Some("The digest is not that of the manifest.");
        }
        if says("action") != "submit_bid" || says("about") != format!("bid/{}", self.bid) {
            return Some("The line of the record is not about a submission of this bid.");
        }
        if says("seals_digest") != self.digest || says("seals_number") != self.number {
            return Some("The line of the record holds another digest.");
        }
        let at = says("at").as_str().and_then(|at| at.parse::<DateTime<Utc>>().ok());
        if at != Some(self.at) || says("seq") != self.line.seq {
            return Some("The line of the record has another time or number.");
        }
        None
    }
}

#[cfg(test)]
mod tests;
