//! The next decisions across all contracts, by the first day that matters.

use axum::extract::Query;
use axum::response::Response;
use chrono::NaiveDate;
use entity::choice::Choice;
use entity::contract;
use entity::state::StepKind;
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::term::next::Urgency;
use serde::{Deserialize, Serialize};

use super::Mark;
use crate::store::{NextAfter, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

/// How many a page shows.
const PAGE: u64 = 50;

/// A contract with the first day that matters in it.
#[derive(Serialize)]
pub struct ListedNext {
    reference: String,
    title: String,
    supplier: String,
    /// Where that is decided: its break, or its term where only its end is ahead.
    path: String,
    what: &'static str,
    on: String,
    mark: Mark,
    loud: bool,
}

impl ListedNext {
    /// From the stored row; nothing where no day is stored.
    #[must_use]
    pub fn of(row: &contract::Model, today: NaiveDate) -> Option<Self> {
        let on = row.next_on?;
        let step = row.next_what.as_deref().and_then(StepKind::of).unwrap_or(StepKind::Turn);
        let contract = format!("/contracts/{}", row.reference);
        Some(Self {
            path: match row.next_period_id {
                Some(period) => format!("{contract}/breaks/{}", period.0),
                None => format!("{contract}/term"),
            },
            what: if row.next_period_id.is_some() { step.label() } else { "The contract ends" },
            on: long_day(on),
            mark: Mark::of(urgency(row.next_loud, on, today)),
            loud: row.next_loud,
            reference: row.reference.clone(),
            title: row.title.clone(),
            supplier: row.supplier.clone(),
        })
    }
}

/// What is loud is so because a day has gone by, or else because someone must act today.
fn urgency(loud: bool, on: NaiveDate, today: NaiveDate) -> Urgency {
    match (Urgency::of(on, today), loud) {
        (Urgency::Missed, _) => Urgency::Missed,
        (_, true) => Urgency::Trouble,
        (by_its_day, false) => by_its_day,
    }
}

#[derive(Serialize)]
struct NextPage {
    loud: Vec<ListedNext>,
    ahead: Vec<ListedNext>,
    is_first: bool,
    more: Option<String>,
}

impl Page for NextPage {
    const TEMPLATE: &'static str = "term/next.html";
    fn title(&self) -> String {
        "Next decisions".to_owned()
    }
}

/// Where a page begins.
#[derive(Deserialize)]
pub struct From {
    loud: Option<bool>,
    on: Option<NaiveDate>,
    id: Option<i64>,
}

/// The next decisions of all contracts in force, loud ones first.
pub async fn list(desk: Desk<Staff>, Query(from): Query<From>) -> Result<Response, Stop> {
    let after = match (from.loud, from.on, from.id) {
        (Some(loud), Some(on), Some(id)) => Some(NextAfter { loud, on, id }),
        (_, _, _) => None,
    };
    let listing = desk.next_decisions(after, PAGE).await?;
    let today = uk_date(desk.now);
    let rows = listing.rows.iter().filter_map(|row| ListedNext::of(row, today));
    let (loud, ahead) = rows.partition(|row| row.loud);
    let more = |after: NextAfter| {
        let NextAfter { loud, on, id } = after;
        format!("/contracts/next?loud={loud}&on={on}&id={id}")
    };
    desk.page(&NextPage { loud, ahead, is_first: after.is_none(), more: listing.next.map(more) })
}
