//! Targets of their own for coming periods: one box each.

use axum::extract::Path;
use axum::response::Response;
use rules::access::Act;
use rules::law::clock::uk_date;
use rules::returns::kpis::{TargetOf, targets, targets_of, text_of};
use rules::returns::measure::target_shown;
use serde::Serialize;

use super::{monitored, numbered, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct TargetsPage {
    head: ContractHead,
    reference: String,
    number: i32,
    name: String,
    usual: Option<String>,
    boxes: Vec<TargetBox>,
    form: Form,
}

#[derive(Serialize)]
struct TargetBox {
    name: String,
    period: String,
    value: String,
    error: Option<String>,
}

impl Page for TargetsPage {
    const TEMPLATE: &'static str = "kpis/targets.html";
    fn title(&self) -> String {
        format!("Targets by period: {} – {}", self.name, self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

type ToKpi = Path<(String, i32)>;

/// The form.
pub async fn show(desk: Desk<Staff>, Path((reference, number)): ToKpi) -> Result<Response, Stop> {
    draw_targets(&desk, &reference, number, None).await
}

/// Sets them and goes back to the KPI.
pub async fn save(Path((reference, number)): ToKpi, posted: Posted<Staff>) -> Result<Response, Stop> {
    let monitoring = monitored(&posted, &reference).await?;
    let kpi = numbered(&monitoring, number)?;
    let count = targets_of(&monitoring, kpi, uk_date(posted.now)).len();
    let ids = posted.new_ids(count).await?;
    let change =
        targets(&monitoring, kpi.row.id, &ids, &posted.typed, posted.seen(), &posted.actor, posted.now);
    match posted.settle(change, &format!("{}/{number}", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_targets(&posted, &reference, number, Some(&again)).await,
    }
}

async fn draw_targets(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let monitoring = monitored(desk, reference).await?;
    if again.is_none() {
        monitoring.council_acts(Act::WriteKpis, &desk.actor)?;
    }
    let kpi = numbered(&monitoring, number)?;
    let latest = kpi.latest().ok_or(Stop::NotFound)?;
    let one = |of: TargetOf| {
        let name = of.name();
        let problem = again.and_then(|again| {
            again.problems.iter().find(|problem| problem.field.as_deref() == Some(name.as_str()))
        });
        TargetBox {
            value: again.map_or_else(|| text_of(of.own), |again| again.typed.get(&name).to_owned()),
            error: problem.map(|problem| problem.says.clone()),
            period: of.period,
            name,
        }
    };
    let action = format!("{}/{number}/targets", path(reference));
    desk.page(&TargetsPage {
        head: ContractHead::of(desk, &monitoring.contract),
        reference: reference.to_owned(),
        number,
        name: latest.row.title.clone(),
        usual: latest.row.target.map(|target| target_shown(latest, target)),
        boxes: targets_of(&monitoring, kpi, uk_date(desk.now)).into_iter().map(one).collect(),
        form: frame(action, kpi.row.version, &[], again),
    })
}
