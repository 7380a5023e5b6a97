//! One KPI with every dated version and the targets of coming periods.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::state::YesNo;
use rules::access::Act;
use rules::field::{Lists, long_day};
use rules::law::clock::uk_date;
use rules::report::Figures;
use rules::returns::kpis::{fields, holds, targets_of, unsaid};
use rules::returns::measure::target_shown;
use rules::returns::{Kpi, Version};
use serde::Serialize;

use super::{monitored, numbered};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::forms::{Fact, facts};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct ShowPage {
    head: ContractHead,
    reference: String,
    number: i32,
    name: String,
    kind: &'static str,
    outcome: String,
    assumed: bool,
    unsaid: Vec<&'static str>,
    /// Newest first.
    versions: Vec<ShownVersion>,
    targets: Vec<(String, Option<String>)>,
    ended: Option<(String, String)>,
    may_change: bool,
    may_target: bool,
}

#[derive(Serialize)]
struct ShownVersion {
    number: i32,
    since: String,
    reason: Option<String>,
    facts: Vec<Fact>,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "kpis/show.html";
    fn title(&self) -> String {
        format!("KPI {}: {} – {}", self.number, self.name, self.reference)
    }
}

/// One of them.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, number)): Path<(String, i32)>,
) -> Result<Response, Stop> {
    let monitoring = monitored(&desk, &reference).await?;
    let kpi = numbered(&monitoring, number)?;
    let latest = kpi.latest().ok_or(Stop::NotFound)?;
    let may = monitoring.council_acts(Act::WriteKpis, &desk.actor).is_ok() && kpi.row.ended_on.is_none();
    let target = |of: rules::returns::kpis::TargetOf| {
        let target = of.own.or(latest.row.target);
        (of.period, target.map(|target| target_shown(latest, target)))
    };
    let targets = targets_of(&monitoring, kpi, uk_date(desk.now));
    desk.page(&ShowPage {
        head: ContractHead::of(&desk, &monitoring.contract),
        number,
        name: latest.row.title.clone(),
        kind: latest.row.kind.label(),
        outcome: monitoring.outcome(kpi.row.outcome_id)?.says.clone(),
        assumed: latest.row.assumed == Some(YesNo::Yes),
        unsaid: unsaid(&latest.row),
        versions: kpi.versions.iter().rev().map(shown).collect(),
        targets: if has_own(kpi) { targets.into_iter().map(target).collect() } else { Vec::new() },
        ended: kpi.row.ended_on.map(|day| (long_day(day), kpi.row.end_reason.clone().unwrap_or_default())),
        may_change: may,
        may_target: may && takes_targets(latest),
        reference,
    })
}

/// Whether any period has a target of its own.
fn has_own(kpi: &Kpi) -> bool {
    kpi.latest().is_some_and(|latest| !latest.targets.is_empty())
}

/// Whether periods can have targets of their own: what is told in words or answered by yes or no has none.
fn takes_targets(version: &Version) -> bool {
    fields(version.row.kind, Some(version)).iter().any(|field| field.name == "target")
}

fn shown(version: &Version) -> ShownVersion {
    let mut asked = fields(version.row.kind, None);
    asked.retain(|field| field.name != "from");
    let values = holds(version, &asked, None);
    let mut facts = facts(&asked, &values, &version.row.gaps, &Lists::default(), &Figures::default());
    facts.retain(Fact::is_there);
    ShownVersion {
        number: version.row.number,
        since: long_day(version.row.from_on),
        reason: version.row.reason.clone(),
        facts,
    }
}
