//! Changing a KPI from a period on, and stopping it.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use rules::access::Act;
use rules::field::{Field, Lists, draft};
use rules::law::clock::uk_date;
use rules::returns::kpis::{STOP, change, fields, holds, stop};
use rules::returns::{Kpi, Monitoring};
use sea_orm::Value;
use serde::Serialize;

use super::{monitored, numbered, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct FormPage {
    head: ContractHead,
    reference: String,
    number: i32,
    name: String,
    heading: &'static str,
    intro: &'static str,
    form: Form,
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "kpis/form.html";
    fn title(&self) -> String {
        format!("{}: {} – {}", self.heading, self.name, self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

type ToKpi = Path<(String, i32)>;

/// The form that changes it.
pub async fn show(desk: Desk<Staff>, Path((reference, number)): ToKpi) -> Result<Response, Stop> {
    draw_change(&desk, &reference, number, None).await
}

/// Changes it and goes back to it.
pub async fn save(Path((reference, number)): ToKpi, posted: Posted<Staff>) -> Result<Response, Stop> {
    let monitoring = monitored(&posted, &reference).await?;
    let kpi = numbered(&monitoring, number)?;
    let latest = kpi.latest().ok_or(Stop::NotFound)?;
    let id = posted.new_id().await?;
    let targets = posted.new_ids(latest.targets.len()).await?;
    let lists = monitoring.period_choices(Some(kpi), uk_date(posted.now));
    let fields = fields(latest.row.kind, Some(latest));
    let changed = draft(&fields, &posted.typed, &lists, &latest.row.gaps).and_then(|draft| {
        change(&monitoring, kpi.row.id, id, &targets, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(changed, &format!("{}/{number}", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_change(&posted, &reference, number, Some(&again)).await,
    }
}

async fn draw_change(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let monitoring = monitored(desk, reference).await?;
    let kpi = numbered(&monitoring, number)?;
    let latest = kpi.latest().ok_or(Stop::NotFound)?;
    let today = uk_date(desk.now);
    let fields = fields(latest.row.kind, Some(latest));
    let values = holds(latest, &fields, monitoring.offered_first(Some(kpi), today));
    let drawn = Drawn {
        heading: "Change the KPI",
        intro: "What is typed here counts from the period that you choose. Returns before it keep what they were asked, and the old version stays on record.",
        place: "change",
        fields: &fields,
        values: &values,
        gaps: &latest.row.gaps,
        lists: monitoring.period_choices(Some(kpi), today),
    };
    draw_form(desk, &monitoring, kpi, drawn, again)
}

/// The form that stops it.
pub async fn show_stop(desk: Desk<Staff>, Path((reference, number)): ToKpi) -> Result<Response, Stop> {
    draw_stop(&desk, &reference, number, None).await
}

/// Stops it and goes back to the list.
pub async fn save_stop(Path((reference, number)): ToKpi, posted: Posted<Staff>) -> Result<Response, Stop> {
    let monitoring = monitored(&posted, &reference).await?;
    let kpi = numbered(&monitoring, number)?;
    let lists = monitoring.period_choices(None, uk_date(posted.now));
    let stopped = draft(STOP, &posted.typed, &lists, &Gaps::default())
        .and_then(|draft| stop(&monitoring, kpi.row.id, &draft, posted.seen(), &posted.actor, posted.now));
    match posted.settle(stopped, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_stop(&posted, &reference, number, Some(&again)).await,
    }
}

async fn draw_stop(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let monitoring = monitored(desk, reference).await?;
    let kpi = numbered(&monitoring, number)?;
    let drawn = Drawn {
        heading: "Stop the KPI",
        intro: "It is not asked from the period that you choose on. What was returned stays, with its charts.",
        place: "stop",
        fields: STOP,
        values: &[],
        gaps: &Gaps::default(),
        lists: monitoring.period_choices(None, uk_date(desk.now)),
    };
    draw_form(desk, &monitoring, kpi, drawn, again)
}

/// What is drawn.
struct Drawn<'a> {
    heading: &'static str,
    intro: &'static str,
    place: &'static str,
    fields: &'a [Field],
    values: &'a [Value],
    gaps: &'a Gaps,
    lists: Lists,
}

fn draw_form(
    desk: &Desk<Staff>,
    monitoring: &Monitoring,
    kpi: &Kpi,
    drawn: Drawn<'_>,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    if again.is_none() {
        monitoring.council_acts(Act::WriteKpis, &desk.actor)?;
    }
    let reference = monitoring.contract.row.reference.clone();
    let action = format!("{}/{}/{}", path(&reference), kpi.row.number, drawn.place);
    let boxes = Holds { values: drawn.values, gaps: drawn.gaps };
    desk.page(&FormPage {
        head: ContractHead::of(desk, &monitoring.contract),
        number: kpi.row.number,
        name: kpi.latest().map(|latest| latest.row.title.clone()).unwrap_or_default(),
        heading: drawn.heading,
        intro: drawn.intro,
        form: draw(action, kpi.row.version, drawn.fields, &boxes, &drawn.lists, again),
        reference,
    })
}
