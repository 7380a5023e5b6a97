//! The KPIs of a contract, by outcome.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::state::YesNo;
use rules::access::Act;
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::returns::kpis::{proposals, unsaid};
use rules::returns::measure::target_shown;
use rules::returns::{Kpi, Monitoring, Version};
use serde::Serialize;

use super::monitored;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    head: ContractHead,
    reference: String,
    outcomes: Vec<Outcome>,
    stopped: Vec<Row>,
    may_write: bool,
    /// Why nothing can be written, for someone who may.
    why_not: Option<String>,
    /// Why no period can be told yet.
    no_periods: Option<&'static str>,
    /// How many measures of the procurement's outcomes table are not taken over yet.
    to_take: usize,
    provider_unknown: bool,
    any: bool,
}

#[derive(Serialize)]
struct Outcome {
    id: i64,
    says: String,
    kpis: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    number: i32,
    title: String,
    kind: &'static str,
    target: Option<String>,
    entered_by: &'static str,
    assumed: bool,
    unsaid: Option<String>,
    since: String,
    ended: Option<String>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "kpis/list.html";
    fn title(&self) -> String {
        format!("KPIs – {}", self.reference)
    }
}

/// All of them.
pub async fn list(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let monitoring = monitored(&desk, &reference).await?;
    let today = uk_date(desk.now);
    let may = monitoring.council_acts(Act::WriteKpis, &desk.actor);
    let to_take = match desk.procurement_behind(&monitoring.contract).await? {
        Some(procurement) => proposals(&monitoring, &procurement).len(),
        None => 0,
    };
    let outcome = |row: &entity::contract_outcome::Model| Outcome {
        id: row.id.0,
        says: row.says.clone(),
        kpis: rows(&monitoring, |kpi| kpi.row.outcome_id == row.id && kpi.row.ended_on.is_none()),
    };
    desk.page(&ListPage {
        head: ContractHead::of(&desk, &monitoring.contract),
        outcomes: monitoring.contract.outcomes.iter().map(outcome).collect(),
        stopped: rows(&monitoring, |kpi| kpi.row.ended_on.is_some()),
        may_write: may.is_ok(),
        why_not: may.err().filter(|_| desk.may(Act::WriteKpis)).map(rules::Refusal::first),
        no_periods: monitoring.periods(today).err().map(rules::returns::periods::NoPeriods::says),
        to_take,
        provider_unknown: monitoring.contract.row.organisation_id.is_none(),
        any: !monitoring.kpis.is_empty(),
        reference,
    })
}

fn rows(monitoring: &Monitoring, fits: impl Fn(&Kpi) -> bool) -> Vec<Row> {
    let row = |kpi: &Kpi| Some(row(kpi, kpi.latest()?));
    monitoring.kpis.iter().filter(|kpi| fits(kpi)).filter_map(row).collect()
}

fn row(kpi: &Kpi, version: &Version) -> Row {
    let missing = unsaid(&version.row);
    Row {
        number: kpi.row.number,
        title: version.row.title.clone(),
        kind: version.row.kind.label(),
        target: version.row.target.map(|target| target_shown(version, target)),
        entered_by: version.row.entered_by.label(),
        assumed: version.row.assumed == Some(YesNo::Yes),
        unsaid: (!missing.is_empty()).then(|| missing.join(", ")),
        since: long_day(version.row.from_on),
        ended: kpi.row.ended_on.map(long_day),
    }
}
