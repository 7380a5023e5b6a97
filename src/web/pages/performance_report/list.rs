//! Every report on the performance of a contract: those that can be made, and those that were issued.

use axum::extract::Path;
use axum::response::Response;
use rules::report::performance::Which;
use rules::returns::Return;
use serde::Serialize;

use super::loaded::{IssuedLine, Loaded};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    head: ContractHead,
    path: String,
    periods: Vec<Period>,
    has_returns: bool,
    may_write: bool,
    issued: Vec<IssuedLine>,
}

/// A period whose report can be made.
#[derive(Serialize)]
struct Period {
    number: i32,
    words: String,
    /// The number of the newest report that was issued of it.
    issued: Option<i32>,
    accepted: bool,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "contracts/performance_report/list.html";
    fn title(&self) -> String {
        format!("Reports on performance – {}", self.head.reference())
    }
}

/// The list.
pub async fn list(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let monitoring = desk.monitoring(&reference).await?.ok_or(Stop::NotFound)?;
    let loaded = Loaded::with(&desk, monitoring, Which::Review).await?;
    let colleagues = desk.colleagues().await?;
    let newest = |one: &Return| loaded.issued.iter().find(|it| it.return_id == Some(one.row.id));
    let returned = loaded.monitoring.returns.iter().rev().filter(|one| one.is_returned());
    let periods: Vec<Period> = returned
        .map(|one| Period {
            number: one.row.number,
            words: loaded.monitoring.period_words(one),
            issued: newest(one).map(|it| it.number),
            accepted: one.is_accepted(),
        })
        .collect();
    desk.page(&ListPage {
        head: ContractHead::of(&desk, &loaded.monitoring.contract),
        path: loaded.home(),
        has_returns: !loaded.monitoring.returns.is_empty(),
        may_write: desk.may(rules::access::Act::WritePerformance),
        issued: loaded.issued.iter().map(|one| loaded.line(one, &colleagues)).collect(),
        periods,
    })
}
