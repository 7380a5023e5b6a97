//! The receipt of a submission: as a page, and as a file to keep.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rules::bid::Receipt;
use rules::bid::receipt::RECEIPT_FORM;
use rules::law::clock::long_instant;
use serde::Serialize;

use super::own::{Head, Own};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct ReceiptPage {
    head: Head,
    receipt: Receipt,
    at: String,
    exactly: String,
    withdrawn_at: Option<String>,
    parts: usize,
    stands: bool,
}

impl Page for ReceiptPage {
    const TEMPLATE: &'static str = "bids/receipt.html";
    fn title(&self) -> String {
        self.head.titled(&format!("Receipt {}", self.receipt.about.number))
    }
}

/// The receipt as a page.
pub async fn receipt(desk: Desk<Provider>, Path((id, number)): Path<(i64, i32)>) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let receipt = find(&desk, &own, number).await?;
    let row = own.bid.submissions.iter().find(|one| one.number == number).ok_or(Stop::NotFound)?;
    let manifest = rules::bid::Manifest::read(&receipt.manifest).ok_or(Stop::Broken)?;
    desk.page(&ReceiptPage {
        head: Head::of(&desk, &own),
        at: long_instant(receipt.at),
        exactly: receipt.at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
        withdrawn_at: row.withdrawn_at.map(long_instant),
        parts: manifest.parts.len(),
        stands: own.bid.submitted().is_some_and(|stands| stands.number == number),
        receipt,
    })
}

/// The receipt as a file, for `gatehouse verify --receipt`.
pub async fn receipt_json(
    desk: Desk<Provider>,
    Path((id, number)): Path<(i64, i32)>,
) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let receipt = find(&desk, &own, number).await?;
    let name = format!("attachment; filename=\"receipt-{}-{id}-{number}.json\"", receipt.about.tender);
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CONTENT_DISPOSITION, &name)];
    Ok((headers, receipt.json()).into_response())
}

async fn find(desk: &Desk<Provider>, own: &Own, number: i32) -> Result<Receipt, Stop> {
    let row = own.bid.submissions.iter().find(|one| one.number == number).ok_or(Stop::NotFound)?;
    let manifest = rules::bid::Manifest::read(&row.manifest).ok_or(Stop::Broken)?;
    let line = desk.submission_line(&own.bid, number).await?.ok_or(Stop::Broken)?;
    Ok(Receipt {
        gatehouse_receipt: RECEIPT_FORM,
        about: manifest.about,
        at: row.at,
        digest: row.digest.clone(),
        manifest: row.manifest.clone(),
        line,
    })
}
