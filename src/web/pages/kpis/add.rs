//! Adding a KPI: first what is returned, then the rest by its kind.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::RowId;
use entity::state::KpiKind;
use rules::access::Act;
use rules::field::draft;
use rules::law::clock::uk_date;
use rules::returns::kpis::{Numbers, add as add_kpi, fields};
use sea_orm::Value;
use serde::Serialize;

use super::{monitored, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct KindsPage {
    head: ContractHead,
    reference: String,
    outcome: i64,
    says: String,
    kinds: Vec<(&'static str, &'static str, &'static str)>,
}

impl Page for KindsPage {
    const TEMPLATE: &'static str = "kpis/kinds.html";
    fn title(&self) -> String {
        format!("Add a KPI – {}", self.reference)
    }
}

/// What each kind is for.
fn meant_for(kind: KpiKind) -> &'static str {
    match kind {
        KpiKind::Count => {
            "How many of something there were, such as women supported. Of people, each is counted once."
        }
        KpiKind::Rate => {
            "How many out of how many, such as women engaged of women referred. The percentage is worked out."
        }
        KpiKind::Caseload => {
            "Open at the start, new, closed, open at the end. The start is carried from the period before."
        }
        KpiKind::YesNo => "Whether something was done, such as a plan agreed.",
        KpiKind::Score => "A number on a scale, such as satisfaction from 0 to 5.",
        KpiKind::Narrative => "Told in words, without a target.",
    }
}

/// The kinds to choose from.
pub async fn kinds(
    desk: Desk<Staff>,
    Path((reference, outcome)): Path<(String, i64)>,
) -> Result<Response, Stop> {
    let monitoring = monitored(&desk, &reference).await?;
    monitoring.council_acts(Act::WriteKpis, &desk.actor)?;
    let says = monitoring.outcome(RowId(outcome))?.says.clone();
    let kind = |kind: &KpiKind| (kind.code(), kind.label(), meant_for(*kind));
    desk.page(&KindsPage {
        head: ContractHead::of(&desk, &monitoring.contract),
        kinds: KpiKind::ALL.iter().map(kind).collect(),
        reference,
        outcome,
        says,
    })
}

#[derive(Serialize)]
struct NewPage {
    head: ContractHead,
    reference: String,
    says: String,
    kind: &'static str,
    form: Form,
}

impl Page for NewPage {
    const TEMPLATE: &'static str = "kpis/new.html";
    fn title(&self) -> String {
        format!("Add a KPI – {}", self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

type ToKind = Path<(String, i64, String)>;

/// The form of one kind.
pub async fn new(desk: Desk<Staff>, Path((reference, outcome, kind)): ToKind) -> Result<Response, Stop> {
    let kind = KpiKind::of(&kind).ok_or(Stop::NotFound)?;
    draw_new(&desk, &reference, RowId(outcome), kind, None).await
}

/// Adds it and goes back to the list.
pub async fn save(Path((reference, outcome, kind)): ToKind, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (kind, outcome) = (KpiKind::of(&kind).ok_or(Stop::NotFound)?, RowId(outcome));
    let monitoring = monitored(&posted, &reference).await?;
    let ids = Numbers { kpi: posted.new_id().await?, version: posted.new_id().await? };
    let lists = monitoring.period_choices(None, uk_date(posted.now));
    let change = draft(&fields(kind, None), &posted.typed, &lists, &Gaps::default()).and_then(|draft| {
        add_kpi(&monitoring, outcome, kind, ids, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_new(&posted, &reference, outcome, kind, Some(&again)).await,
    }
}

async fn draw_new(
    desk: &Desk<Staff>,
    reference: &str,
    outcome: RowId,
    kind: KpiKind,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let monitoring = monitored(desk, reference).await?;
    if again.is_none() {
        monitoring.council_acts(Act::WriteKpis, &desk.actor)?;
    }
    let (fields, today) = (fields(kind, None), uk_date(desk.now));
    let from = monitoring.offered_first(None, today).map(|day| day.to_string());
    let value = |name: &str| match name {
        "from" => Value::String(from.clone()),
        "entered_by" => Value::String(Some("provider".to_owned())),
        _ => Value::String(None),
    };
    let values: Vec<Value> = fields.iter().map(|field| value(field.name)).collect();
    let action = format!("{}/new/{}/{}", path(reference), outcome.0, kind.code());
    let holds = Holds { values: &values, gaps: &Gaps::default() };
    let lists = monitoring.period_choices(None, today);
    desk.page(&NewPage {
        head: ContractHead::of(desk, &monitoring.contract),
        reference: reference.to_owned(),
        says: monitoring.outcome(outcome)?.says.clone(),
        kind: kind.label(),
        form: draw(action, monitoring.contract.row.version, &fields, &holds, &lists, again),
    })
}
