//! The provider's returns: what is to be done first, then all of them by contract.

use axum::response::Response;
use rules::returns::nil::may_be_nil;
use rules::returns::sign::left;
use rules::returns::{Monitoring, Return};
use serde::Serialize;

use super::own::{Stamp, due, path_of, stamp};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    to_do: Vec<Row>,
    contracts: Vec<Contract>,
    /// How many could be given as nil.
    nil: usize,
}

#[derive(Serialize)]
struct Contract {
    title: String,
    reference: String,
    rows: Vec<Row>,
    signed: bool,
}

#[derive(Serialize)]
struct Row {
    path: String,
    title: String,
    reference: String,
    period: String,
    stage: Stamp,
    due: String,
    left: Option<String>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "returns/list.html";
    fn title(&self) -> String {
        "Your returns".to_owned()
    }
}

/// All of them.
pub async fn list(desk: Desk<Provider>) -> Result<Response, Stop> {
    let all = desk.own_monitorings().await?;
    let mut to_do: Vec<(chrono::NaiveDate, Row)> = Vec::new();
    let mut nil = 0;
    for monitoring in &all {
        let waiting = monitoring.returns.iter().filter(|one| one.is_with_provider());
        for one in waiting.filter(|one| monitoring.is_over(one, rules::law::clock::uk_date(desk.now)).is_ok())
        {
            to_do.push((one.row.due_on, row(&desk, monitoring, one)));
            nil += usize::from(may_be_nil(monitoring, one, &desk.actor, desk.now).is_ok());
        }
    }
    to_do.sort_by_key(|(day, _)| *day);
    let contracts = all.iter().map(|monitoring| Contract {
        title: monitoring.contract.row.title.clone(),
        reference: monitoring.contract.row.reference.clone(),
        rows: monitoring.returns.iter().rev().map(|one| row(&desk, monitoring, one)).collect(),
        signed: monitoring.is_signed(),
    });
    let contracts = contracts.collect();
    desk.page(&ListPage { to_do: to_do.into_iter().map(|(_, row)| row).collect(), contracts, nil })
}

fn row(desk: &Desk<Provider>, monitoring: &Monitoring, one: &Return) -> Row {
    Row {
        path: path_of(one.row.id),
        title: monitoring.contract.row.title.clone(),
        reference: monitoring.contract.row.reference.clone(),
        period: monitoring.period_words(one),
        stage: stamp(one),
        due: due(one, desk.now),
        left: what_next(monitoring, one),
    }
}

/// What is to be done with it next, if it waits for the provider.
fn what_next(monitoring: &Monitoring, one: &Return) -> Option<String> {
    if !one.is_with_provider() {
        return None;
    }
    if one.is_with_signatory() {
        return Some("An authorised signatory signs it, or declines.".to_owned());
    }
    Some(match left(monitoring, one).len() {
        0 if monitoring.is_signed() => "Everything is there. Send it to be signed.".to_owned(),
        0 => "Everything is there. Submit it.".to_owned(),
        1 => "1 thing is left to do.".to_owned(),
        more => format!("{more} things are left to do."),
    })
}
