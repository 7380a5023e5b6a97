//! A bidder answers what the council asks about a check of its bid.

use axum::extract::Path;
use axum::response::Response;
use entity::bid_check;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::{BidId, RowId};
use rules::Refusal;
use rules::access::Act;
use rules::bid::Bid;
use rules::bid::checks::{RESPOND, may_respond, respond as respond_rule};
use rules::field::{Lists, draft, long_day};
use rules::law::clock::long_instant;
use rules::tender::Tender;
use serde::Serialize;

use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct AskedPage {
    back: String,
    title: String,
    kind: &'static str,
    subject: String,
    facts: Vec<(&'static str, String)>,
    form: Option<Form>,
    why_not: Option<String>,
}

impl Page for AskedPage {
    const TEMPLATE: &'static str = "opening/asked.html";
    fn title(&self) -> String {
        "The council asks about your bid".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// What is asked, and the form of the one answer.
pub async fn show(desk: Desk<Provider>, Path((bid, check)): Path<(i64, i64)>) -> Result<Response, Stop> {
    draw_asked(&desk, bid, check, None).await
}

/// Answers, once.
pub async fn respond(
    Path((bid, check)): Path<(i64, i64)>,
    posted: Posted<Provider>,
) -> Result<Response, Stop> {
    let (own, tender) = find(&posted, bid).await?;
    let by = (posted.seen(), &posted.actor, posted.now);
    let change = draft(RESPOND, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| respond_rule(&tender.row, &own, RowId(check), &draft, by));
    match posted.settle(change, &path(bid, check)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_asked(&posted, bid, check, Some(&again)).await,
    }
}

fn path(bid: i64, check: i64) -> String {
    format!("/bids/{bid}/asked/{check}")
}

async fn find(desk: &Desk<Provider>, bid: i64) -> Result<(Bid, Tender), Stop> {
    let bid = desk.bid(BidId(bid)).await?.ok_or(Stop::NotFound)?;
    let tender = desk.tender_of(&bid).await?.ok_or(Stop::NotFound)?;
    Ok((bid, tender))
}

async fn draw_asked(
    desk: &Desk<Provider>,
    bid: i64,
    check: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (own, tender) = find(desk, bid).await?;
    // A check that nothing was asked about is the council's own.
    let asked = |row: &&bid_check::Model| row.id.0 == check && row.asked_at.is_some();
    let row = own.checks.iter().find(asked).ok_or(Stop::NotFound)?;
    let may = may_respond(&own, row.id, &desk.actor, desk.now);
    let form = (may.is_ok() || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(path(bid, check), own.row.version, RESPOND, &holds, &Lists::default(), again)
    });
    desk.page(&AskedPage {
        back: format!("/bids/{bid}"),
        title: tender.title(),
        kind: row.kind.label(),
        subject: row.subject.clone(),
        facts: facts(row),
        form,
        why_not: may.err().filter(|_| desk.may(Act::WriteBid)).map(Refusal::first),
    })
}

fn facts(row: &bid_check::Model) -> Vec<(&'static str, String)> {
    [
        ("The council asks", row.asked.clone()),
        ("You can answer until the end of", row.respond_by.map(long_day)),
        ("You answered", row.response.clone()),
        ("Answered", row.responded_at.map(long_instant)),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((label, value?)))
    .collect()
}
