//! What figures off their target call for, and the beginning of an improvement plan.

use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::improvement_plan;
use rules::Refusal;
use rules::field::long_day;
use rules::returns::Monitoring;
use rules::returns::plans::{OffTarget, Step, propose};
use serde::Serialize;

use super::case;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Posted;

/// What a KPI off its target calls for.
#[derive(Serialize)]
pub(super) struct Called {
    number: i32,
    title: String,
    /// What the figures say.
    reason: Option<String>,
    /// What comes next.
    next: String,
    /// Whether a plan can be begun.
    proposes: bool,
    /// What can be gone to: where, below the contract, and what it says.
    link: Option<(String, &'static str)>,
}

/// Everything that figures off their target call for now.
pub(super) fn called(monitoring: &Monitoring, now: DateTime<Utc>) -> Vec<Called> {
    monitoring.off_target(now).iter().map(one).collect()
}

fn one(off: &OffTarget<'_>) -> Called {
    let plan = |row: &improvement_plan::Model| Some((format!("/list/improvement/{}", row.id.0), "The plan"));
    let (next, link) = match off.step {
        Step::Explanation => (
            "Off target once. Ask the provider for an explanation if its comment gives none; twice running calls for \
             an improvement plan."
                .to_owned(),
            None,
        ),
        Step::Plan => {
            ("Off target twice running, which calls for an improvement plan.".to_owned(), None)
        }
        Step::GoesOn(row) => {
            let by = row.due_on.map_or_else(String::new, |due| format!(" It is to be met by {}.", long_day(due)));
            (format!("An improvement plan goes on.{by}"), plan(row))
        }
        Step::PlanIsDue(row) => {
            let due = row.due_on.map(long_day).unwrap_or_default();
            (format!("The improvement plan was to be met by {due}. Say what came of it."), plan(row))
        }
        Step::DefaultNotice(row) => (
            format!(
                "The improvement plan “{}” was not met. The next step is a default notice, under the clause of the \
                 contract.",
                row.title
            ),
            Some(("/list/defaults/new".to_owned(), "Record a default notice")),
        ),
    };
    Called {
        number: off.trend.kpi.row.number,
        title: off.trend.version.row.title.clone(),
        reason: (off.reds > 0).then(|| off.reason()),
        next,
        proposes: off.step == Step::Plan,
        link,
    }
}

/// Begins an improvement plan from the figures, and goes to it, so that people say what is done.
pub async fn begin(
    Path((reference, number)): Path<(String, i32)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let monitoring = case(&posted, &reference).await?;
    let kpi = monitoring.kpis.iter().find(|kpi| kpi.row.number == number).ok_or_else(Refusal::not_found)?;
    let id: RowId = posted.new_id().await?;
    let change = propose(&monitoring, kpi, id, posted.seen(), &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("/contracts/{reference}/list/improvement/{}", id.0)).await
}
