//! The receipt of a submission: what was submitted, when, and the line of the record that says so.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{About, Manifest};
use crate::sha256;

/// The receipt of a submission, as the bidder keeps it. It gives nothing of the bid away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// How receipts are written; 1 for this.
    pub gatehouse_receipt: i32,
    /// Whose the bid is, for what and under which terms: the beginning of its manifest, for people to read.
    pub about: About,
    /// When its last byte had arrived.
    pub at: DateTime<Utc>,
    /// SHA-256 of the manifest, in hexadecimal.
    pub digest: String,
    /// What was submitted, with the digests of its parts, as canonical JSON.
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
        let Some(manifest) = Manifest::read(&self.manifest).filter(|_| sha256(&self.manifest) == self.digest)
        else {
            return Some("The digest is not that of the manifest.");
        };
        if let Some(why) = differs(&self.about, &manifest.about) {
            return Some(why);
        }
        if says("action") != "submit_bid" || says("about") != format!("bid/{}", self.about.bid.0) {
            return Some("The line of the record is not about a submission of this bid.");
        }
        if says("seals_digest") != self.digest || says("seals_number") != self.about.number {
            return Some("The line of the record holds another digest.");
        }
        let at = says("at").as_str().and_then(|at| at.parse::<DateTime<Utc>>().ok());
        if at != Some(self.at) || says("seq") != self.line.seq {
            return Some("The line of the record has another time or number.");
        }
        None
    }
}

/// What a receipt claims that its manifest, and with it the digest in the record, does not say.
fn differs(claimed: &About, sealed: &About) -> Option<&'static str> {
    let About { bid, lot, lot_id, number, organisation, organisation_id, registered_number, .. } = sealed;
    let table = [
        (&claimed.organisation == organisation, "It names another bidder than the manifest."),
        (
            claimed.organisation_id == *organisation_id && &claimed.registered_number == registered_number,
            "It gives the bidder another number than the manifest.",
        ),
        (claimed.tender == sealed.tender, "It names another tender than the manifest."),
        (claimed.title == sealed.title, "It says that something else is bought than the manifest does."),
        (&claimed.lot == lot && claimed.lot_id == *lot_id, "It names another lot than the manifest."),
        (
            claimed.terms_number == sealed.terms_number && claimed.terms_digest == sealed.terms_digest,
            "It names other terms than the manifest.",
        ),
        (
            claimed.bid == *bid && claimed.number == *number,
            "It names another bid or submission than the manifest.",
        ),
    ];
    let found = table.into_iter().find(|(holds, _)| !holds).map(|(_, why)| why);
    // INVARIANT: whatever is added to the claims is compared too, even before it has words of its own here.
    found.or((claimed != sealed).then_some("It claims something else than the manifest."))
}

#[cfg(test)]
mod tests;
