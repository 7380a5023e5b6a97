//! Bids that leave after they were opened: withdrawn by the bidder, or disregarded by the council.

use std::collections::HashMap;

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::{BidId, RowId};
use rules::access::Act;
use rules::field::{Field, List, Lists, draft};
use rules::law::clock::long_instant;
use rules::scoring::exits::{ByName, EXIT, WHICH, record_exit};
use rules::scoring::{InOrOut, Scoring};
use serde::Serialize;

use super::{case, head, name, path};
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct ExitsPage {
    head: TenderHead,
    path: String,
    bids: Vec<Row>,
    form: Option<Form>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    lot: Option<String>,
    code: &'static str,
    stands: &'static str,
    why: Option<String>,
    recorded: Option<String>,
}

impl Page for ExitsPage {
    const TEMPLATE: &'static str = "evaluation/exits.html";
    fn title(&self) -> String {
        format!("Bids that leave – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// Which bids take part, and the form that records that one leaves.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_exits(&desk, &reference, None).await
}

/// Records that a bid leaves.
pub async fn record(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let s = case(&posted, &reference).await?;
    let bids = s.by_name(&posted.actor)?;
    let bid = BidId(posted.typed.get("bid_id").parse().unwrap_or_default());
    let id: RowId = posted.new_id().await?;
    let change = draft(&fields(), &posted.typed, &offered(&s, &bids), &Gaps::default())
        .and_then(|draft| record_exit(&s, bid, id, &draft, posted.seen(), &posted.actor, posted.now));
    match posted.settle(change, &format!("{}/exits", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_exits(&posted, &reference, Some(&again)).await,
    }
}

fn fields() -> Vec<Field> {
    [WHICH, EXIT].concat()
}

/// The bids that can leave, by name.
fn offered(s: &Scoring, bids: &[ByName<'_>]) -> Lists {
    let staying = bids.iter().filter(|one| !matches!(one.stands, InOrOut::Out(_)));
    let entry = |one: &ByName<'_>| {
        let lot = lot_title(s, one.lot).map(|lot| format!(" ({lot})")).unwrap_or_default();
        (one.bid.0.to_string(), format!("{}{lot}", one.name))
    };
    Lists(HashMap::from([(List::Bids, staying.map(entry).collect())]))
}

/// What a lot is called, where there are several.
fn lot_title(s: &Scoring, lot: RowId) -> Option<String> {
    let several = s.terms().lots.len() > 1;
    s.terms().lot(lot).filter(|_| several).map(|lot| lot.title.clone())
}

async fn draw_exits(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let s = case(desk, reference).await?;
    let bids = s.by_name(&desk.actor)?;
    let colleagues = desk.colleagues().await?;
    let lists = offered(&s, &bids);
    let can_leave = lists.0.values().any(|entries| !entries.is_empty());
    let may = desk.may(Act::RunEvaluation) && !s.tender().is_on_panel(desk.actor.person) && can_leave;
    let form = (may || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let action = format!("{}/exits", path(reference));
        draw(action, s.row().version, &fields(), &holds, &lists, again)
    });
    desk.page(&ExitsPage {
        head: head(desk, &s),
        path: path(reference),
        bids: bids.iter().map(|one| row(&s, one, &colleagues)).collect(),
        form,
    })
}

fn row(s: &Scoring, one: &ByName<'_>, colleagues: &[Colleague]) -> Row {
    let (code, stands, why) = match &one.stands {
        InOrOut::In => ("complete", "Takes part", None),
        InOrOut::Checking => ("not-started", "Takes part, checks to decide", None),
        InOrOut::Out(why) => ("returned", "Out", Some(why.clone())),
    };
    let recorded = one.exit.map(|exit| {
        let by = name(colleagues, exit.person_id);
        format!("{}. Recorded at {} by {by}.", exit.kind.label(), long_instant(exit.at))
    });
    Row { name: one.name.to_owned(), lot: lot_title(s, one.lot), code, stands, why, recorded }
}
