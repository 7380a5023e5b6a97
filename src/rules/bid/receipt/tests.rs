//! A receipt that contradicts itself is found out without any record.

use entity::id::RowId;

use super::*;
use crate::bid::manifest::ManifestPart;
use crate::testing::noon;

fn receipt() -> Receipt {
    let part = ManifestPart { about: None, digest: "ab".repeat(32), id: RowId(74), kind: "price".to_owned() };
    let manifest = Manifest { parts: vec![part] };
    let (digest, at) = (manifest.digest(), noon("2026-09-03"));
    let body = serde_json::json!({
        "about": "bid/60", "action": "submit_bid", "at": at, "seals_digest": digest, "seals_number": 1, "seq": 12,
    });
    Receipt {
        gatehouse_receipt: RECEIPT_FORM,
        tender: "MED-2021-001".to_owned(),
        title: "A service".to_owned(),
        lot: "The whole service".to_owned(),
        organisation: "Riverbank Trust".to_owned(),
        bid: 60,
        number: 1,
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
        Receipt { bid: 61, ..receipt() },
        Receipt { number: 2, ..receipt() },
        Receipt { at: noon("2026-09-02"), ..receipt() },
        Receipt { line: ReceiptLine { seq: 13, ..receipt().line }, ..receipt() },
        Receipt { line: ReceiptLine { body: "{}".to_owned(), ..receipt().line }, ..receipt() },
        Receipt { manifest: "no".to_owned(), digest: sha256("no"), ..receipt() },
    ];
    for receipt in table {
        assert!(receipt.contradiction().is_some(), "{receipt:?}");
    }
}
