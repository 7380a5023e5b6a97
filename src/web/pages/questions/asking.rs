//! A provider asks about a tender, reads the answers to its own questions, and says whether it wants to be told.

use axum::extract::Path;
use axum::response::Response;
use entity::clarification;
use entity::gaps::Gaps;
use entity::number::Version;
use entity::state::AnswerTo;
use rules::Refusal;
use rules::access::Act;
use rules::field::{Lists, draft};
use rules::law::clock::long_instant;
use rules::tender::Tender;
use rules::tender::clarification::{ASK, Fresh, ask as ask_rule, is_corrected, may_ask};
use rules::tender::follow::{follow as follow_rule, unfollow as unfollow_rule};
use serde::Serialize;

use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

/// How often a question is numbered anew, where others ask at the same moment.
const TRIES: usize = 20;

#[derive(Serialize)]
struct AskPage {
    reference: String,
    title: String,
    until: Option<String>,
    form: Option<Form>,
    why_not: Option<String>,
    own: Vec<Own>,
}

/// One of the provider's own questions.
#[derive(Serialize)]
struct Own {
    number: i32,
    asked_at: String,
    question: String,
    stated: Option<String>,
    answer: Option<String>,
    answered_at: Option<String>,
    to_you_alone: bool,
    reason: Option<String>,
    corrected: bool,
}

impl Own {
    fn of(row: clarification::Model) -> Self {
        let to_you_alone = row.audience == Some(AnswerTo::AskerOnly);
        Self {
            number: row.number,
            asked_at: long_instant(row.asked_at),
            corrected: is_corrected(&row),
            answered_at: row.answered_at.map(long_instant),
            reason: row.audience_reason.filter(|_| row.confidential),
            question: row.question,
            stated: row.stated,
            answer: row.answer,
            to_you_alone,
        }
    }
}

impl Page for AskPage {
    const TEMPLATE: &'static str = "questions/ask.html";
    fn title(&self) -> String {
        format!("Ask a question – {}", self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The form of a question, and the own questions so far with their answers.
pub async fn show(desk: Desk<Provider>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_ask(&desk, &reference, None).await
}

/// Asks.
pub async fn ask(Path(reference): Path<String>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let tender = find(&posted, &reference).await?;
    let (id, follower) = (posted.new_id().await?, posted.new_id().await?);
    let then = path(&reference);
    let mut number = posted.next_question(tender.row.id).await?;
    let mut again = Again::default();
    for _ in 0..TRIES {
        let fresh = Fresh { id, follower, number };
        let own = posted.own_questions(tender.row.id).await?;
        let change = draft(ASK, &posted.typed, &Lists::default(), &Gaps::default())
            .and_then(|draft| ask_rule(&tender, &own, fresh, &draft, &posted.actor, posted.now));
        again = match posted.settle(change, &then).await? {
            Ok(response) => return Ok(response),
            Err(again) => again,
        };
        // Someone else asked at this moment and has the number; nothing else is tried again.
        match posted.next_question(tender.row.id).await? {
            next if next > number => number = next,
            _ => break,
        }
    }
    draw_ask(&posted, &reference, Some(&again)).await
}

/// Wants to be told of what happens to the tender.
pub async fn follow(Path(reference): Path<String>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let tender = find(&posted, &reference).await?;
    let id = posted.new_id().await?;
    let change = follow_rule(&tender, id, &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("/opportunities/{reference}")).await
}

/// No longer wants to be told.
pub async fn unfollow(Path(reference): Path<String>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let tender = find(&posted, &reference).await?;
    let bids = posted.own_bids_for(tender.row.id).await?;
    let change = unfollow_rule(&tender, bids.len() as u64, &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("/opportunities/{reference}")).await
}

async fn find(desk: &Desk<Provider>, reference: &str) -> Result<Tender, Stop> {
    desk.tender(reference).await?.ok_or(Stop::NotFound)
}

fn path(reference: &str) -> String {
    format!("/opportunities/{reference}/ask")
}

async fn draw_ask(desk: &Desk<Provider>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let tender = find(desk, reference).await?;
    let terms = tender.published().ok_or(Stop::NotFound)?;
    let may = may_ask(&tender, &desk.actor, desk.now);
    // A form that came back is drawn even where it can no longer be sent, so that nothing typed is lost.
    let form = (may.is_ok() || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(path(reference), Version(0), ASK, &holds, &Lists::default(), again)
    });
    let own = desk.own_questions(tender.row.id).await?;
    desk.page(&AskPage {
        reference: terms.reference,
        title: terms.title,
        until: may.is_ok().then(|| long_instant(terms.questions_until)),
        form,
        why_not: may.err().filter(|_| desk.may(Act::WriteBid)).map(Refusal::first),
        own: own.into_iter().map(Own::of).collect(),
    })
}
