//! One return at a glance: what is left, who has it, what was submitted.

use axum::extract::Path;
use axum::response::Response;
use rules::law::clock::long_instant;
use rules::returns::sign::{Left, left};
use serde::Serialize;

use super::own::{Head, Names, Own, who_has_it};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct ReturnPage {
    head: Head,
    who: String,
    /// What the signatory declined with, or the council sent back with.
    come_back: Option<(String, String)>,
    asked: Vec<String>,
    nil: Option<String>,
    tasks: Vec<ShownTask>,
    done: usize,
    files: usize,
    left: usize,
    is_signed: bool,
    submissions: Vec<(String, String)>,
    may_propose: bool,
    figures: Vec<(String, String)>,
}

#[derive(Serialize)]
struct ShownTask {
    path: String,
    title: String,
    progress: &'static str,
    label: String,
}

impl Page for ReturnPage {
    const TEMPLATE: &'static str = "returns/show.html";
    fn title(&self) -> String {
        self.head.titled("Return")
    }
}

/// One return.
pub async fn show(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    let names = Names::of(&desk).await?;
    let (one, head) = (own.one()?, Head::of(&desk, &own)?);
    let left = left(&own.monitoring, one);
    let tasks = tasks(&own, &left)?;
    let row = &one.row;
    let queries = one.queries.iter().filter(|query| query.answered_at.is_none());
    let figures = own.asked()?.into_iter().map(|asked| {
        let path = format!("{}/figures/{}/correct", own.path(), asked.kpi.row.number);
        (path, asked.version.row.title.clone())
    });
    desk.page(&ReturnPage {
        who: who_has_it(&own, &names)?,
        come_back: come_back(&own, &names)?,
        asked: queries.map(|query| query.question.clone()).collect(),
        nil: row.nil.then(|| row.nil_reason.clone().unwrap_or_default()),
        done: tasks.iter().filter(|task| task.progress == "complete").count(),
        tasks,
        files: one.files().count(),
        left: left.len(),
        is_signed: own.monitoring.is_signed(),
        submissions: one
            .submissions
            .iter()
            .rev()
            .map(|it| (format!("{}/submissions/{}", own.path(), it.number), submitted(it)))
            .collect(),
        may_propose: one.is_accepted(),
        figures: figures.collect(),
        head,
    })
}

fn submitted(row: &entity::return_submission::Model) -> String {
    let late = if row.late { ", late" } else { "" };
    format!("Submission {} at {}{late}", row.number, long_instant(row.at))
}

/// Why it came back, where it is to be filled in again.
fn come_back(own: &Own, names: &Names) -> Result<Option<(String, String)>, Stop> {
    let one = own.one()?;
    let row = &one.row;
    if !one.is_with_provider() || one.is_with_signatory() {
        return Ok(None);
    }
    let declined = row.declined_reason.clone().map(|why| {
        (format!("{} did not sign it. What has to be put right:", names.get(row.declined_by)), why)
    });
    let sent_back = row.returned_reason.clone().map(|why| ("The council sent it back:".to_owned(), why));
    Ok(declined.or(sent_back))
}

fn tasks(own: &Own, left: &[Left]) -> Result<Vec<ShownTask>, Stop> {
    let (one, asked) = (own.one()?, own.asked()?);
    let task = |(id, says): (entity::id::RowId, String)| {
        let kpis: Vec<_> = asked.iter().filter(|asked| asked.kpi.row.outcome_id == id).collect();
        let open = kpis.iter().filter(|asked| left.iter().any(|it| it.kpi == asked.kpi.row.id)).count();
        let begun = kpis.iter().any(|asked| one.figure(asked.kpi.row.id).is_some());
        let (progress, label) = match (open, begun) {
            (0, _) => ("complete", "Complete".to_owned()),
            (_, false) => ("not-started", format!("Not started, {}", of(kpis.len(), "figure", "figures"))),
            (open, true) => ("started", format!("{} to finish", of(open, "figure", "figures"))),
        };
        ShownTask { path: format!("{}/outcomes/{}", own.path(), id.0), title: says, progress, label }
    };
    Ok(own.outcomes()?.into_iter().map(task).collect())
}

fn of(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
