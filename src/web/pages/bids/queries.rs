//! A bidder makes clear what the panel asks about its bid.

use axum::extract::Path;
use axum::response::Response;
use entity::bidder_query;
use entity::gaps::Gaps;
use rules::Refusal;
use rules::access::Act;
use rules::field::{Lists, draft, long_day};
use rules::law::clock::long_instant;
use rules::scoring::queries::{ANSWER, answer as answer_rule, may_answer};
use serde::Serialize;

use super::own::{Head, Own};
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct QueryPage {
    head: Head,
    about: String,
    facts: Vec<(&'static str, String)>,
    form: Option<Form>,
    why_not: Option<String>,
}

impl Page for QueryPage {
    const TEMPLATE: &'static str = "bids/query.html";
    fn title(&self) -> String {
        self.head.titled("The council asks about your bid")
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// What is asked, and the form of the one answer.
pub async fn show(desk: Desk<Provider>, Path((id, number)): Path<(i64, i64)>) -> Result<Response, Stop> {
    draw_query(&desk, id, number, None).await
}

/// Answers, once.
pub async fn answer(
    Path((id, number)): Path<(i64, i64)>,
    posted: Posted<Provider>,
) -> Result<Response, Stop> {
    let (own, query) = find(&posted, id, number).await?;
    let change = draft(ANSWER, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| answer_rule(&own.bid, &query, &draft, posted.seen(), &posted.actor, posted.now));
    match posted.settle(change, &path(id, number)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_query(&posted, id, number, Some(&again)).await,
    }
}

fn path(id: i64, number: i64) -> String {
    format!("/bids/{id}/queries/{number}")
}

async fn find(desk: &Desk<Provider>, id: i64, number: i64) -> Result<(Own, bidder_query::Model), Stop> {
    let own = Own::of(desk, id).await?;
    let queries = desk.own_queries(&own.bid).await?;
    let query = queries.into_iter().find(|query| query.id.0 == number).ok_or(Stop::NotFound)?;
    Ok((own, query))
}

async fn draw_query(
    desk: &Desk<Provider>,
    id: i64,
    number: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (own, query) = find(desk, id, number).await?;
    let may = may_answer(&query, desk.now);
    let answers = may.is_ok() && desk.may(Act::SubmitBid);
    let form = (answers || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(path(id, number), query.version, ANSWER, &holds, &Lists::default(), again)
    });
    let about = own.lot.questions().find(|question| Some(question.id) == query.criterion_id);
    desk.page(&QueryPage {
        about: about.map_or_else(|| "Your bid as a whole".to_owned(), |question| question.title.clone()),
        facts: facts(&query),
        why_not: may.err().map(Refusal::first).filter(|_| form.is_none()),
        form,
        head: Head::of(desk, &own),
    })
}

fn facts(query: &bidder_query::Model) -> Vec<(&'static str, String)> {
    [
        ("The council asks", Some(query.question.clone())),
        ("You can answer until the end of", Some(long_day(query.respond_by))),
        ("You answered", query.answer.clone()),
        ("Answered", query.answered_at.map(long_instant)),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((label, value?)))
    .collect()
}
