//! What bidders are asked to make clear about their bids, and what they answer.

use std::collections::HashMap;

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::{LetterId, RowId};
use rules::access::Act;
use rules::field::{Field, List, Lists, draft, long_day};
use rules::law::clock::{long_instant, uk_date};
use rules::scoring::Scoring;
use rules::scoring::queries::{ABOUT, ASK, Asked, ask as ask_rule};
use serde::Serialize;

use super::{case, head, name, path};
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct QueriesPage {
    head: TenderHead,
    path: String,
    queries: Vec<Row>,
    why_not: Option<String>,
    form: Option<Form>,
}

#[derive(Serialize)]
struct Row {
    called: String,
    about: String,
    code: &'static str,
    stands: &'static str,
    facts: Vec<(&'static str, String)>,
}

impl Page for QueriesPage {
    const TEMPLATE: &'static str = "evaluation/queries.html";
    fn title(&self) -> String {
        format!("Questions to bidders – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// What was asked and answered, and the form that asks.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_queries(&desk, &reference, None).await
}

/// Asks a bidder, by the label of its bid.
pub async fn ask(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let s = case(&posted, &reference).await?;
    let (id, letter): (RowId, LetterId) = (posted.new_id().await?, posted.new_id().await?);
    let lists = offered(&s, &s.to_ask(&posted.actor)?);
    let question: Option<i64> = posted.typed.get("criterion_id").parse().ok();
    let change = draft(&fields(), &posted.typed, &lists, &Gaps::default()).and_then(|draft| {
        let bid = s.bid_to_ask(posted.typed.get("label"), &posted.actor)?;
        ask_rule(&s, bid, question.map(RowId), id, letter, &draft, &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("{}/queries", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_queries(&posted, &reference, Some(&again)).await,
    }
}

fn fields() -> Vec<Field> {
    [ABOUT, ASK].concat()
}

/// The bids by label, and the questions, each with its lot where there are several.
fn offered(s: &Scoring, labels: &[(String, String)]) -> Lists {
    let several = s.terms().lots.len() > 1;
    let questions = s.terms().lots.iter().flat_map(|lot| {
        lot.questions().map(move |question| {
            let title = &question.title;
            let shown = if several { format!("{}: {title}", lot.title) } else { title.clone() };
            (question.id.0.to_string(), shown)
        })
    });
    Lists(HashMap::from([(List::Labels, labels.to_vec()), (List::Questions, questions.collect())]))
}

async fn draw_queries(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let s = case(desk, reference).await?;
    let colleagues = desk.colleagues().await?;
    let (asked, why_not) = match s.asked(&desk.actor) {
        Ok(asked) => (asked, None),
        Err(refusal) => (Vec::new(), Some(refusal.first())),
    };
    let labels = match desk.may(Act::RunEvaluation) {
        // Someone on the panel who is not clear is told why above.
        true => s.to_ask(&desk.actor).unwrap_or_default(),
        false => Vec::new(),
    };
    let form = (!labels.is_empty() || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let action = format!("{}/queries", path(reference));
        draw(action, s.row().version, &fields(), &holds, &offered(&s, &labels), again)
    });
    desk.page(&QueriesPage {
        head: head(desk, &s),
        path: path(reference),
        queries: asked.iter().map(|one| row(desk, one, &colleagues)).collect(),
        why_not,
        form,
    })
}

fn row(desk: &Desk<Staff>, one: &Asked<'_>, colleagues: &[Colleague]) -> Row {
    let (code, stands) = match (one.answered_at, uk_date(desk.now) > one.respond_by) {
        (Some(_), _) => ("complete", "Answered"),
        (None, false) => ("started", "Waiting for the bidder"),
        (None, true) => ("returned", "Not answered in time"),
    };
    let (asked_at, by) = one.asked;
    let kept =
        || "The panel reads it. It is shown to others once the quality of the lot is signed off.".to_owned();
    let answer = one.answer.map(str::to_owned).or_else(|| one.answered_at.map(|_| kept()));
    let facts = [
        ("Asked", Some(format!("{}, {}", name(colleagues, by), long_instant(asked_at)))),
        ("What the bidder should make clear", Some(one.question.to_owned())),
        ("Answer by the end of", Some(long_day(one.respond_by))),
        ("Answer", answer),
        ("Answered", one.answered_at.map(long_instant)),
    ];
    Row {
        called: one.called.clone(),
        about: one.about.map_or_else(|| "The bid as a whole".to_owned(), str::to_owned),
        code,
        stands,
        facts: facts.into_iter().filter_map(|(label, says)| Some((label, says?))).collect(),
    }
}
