//! Taking the outcomes table of the procurement over: outcomes, and a KPI for each measure that is chosen.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::state::KpiKind;
use rules::access::Act;
use rules::procurement::Procurement;
use rules::returns::Monitoring;
use rules::returns::kpis::{Numbers, Proposal, proposals, take_outcomes};
use serde::Serialize;

use super::{monitored, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct TakePage {
    head: ContractHead,
    reference: String,
    procurement: String,
    rows: Vec<Row>,
    form: Form,
}

#[derive(Serialize)]
struct Row {
    name: String,
    outcome: String,
    measure: String,
    options: Vec<(&'static str, &'static str, bool)>,
}

impl Page for TakePage {
    const TEMPLATE: &'static str = "kpis/take.html";
    fn title(&self) -> String {
        format!("Take the outcomes table over – {}", self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The table, with what each measure seems to be.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_table(&desk, &reference, None).await
}

/// Takes it over and goes to the list.
pub async fn save(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (monitoring, procurement) = both(&posted, &reference).await?;
    let outcomes = posted.new_ids(procurement.outcomes.len()).await?;
    let ids: Vec<i64> = posted.new_ids(2 * procurement.measures.len()).await?;
    let change = take_outcomes(
        &monitoring,
        &procurement,
        &outcomes,
        &Numbers::pairs(&ids),
        &posted.typed,
        posted.seen(),
        &posted.actor,
        posted.now,
    );
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_table(&posted, &reference, Some(&again)).await,
    }
}

async fn both(desk: &Desk<Staff>, reference: &str) -> Result<(Monitoring, Procurement), Stop> {
    let monitoring = monitored(desk, reference).await?;
    let procurement = desk.procurement_behind(&monitoring.contract).await?.ok_or(Stop::NotFound)?;
    Ok((monitoring, procurement))
}

async fn draw_table(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let (monitoring, procurement) = both(desk, reference).await?;
    if again.is_none() {
        monitoring.council_acts(Act::WriteKpis, &desk.actor)?;
    }
    let row = |proposal: Proposal<'_>| {
        let name = proposal.name();
        let chosen = match again {
            Some(again) => KpiKind::of(again.typed.get(&name)),
            None => Some(proposal.kind),
        };
        let option = |kind: &KpiKind| (kind.code(), kind.label(), chosen == Some(*kind));
        Row {
            outcome: proposal.outcome.says.clone(),
            measure: proposal.measure.says.clone(),
            options: KpiKind::ALL.iter().map(option).collect(),
            name,
        }
    };
    desk.page(&TakePage {
        head: ContractHead::of(desk, &monitoring.contract),
        procurement: procurement.row.reference.clone(),
        rows: proposals(&monitoring, &procurement).into_iter().map(row).collect(),
        form: frame(
            format!("{}/take-outcomes", path(reference)),
            monitoring.contract.row.version,
            &[],
            again,
        ),
        reference: reference.to_owned(),
    })
}
