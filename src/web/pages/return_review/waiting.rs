//! Returns of all contracts that wait for the council, and those that are overdue.

use axum::response::Response;
use entity::contract;
use entity::contract_return;
use rules::access::Act;
use rules::contract::Contract;
use rules::law::clock::{long_instant, uk_date};
use rules::returns::{Monitoring, Return};
use serde::Serialize;

use super::list::timely_words;
use crate::store::{OfContract, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

/// At most so many of each kind are listed.
const MOST: u64 = 100;

#[derive(Serialize)]
struct WaitingPage {
    submitted: Vec<Waiting>,
    corrections: Vec<Waiting>,
    overdue: Vec<Waiting>,
    more: bool,
    reviews: bool,
    who: String,
}

/// A return that waits.
#[derive(Serialize)]
pub struct Waiting {
    path: String,
    title: String,
    reference: String,
    supplier: String,
    period: String,
    says: String,
    is_mine: bool,
}

impl Page for WaitingPage {
    const TEMPLATE: &'static str = "return_review/waiting.html";
    fn title(&self) -> String {
        "Returns to review".to_owned()
    }
}

/// What waits, one's own contracts first.
pub async fn list(desk: Desk<Staff>) -> Result<Response, Stop> {
    let all = desk.returns_waiting(uk_date(desk.now), MOST).await?;
    let submitted = |row: &contract_return::Model| {
        let at = row.submitted_at.map(long_instant).unwrap_or_default();
        match row.submissions {
            0 | 1 => format!("Submitted {at}"),
            times => format!("Submitted {times} times, first {at}"),
        }
    };
    let overdue = |it: &OfContract| timely_words(&alone(it.row.clone()), desk.now);
    let corrected = |count: usize| match count {
        1 => "1 correction to decide on".to_owned(),
        _ => format!("{count} corrections to decide on"),
    };
    desk.page(&WaitingPage {
        submitted: mine_first(
            all.submitted.iter().map(|it| waiting(&desk, it, submitted(&it.row))).collect(),
        ),
        corrections: mine_first(
            all.corrections.iter().map(|(it, count)| waiting(&desk, it, corrected(*count))).collect(),
        ),
        overdue: mine_first(all.overdue.iter().map(|it| waiting(&desk, it, overdue(it))).collect()),
        more: all.more,
        reviews: desk.may(Act::ReviewReturn),
        who: rules::access::who(Act::ReviewReturn),
    })
}

/// What waits for someone who reviews returns, for the first page: of their own contracts and of those that nobody manages.
pub async fn waits(desk: &Desk<Staff>) -> Result<Vec<Waiting>, Stop> {
    if !desk.may(Act::ReviewReturn) {
        return Ok(Vec::new());
    }
    let all = desk.returns_waiting(uk_date(desk.now), MOST).await?;
    let own = |contract: &contract::Model| {
        contract.manager_id.is_none() || contract.manager_id == desk.actor.person
    };
    let submitted = all.submitted.iter().filter(|it| own(&it.contract));
    let mut rows: Vec<Waiting> = submitted.map(|it| waiting(desk, it, "to be reviewed".to_owned())).collect();
    let corrections = all.corrections.iter().filter(|(it, _)| own(&it.contract));
    rows.extend(corrections.map(|(it, _)| waiting(desk, it, "a correction to decide on".to_owned())));
    Ok(rows)
}

fn mine_first(mut rows: Vec<Waiting>) -> Vec<Waiting> {
    rows.sort_by_key(|row| !row.is_mine);
    rows
}

fn alone(row: contract_return::Model) -> Return {
    Return { row, figures: Vec::new(), submissions: Vec::new(), queries: Vec::new(), evidence: Vec::new() }
}

fn waiting(desk: &Desk<Staff>, it: &OfContract, says: String) -> Waiting {
    let contract = &it.contract;
    let words = Monitoring::of(Contract::of(contract.clone()));
    Waiting {
        path: format!("/contracts/{}/returns/{}", contract.reference, it.row.number),
        title: contract.title.clone(),
        reference: contract.reference.clone(),
        supplier: contract.supplier.clone(),
        period: words.period_words(&alone(it.row.clone())),
        is_mine: contract.manager_id.is_some() && contract.manager_id == desk.actor.person,
        says,
    }
}
