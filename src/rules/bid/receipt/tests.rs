//! A receipt that contradicts itself is found out without any record.

use entity::id::{BidId, OrganisationId, RowId};

use super::*;
use crate::bid::manifest::ManifestPart;
use crate::testing::noon;

fn about() -> About {
    About {
        bid: BidId(60),
        lot: "The whole service".to_owned(),
        lot_id: RowId(51),
        number: 1,
        organisation: "Riverbank Trust".to_owned(),
        organisation_id: OrganisationId(1),
        registered_number: Some("1012345".to_owned()),
        tender: "MED-2021-001".to_owned(),
        terms_digest: "cd".repeat(32),
        terms_number: 1,
        title: "A service".to_owned(),
    }
}

fn receipt() -> Receipt {
    let part = ManifestPart { about: None, digest: "ab".repeat(32), id: RowId(74), kind: "price".to_owned() };
    let manifest = Manifest { about: about(), parts: vec![part] };
    let (digest, at) = (manifest.digest(), noon("2026-09-03"));
    let body = serde_json::json!({
        "about": "bid/60", "action": "submit_bid", "at": at, "seals_digest": digest, "seals_number": 1, "seq": 12,
    });
    Receipt {
        gatehouse_receipt: RECEIPT_FORM,
        about: about(),
        at,
        digest,
        manifest: manifest.text(),
        line: ReceiptLine { seq: 12, previous: "0".repeat(64), body: body.to_string(), hash: "1".repeat(64) },
    }
}

#[test]
fn a_receipt_reads_back_and_fits() {
    assert_eq!(Receipt::read(&receipt().json()), Some(receipt()));
    assert_eq!(receipt().contradiction(), None);
    assert_eq!(Receipt::read("{}"), None);
}

#[test]
fn every_changed_word_contradicts() {
    let mut other = receipt();
    other.manifest = other.manifest.replace("price", "file");
    assert_eq!(other.contradiction(), Some("The digest is not that of the manifest."));
    let table = [
        Receipt { at: noon("2026-09-02"), ..receipt() },
        Receipt { line: ReceiptLine { seq: 13, ..receipt().line }, ..receipt() },
        Receipt { line: ReceiptLine { body: "{}".to_owned(), ..receipt().line }, ..receipt() },
        Receipt { manifest: "no".to_owned(), digest: sha256("no"), ..receipt() },
    ];
    for receipt in table {
        assert!(receipt.contradiction().is_some(), "{receipt:?}");
    }
}

#[test]
fn every_claim_is_held_to_the_manifest() {
    let other = || "Another".to_owned();
    let table = [
        (About { organisation: other(), ..about() }, "It names another bidder than the manifest."),
        (
            About { organisation_id: OrganisationId(2), ..about() },
            "It gives the bidder another number than the manifest.",
        ),
        (
            About { registered_number: None, ..about() },
            "It gives the bidder another number than the manifest.",
        ),
        (About { tender: other(), ..about() }, "It names another tender than the manifest."),
        (
            About { title: other(), ..about() },
            "It says that something else is bought than the manifest does.",
        ),
        (About { lot: other(), ..about() }, "It names another lot than the manifest."),
        (About { lot_id: RowId(52), ..about() }, "It names another lot than the manifest."),
        (About { terms_number: 2, ..about() }, "It names other terms than the manifest."),
        (About { terms_digest: other(), ..about() }, "It names other terms than the manifest."),
        (About { bid: BidId(61), ..about() }, "It names another bid or submission than the manifest."),
        (About { number: 2, ..about() }, "It names another bid or submission than the manifest."),
    ];
    for (about, says) in table {
        assert_eq!(Receipt { about: about.clone(), ..receipt() }.contradiction(), Some(says));
        // Whoever alters the manifest to suit has another digest than the record.
        let mut both = Manifest::read(&receipt().manifest).expect("it is a manifest");
        both.about = about.clone();
        let (digest, manifest) = (both.digest(), both.text());
        assert!(Receipt { about, digest, manifest, ..receipt() }.contradiction().is_some());
    }
}

#[test]
fn a_receipt_claims_nothing_else() {
    let more = receipt().json().replacen('{', r#"{"price":"1","#, 1);
    assert_eq!(Receipt::read(&more), None);
}
