//! The whole draft at a glance, submitting it, withdrawing it.

use axum::extract::Path;
use axum::response::Response;
use entity::id::RowId;
use rules::bid::price::notes;
use rules::bid::submit::{submit as submit_bid, withdraw as withdraw_bid};
use rules::bid::{missing, refuse_late, too_late, words};
use rules::tender::Standing;
use rules::{Refusal, Why};
use serde::Serialize;

use super::contents::{Contents, Said};
use super::own::{Head, Own};
use super::show::{path_of, stands};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::view::Page;

/// How often a submission is judged anew, because the tender moved in the moment between.
const TRIES: usize = 8;

#[derive(Serialize)]
struct CheckPage {
    head: Head,
    stands: String,
    changed: bool,
    missing: Vec<Link>,
    said: Vec<Shown>,
    years: Vec<String>,
    total: Option<String>,
    notes: Vec<String>,
    files: Vec<String>,
    declared: bool,
    form: Form,
}

#[derive(Serialize)]
struct Link {
    path: String,
    says: String,
}

#[derive(Serialize)]
struct Shown {
    path: String,
    title: String,
    asks: String,
    text: Option<String>,
    counted: Option<String>,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "bids/check.html";
    fn title(&self) -> String {
        self.head.titled("Check and submit")
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// Everything at a glance.
pub async fn check(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    draw_check(&desk, id, None).await
}

async fn draw_check(desk: &Desk<Provider>, id: i64, again: Option<&Again>) -> Result<Response, Stop> {
    let own = Own::of(desk, id).await?;
    let contents = Contents::of_draft(desk, &own).await?;
    let filled = contents.filled(&own);
    let missing = missing(&own.bid, &own.terms, &own.lot, &own.organisation, &filled);
    let link = |missing: rules::bid::Missing| Link { path: path_of(&own, missing.place), says: missing.says };
    let action = format!("{}/submit", own.path());
    let price = contents.price.as_ref();
    desk.page(&CheckPage {
        head: Head::of(desk, &own),
        stands: stands(&own),
        changed: own.has_changed(),
        missing: missing.into_iter().map(link).collect(),
        said: contents.conditions.iter().chain(&contents.answers).map(|said| shown(&own, said)).collect(),
        years: price.iter().flat_map(|price| &price.years).map(ToString::to_string).collect(),
        total: price.and_then(|price| price.total()).map(|total| total.to_string()),
        notes: price.map(|price| notes(price, &own.lot)).unwrap_or_default(),
        files: contents.files.into_iter().map(|file| file.name).collect(),
        declared: contents.declared.is_some(),
        form: frame(action, own.bid.row.version, &[], again),
    })
}

fn shown(own: &Own, said: &Said) -> Shown {
    let count = words::words(said.words);
    Shown {
        path: path_of(own, said.place),
        title: said.title.clone(),
        asks: said.asks.clone(),
        text: said.text.clone(),
        counted: said.limit.map(|limit| format!("{count} of {limit}")),
    }
}

/// Submits the draft. Whatever moved in the tender at that moment, it is judged anew at the instant when its last byte
/// arrived; only a colleague who changed this very bid is a reason to look again.
pub async fn submit(Path(id): Path<i64>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let row: RowId = posted.new_id().await?;
    for _ in 0..TRIES {
        let own = Own::of(&posted, id).await?;
        match own.tender.standing(posted.now) {
            Standing::Closed | Standing::Opened => return late(&posted, &own).await,
            Standing::Draft | Standing::Open | Standing::Cancelled => {}
        }
        let filled = own.filled(&posted).await?;
        let (seen, actor, now) = (posted.seen(), &posted.actor, posted.now);
        let change = submit_bid(&own.bid, &own.tender, &own.organisation, &filled, row, seen, actor, now);
        let then = format!("{}/receipts/{}", own.path(), own.bid.row.submissions.saturating_add(1));
        match posted.settle(change, &then).await? {
            Ok(response) => return Ok(response),
            Err(again) if again.stale && seen == own.bid.row.version => {}
            Err(again) => return draw_check(&posted, id, Some(&again)).await,
        }
    }
    Err(Stop::Busy)
}

/// A bid that came too late is not taken; that it came is recorded, and the bidder is told to the millisecond.
async fn late(posted: &Posted<Provider>, own: &Own) -> Result<Response, Stop> {
    let (id, tries) = (posted.new_id().await?, posted.late_tries(&own.bid).await?);
    if let Some(change) = refuse_late(&own.bid, &own.tender, &tries, id, &posted.actor, posted.now)? {
        posted.record(change, &own.path()).await?;
    }
    let deadline = own.tender.row.closes_at.unwrap_or(posted.now);
    let mut says = too_late(posted.now, deadline);
    if own.bid.submitted().is_some() {
        says.push(' ');
        says.push_str(&stands(own));
    }
    Err(Stop::Refused(Refusal::of(Why::NotNow, says)))
}

/// Withdraws what was submitted.
pub async fn withdraw(Path(id): Path<i64>, posted: Posted<Provider>) -> Result<Response, Stop> {
    for _ in 0..TRIES {
        let own = Own::of(&posted, id).await?;
        let seen = posted.seen();
        let change = withdraw_bid(&own.bid, &own.tender, seen, &posted.actor, posted.now);
        match posted.settle(change, &own.path()).await? {
            Ok(response) => return Ok(response),
            Err(again) if again.stale && seen == own.bid.row.version => {}
            Err(again) => return draw_check(&posted, id, Some(&again)).await,
        }
    }
    Err(Stop::Busy)
}
