//! What became of the emails that tell of a tender's letters.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use entity::id::OrganisationId;
use rules::law::clock::long_instant;
use rules::tender::emails::may_name_bidders;
use serde::Serialize;

use super::TenderHead;
use crate::store::{Staff, Untold};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::tender_case;
use crate::web::view::Page;

#[derive(Serialize)]
struct EmailsPage {
    head: TenderHead,
    letters: u64,
    waiting: u64,
    sent: u64,
    failed: Vec<Failed>,
    why_unnamed: Option<String>,
}

/// Someone who was not told of a letter.
#[derive(Serialize)]
struct Failed {
    to: String,
    subject: Option<String>,
    at: String,
    why: String,
}

impl Page for EmailsPage {
    const TEMPLATE: &'static str = "tenders/emails.html";
    fn title(&self) -> String {
        format!("Emails about letters – {}", self.head.reference())
    }
}

/// How many went out, and which will not arrive.
pub async fn emails(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let tender = tender_case(&desk, &reference).await?;
    let head = TenderHead::of(&desk, &tender);
    let mailed = desk.mailed(tender.row.id).await?;
    let scoring = desk.scoring(tender.clone()).await?;
    let (names, why_unnamed) = match may_name_bidders(&tender, scoring.as_ref(), &desk.actor) {
        Ok(()) => (Some(desk.bidders(tender.row.id).await?), None),
        Err(refusal) => (None, Some(refusal.first())),
    };
    desk.page(&EmailsPage {
        head,
        letters: mailed.letters,
        waiting: mailed.waiting,
        sent: mailed.sent,
        why_unnamed: why_unnamed.filter(|_| !mailed.failed.is_empty()),
        failed: mailed.failed.into_iter().map(|one| failed(one, names.as_ref())).collect(),
    })
}

/// Without names nothing is said that tells who it is: neither the letter's subject nor the mail server's words, in which
/// an address may stand.
fn failed(one: Untold, names: Option<&BTreeMap<OrganisationId, String>>) -> Failed {
    let name = names.map(|names| names.get(&one.letter.organisation_id).cloned());
    let (to, is_named) = match name {
        Some(Some(name)) => (name, true),
        Some(None) => ("A provider that made no bid".to_owned(), false),
        None => ("A provider".to_owned(), false),
    };
    let why = match one.why {
        Some(why) if is_named => format!("It was not taken: {why}"),
        Some(_) => "It was not taken".to_owned(),
        None => "Nobody there could be told by email".to_owned(),
    };
    Failed { to, subject: is_named.then_some(one.letter.subject), at: long_instant(one.letter.at), why }
}
