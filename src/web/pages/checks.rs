//! The checks of one opened bid: conditions of participation and grounds for exclusion. No price and no answer is here.

mod asked;
mod forms;
mod shown;

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::{BidId, RowId};
use rules::bid::checks::{OpenedBid, SUBCONTRACTOR, add_subcontractor as add_rule, may_check, standing_of};
use rules::bid::{Conditions, Opened};
use rules::field::{Lists, draft};
use rules::tender::Tender;
use serde::Serialize;

use super::tender_case;
use super::tenders::TenderHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::download::download;
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

pub use asked::{respond, show as show_asked};
pub use forms::{ask, decide, notified, save_ask, save_decision, save_notified};
use shown::{Given, Shown, given};

#[derive(Serialize)]
struct BidPage {
    head: TenderHead,
    path: String,
    name: String,
    digest: String,
    standing: String,
    checks: Vec<Shown>,
    given: Vec<Given>,
    form: Form,
}

impl Page for BidPage {
    const TEMPLATE: &'static str = "opening/bid.html";
    fn title(&self) -> String {
        format!("{} – {}", self.name, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// One opened bid: what the bidder gave for its conditions and declared, and the checks.
pub async fn show(desk: Desk<Staff>, Path((reference, bid)): Path<(String, i64)>) -> Result<Response, Stop> {
    draw_bid(&desk, &reference, bid, None).await
}

/// A file of evidence that the bidder gave for a condition.
pub async fn file(
    desk: Desk<Staff>,
    Path((reference, bid, part)): Path<(String, i64, i64)>,
) -> Result<Response, Stop> {
    let tender = tender_case(&desk, &reference).await?;
    let may = Opened::<Conditions>::to(&tender, &desk.actor, desk.now)?;
    let file = desk.condition_file(&may, BidId(bid), RowId(part)).await?;
    let (file, bytes) = file.ok_or(Stop::NotFound)?;
    Ok(download(file, bytes))
}

/// Adds the checks of a sub-contractor.
pub async fn add_subcontractor(
    Path((reference, bid)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let (tender, opened) = find(&posted, &reference, bid).await?;
    let ids = [posted.new_id().await?, posted.new_id().await?, posted.new_id().await?];
    let change = draft(SUBCONTRACTOR, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| add_rule(&tender, &opened, &ids, &draft, posted.seen(), &posted.actor, posted.now));
    match posted.settle(change, &path(&reference, bid)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_bid(&posted, &reference, bid, Some(&again)).await,
    }
}

/// The bid, for whoever may decide its checks.
async fn find(desk: &Desk<Staff>, reference: &str, bid: i64) -> Result<(Tender, OpenedBid), Stop> {
    let tender = tender_case(desk, reference).await?;
    may_check(&tender, &desk.actor, desk.now)?;
    let opened = desk.opened_bid(tender.row.id, BidId(bid)).await?.ok_or(Stop::NotFound)?;
    Ok((tender, opened))
}

fn path(reference: &str, bid: i64) -> String {
    format!("/tenders/{reference}/bids/{bid}")
}

fn check_path(reference: &str, bid: i64, check: RowId) -> String {
    format!("{}/checks/{}", path(reference, bid), check.0)
}

async fn draw_bid(
    desk: &Desk<Staff>,
    reference: &str,
    bid: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (tender, opened) = find(desk, reference, bid).await?;
    let may = Opened::<Conditions>::to(&tender, &desk.actor, desk.now)?;
    let parts = desk.conditions(&may, opened.bid.row.id).await?;
    let colleagues = desk.colleagues().await?;
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let action = format!("{}/subcontractor", path(reference, bid));
    let shown = |check| Shown::of(&tender, reference, check, &colleagues);
    desk.page(&BidPage {
        head: TenderHead::of(desk, &tender),
        path: path(reference, bid),
        name: opened.opened.name.clone(),
        digest: opened.opened.digest.clone(),
        standing: standing_of(&opened.bid.checks).label(),
        checks: opened.bid.checks.iter().map(shown).collect(),
        given: given(&tender, &path(reference, bid), &parts),
        form: draw(action, opened.bid.row.version, SUBCONTRACTOR, &holds, &Lists::default(), again),
    })
}
