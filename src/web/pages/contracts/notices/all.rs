//! What is to be published, across contracts, first due first.

use axum::extract::Query;
use axum::response::Response;
use chrono::NaiveDate;
use entity::id::RowId;
use entity::{contract, notice_due};
use rules::law::clock::uk_date;
use serde::{Deserialize, Serialize};

use super::{Stands, by_when, called};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct AllPage {
    rows: Vec<Row>,
    /// Those for which the law sets no day.
    without_day: Vec<Row>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Row {
    reference: String,
    title: String,
    id: i64,
    called: String,
    why: String,
    by: String,
    stands: Stands,
}

/// Where on the list the page begins.
#[derive(Default, Deserialize)]
pub struct Place {
    /// Behind this notice: its last day and its number.
    after: Option<String>,
}

impl Page for AllPage {
    const TEMPLATE: &'static str = "contracts/notices_due.html";
    fn title(&self) -> String {
        "Notices to publish".to_owned()
    }
}

/// Every notice of the authority’s contracts that is to be published.
pub async fn all(desk: Desk<Staff>, Query(place): Query<Place>) -> Result<Response, Stop> {
    let after = place.after.as_deref().and_then(key);
    let listing = desk.notices_due(after).await?;
    let today = uk_date(desk.now);
    // Those without a day stand below the last of the others.
    let without_day = if listing.next.is_none() { desk.notices_without_day().await? } else { Vec::new() };
    let row = |(notice, contract): (notice_due::Model, contract::Model)| Row::of(&notice, contract, today);
    desk.page(&AllPage {
        next: listing.next.map(|(day, id)| format!("/contracts/notices?after={day}.{}", id.0)),
        rows: listing.rows.into_iter().map(row).collect(),
        without_day: without_day.into_iter().map(row).collect(),
    })
}

fn key(text: &str) -> Option<(NaiveDate, RowId)> {
    let (day, id) = text.split_once('.')?;
    Some((day.parse().ok()?, RowId(id.parse().ok()?)))
}

impl Row {
    fn of(notice: &notice_due::Model, contract: contract::Model, today: NaiveDate) -> Self {
        Self {
            reference: contract.reference,
            title: contract.title,
            id: notice.id.0,
            called: called(&notice.kind),
            why: notice.why.clone(),
            by: by_when(notice.due_on),
            stands: Stands::of(notice, today),
        }
    }
}
