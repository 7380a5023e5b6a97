//! Nothing to return: said in one step, for several contracts at once.

use axum::response::Response;
use entity::id::ReturnId;
use entity::number::Version;
use rules::returns::nil::{give, may_be_nil, rows_needed};
use rules::returns::{Monitoring, Return};
use rules::{Problem, Refusal, Why};
use serde::Serialize;

use super::own::due;
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::view::Page;

#[derive(Serialize)]
struct NilPage {
    rows: Vec<Row>,
    reason: String,
    form: Form,
    any_signed: bool,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    version: i32,
    title: String,
    period: String,
    due: String,
    chosen: bool,
    reason: String,
    error: Option<String>,
}

impl Page for NilPage {
    const TEMPLATE: &'static str = "returns/nil.html";
    fn title(&self) -> String {
        "Nothing to return".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The returns of which nothing is saved, to be ticked.
pub async fn show(desk: Desk<Provider>) -> Result<Response, Stop> {
    draw_nil(&desk, None).await
}

async fn draw_nil(desk: &Desk<Provider>, again: Option<&Again>) -> Result<Response, Stop> {
    let all = desk.own_monitorings().await?;
    let mut rows = Vec::new();
    for (monitoring, one) in each(&all) {
        if may_be_nil(monitoring, one, &desk.actor, desk.now).is_ok() {
            rows.push(row(desk, monitoring, one, again));
        }
    }
    desk.page(&NilPage {
        any_signed: all.iter().any(Monitoring::is_signed),
        reason: again.map(|again| again.typed.get("reason").to_owned()).unwrap_or_default(),
        form: Form {
            stale: again.is_some_and(|again| again.stale),
            ..frame("/returns/nil".to_owned(), Version(0), &[], again)
        },
        rows,
    })
}

fn each(all: &[Monitoring]) -> impl Iterator<Item = (&Monitoring, &Return)> {
    all.iter().flat_map(|monitoring| monitoring.returns.iter().map(move |one| (monitoring, one)))
}

fn row(desk: &Desk<Provider>, monitoring: &Monitoring, one: &Return, again: Option<&Again>) -> Row {
    let id = one.row.id.0;
    let field = reason_of(id);
    let error = again.and_then(|again| {
        again.problems.iter().find(|problem| problem.field.as_deref() == Some(field.as_str()))
    });
    Row {
        id,
        version: one.row.version.0,
        title: format!("{}, {}", monitoring.contract.row.title, monitoring.contract.row.reference),
        period: monitoring.period_words(one),
        due: due(one, desk.now),
        chosen: again.is_some_and(|again| again.typed.all("return").any(|chosen| chosen == id.to_string())),
        reason: again.map(|again| again.typed.get(&field).to_owned()).unwrap_or_default(),
        error: error.map(|problem| problem.says.clone()),
    }
}

fn reason_of(id: i64) -> String {
    format!("r{id}-reason")
}

/// Gives every return that was ticked as nil: each is a change of its own, judged before the first is written.
pub async fn save(posted: Posted<Provider>) -> Result<Response, Stop> {
    let all = posted.own_monitorings().await?;
    let chosen: Vec<i64> = posted.typed.all("return").filter_map(|id| id.parse().ok()).collect();
    let mut changes = Vec::new();
    let mut problems = Vec::new();
    for (monitoring, one) in each(&all).filter(|(_, one)| chosen.contains(&one.row.id.0)) {
        match nil(&posted, monitoring, one).await? {
            Ok(change) => changes.push((one.row.id, change)),
            Err(refusal) => {
                let field = reason_of(one.row.id.0);
                let period = monitoring.period_words(one);
                let name = format!("{}, {period}", monitoring.contract.row.reference);
                problems.extend(
                    refusal.says.into_iter().map(|it| Problem::at(&field, format!("{name}: {}", it.says))),
                );
            }
        }
    }
    if chosen.is_empty() {
        problems.push(Problem::whole("Tick the periods of which there is nothing to return."));
    }
    let settled = match (problems.is_empty(), changes.pop()) {
        (true, Some((_, last))) => {
            for (id, change) in changes {
                if let Err(says) = posted.also(change).await? {
                    problems.push(Problem::at(&reason_of(id.0), says));
                }
            }
            let settled = match problems.is_empty() {
                true => Ok(last),
                false => Err(Refusal { kind: Why::NotNow, says: problems }),
            };
            posted.settle(settled, "/returns").await?
        }
        _ => posted.settle(Err(Refusal { kind: Why::Incomplete, says: problems }), "/returns").await?,
    };
    match settled {
        Ok(response) => Ok(response),
        Err(again) => draw_nil(&posted, Some(&again)).await,
    }
}

async fn nil(
    posted: &Posted<Provider>,
    monitoring: &Monitoring,
    one: &Return,
) -> Result<Result<rules::Change, Refusal>, Stop> {
    let id: ReturnId = one.row.id;
    let own = posted.typed.get(&reason_of(id.0)).trim();
    let reason = if own.is_empty() { posted.typed.get("reason") } else { own };
    let seen = Version(posted.typed.get(&format!("r{}-version", id.0)).parse().unwrap_or(-1));
    let ids = posted.new_ids(rows_needed(monitoring, one)).await?;
    Ok(give(monitoring, one, reason, &ids, seen, &posted.actor, posted.now))
}
