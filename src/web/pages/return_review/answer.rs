//! What a provider answers to the council's questions about its return.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::{ReturnId, RowId};
use entity::return_query;
use rules::field::{Typed, draft};
use rules::law::clock::long_instant;
use rules::returns::correct::value_words;
use rules::returns::review::{ANSWER, answer, may_answer};
use rules::returns::{Monitoring, Return};
use rules::{Problem, Refusal};
use sea_orm::Value;
use serde::Serialize;

use super::boxes::boxes;
use super::own_case;
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Drawn, Form, frame};
use crate::web::view::Page;

#[derive(Serialize)]
struct AnswerPage {
    contract: String,
    period: String,
    back: String,
    form: Form,
    asked: Vec<AskedAbout>,
}

/// A question with the figure it is about and the box of its answer.
#[derive(Serialize)]
struct AskedAbout {
    title: String,
    value: String,
    comment: Option<String>,
    /// Where the figure can be changed.
    change: String,
    question: String,
    asked_at: String,
    answer: Vec<Drawn>,
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "return_review/answer.html";
    fn title(&self) -> String {
        format!("Answer the council – {}", self.period)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The questions with a box each.
pub async fn show(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    draw(&desk, id, None).await
}

/// Keeps the answers; they are sent with the return.
pub async fn save(Path(id): Path<i64>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let monitoring = own_case(&posted, id).await?;
    let one = monitoring.one(ReturnId(id))?;
    let change = read(one, &posted.typed)
        .and_then(|answers| answer(&monitoring, one, &answers, posted.seen(), &posted.actor, posted.now));
    match posted.settle(change, &format!("/returns/{id}/check")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw(&posted, id, Some(&again)).await,
    }
}

fn prefix(row: &return_query::Model) -> String {
    format!("q{}-", row.id.0)
}

/// The answers that were typed; an empty box leaves its question as it is.
fn read(one: &Return, typed: &Typed) -> Result<Vec<(RowId, String)>, Refusal> {
    let (mut answers, mut problems) = (Vec::new(), Vec::new());
    for row in one.open_queries() {
        let prefix = prefix(row);
        match draft(ANSWER, &typed.under(&prefix), &Default::default(), &Gaps::default()) {
            Ok(draft) => answers.extend(draft.text("answer").map(|text| (row.id, text.to_owned()))),
            Err(refusal) => problems.extend(
                refusal
                    .says
                    .into_iter()
                    .map(|it| Problem { field: it.field.map(|field| format!("{prefix}{field}")), ..it }),
            ),
        }
    }
    Refusal::unless_empty(problems)?;
    Ok(answers)
}

async fn draw(desk: &Desk<Provider>, id: i64, again: Option<&Again>) -> Result<Response, Stop> {
    let monitoring = own_case(desk, id).await?;
    let one = monitoring.one(ReturnId(id))?;
    if again.is_none() {
        may_answer(&monitoring, one, &desk.actor)?;
    }
    let contract = &monitoring.contract.row;
    let mut form = frame(format!("/returns/{id}/answer"), one.row.version, &[], again);
    let asked = one.open_queries().filter_map(|row| asked_about(&monitoring, one, row, (&mut form, again)));
    let asked = asked.collect();
    desk.page(&AnswerPage {
        contract: format!("{} ({})", contract.title, contract.reference),
        period: monitoring.period_words(one),
        back: format!("/returns/{id}"),
        form,
        asked,
    })
}

fn asked_about(
    monitoring: &Monitoring,
    one: &Return,
    row: &return_query::Model,
    (form, again): (&mut Form, Option<&Again>),
) -> Option<AskedAbout> {
    let kpi = monitoring.kpi(row.kpi_id).ok()?;
    let asked = monitoring.asked_of(kpi, one)?;
    let current = monitoring.current(one, row.kpi_id);
    Some(AskedAbout {
        title: asked.version.row.title.clone(),
        value: current
            .as_ref()
            .map_or_else(|| "No figure".to_owned(), |it| value_words(asked.version, &it.values)),
        comment: current.and_then(|current| current.figure.comment.clone()),
        change: format!("/returns/{}/outcomes/{}", one.row.id.0, kpi.row.outcome_id.0),
        question: row.question.clone(),
        asked_at: long_instant(row.asked_at),
        answer: boxes(form, &prefix(row), ANSWER, &[Value::String(row.answer.clone())], again),
    })
}
