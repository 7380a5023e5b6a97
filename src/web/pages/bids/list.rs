//! The provider's own bids.

use axum::response::Response;
use rules::tender::standing;
use serde::Serialize;

use super::own::{Stamp, closes, lot_name};
use crate::store::{OwnBid, Provider};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    rows: Vec<Row>,
    new_letters: u64,
}

#[derive(Serialize)]
struct Row {
    path: String,
    title: String,
    reference: String,
    lot: Option<String>,
    stage: Stamp,
    closes: String,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "bids/list.html";
    fn title(&self) -> String {
        "Your bids".to_owned()
    }
}

/// All of them, newest first.
pub async fn list(desk: Desk<Provider>) -> Result<Response, Stop> {
    let row = |own: OwnBid| Row {
        path: format!("/bids/{}", own.bid.id.0),
        lot: own.terms.lot(own.bid.lot_id).and_then(|lot| lot_name(&own.terms, lot)),
        title: own.terms.title,
        reference: own.terms.reference,
        stage: Stamp::of_bid(own.bid.stage),
        closes: closes(standing(&own.tender, desk.now), own.tender.closes_at, desk.now),
    };
    let rows = desk.own_bids().await?.into_iter().map(row).collect();
    desk.page(&ListPage { rows, new_letters: desk.new_letters(&desk.actor).await? })
}
