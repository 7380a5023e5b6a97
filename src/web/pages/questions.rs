//! Questions about a tender, as the council reads and answers them.

mod asking;

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::state::AnswerTo;
use rules::access::{Act, Actor};
use rules::field::{Lists, draft};
use rules::law::clock::long_instant;
use rules::tender::Tender;
use rules::tender::clarification::{
    ANSWER, Asked, answer as answer_rule, answered_to, days_left, is_corrected, may_answer, may_read_askers,
};
use sea_orm::Value;
use serde::Serialize;

pub use asking::{ask, follow, show as show_ask, unfollow};

use super::tender_case;
use super::tenders::TenderHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct QuestionsPage {
    head: TenderHead,
    until: Option<String>,
    closes: Option<String>,
    days_left: Option<i64>,
    waiting: Vec<Shown>,
    answered: Vec<Shown>,
}

/// A question as the council sees it.
#[derive(Serialize)]
struct Shown {
    number: i32,
    path: String,
    /// Who asks; nothing for those who may not know.
    asker: Option<String>,
    asked_at: String,
    question: String,
    confidential: bool,
    confidential_reason: Option<String>,
    stated: Option<String>,
    answer: Option<String>,
    audience: Option<&'static str>,
    audience_reason: Option<String>,
    answered_at: Option<String>,
    corrected: bool,
}

impl Shown {
    /// As this person may read it; nothing of what was not answered to everyone for those who may not know who asks.
    fn of(tender: &Tender, asked: &Asked, actor: &Actor) -> Option<Self> {
        let row = &asked.row;
        let whole = may_read_askers(tender, actor);
        if !whole && row.audience != Some(AnswerTo::Everyone) {
            return None;
        }
        let stated = row.stated.clone().filter(|_| !whole);
        Some(Self {
            number: row.number,
            path: format!("/tenders/{}/questions/{}", tender.row.reference, row.number),
            asker: whole.then(|| asked.asker.name.clone()),
            asked_at: long_instant(row.asked_at),
            question: stated.unwrap_or_else(|| if whole { row.question.clone() } else { String::new() }),
            confidential: whole && row.confidential,
            confidential_reason: row.confidential_reason.clone().filter(|_| whole),
            stated: row.stated.clone(),
            answer: row.answer.clone(),
            audience: row.audience.map(AnswerTo::label),
            audience_reason: row.audience_reason.clone().filter(|_| whole),
            answered_at: row.answered_at.map(long_instant),
            corrected: is_corrected(row),
        })
    }
}

impl Page for QuestionsPage {
    const TEMPLATE: &'static str = "questions/list.html";
    fn title(&self) -> String {
        format!("Questions – {}", self.head.reference())
    }
}

/// The questions about a tender: those that wait for an answer first.
pub async fn list(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let tender = tender_case(&desk, &reference).await?;
    let questions = desk.questions(tender.row.id).await?;
    let (answered, waiting): (Vec<&Asked>, Vec<&Asked>) =
        questions.iter().partition(|asked| asked.row.answered_at.is_some());
    let shown = |asked: Vec<&Asked>| {
        asked.into_iter().filter_map(|asked| Shown::of(&tender, asked, &desk.actor)).collect()
    };
    desk.page(&QuestionsPage {
        head: TenderHead::of(&desk, &tender),
        until: tender.published().map(|terms| long_instant(terms.questions_until)),
        closes: tender.row.closes_at.map(long_instant),
        days_left: days_left(&tender, desk.now),
        waiting: shown(waiting),
        answered: shown(answered),
    })
}

#[derive(Serialize)]
struct QuestionPage {
    head: TenderHead,
    shown: Shown,
    form: Option<Form>,
    why_not: Option<String>,
}

impl Page for QuestionPage {
    const TEMPLATE: &'static str = "questions/show.html";
    fn title(&self) -> String {
        format!("Question {} – {}", self.shown.number, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// One question, with its answer or the form of one.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, number)): Path<(String, i32)>,
) -> Result<Response, Stop> {
    draw_question(&desk, &reference, number, None).await
}

/// Answers, or corrects an answer.
pub async fn answer(
    Path((reference, number)): Path<(String, i32)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let (tender, asked) = find(&posted, &reference, number).await?;
    let letters = posted.new_ids(answered_to(&tender, &asked.row).len()).await?;
    let change = draft(ANSWER, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        answer_rule(&tender, &asked, &letters, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("/tenders/{reference}/questions")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_question(&posted, &reference, number, Some(&again)).await,
    }
}

async fn find(desk: &Desk<Staff>, reference: &str, number: i32) -> Result<(Tender, Asked), Stop> {
    let tender = tender_case(desk, reference).await?;
    let asked = desk.question(tender.row.id, number).await?.ok_or(Stop::NotFound)?;
    Ok((tender, asked))
}

async fn draw_question(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (tender, asked) = find(desk, reference, number).await?;
    let may = may_answer(&tender, &desk.actor, desk.now);
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    let form = (may.is_ok() || again.is_some()).then(|| {
        let holds = offered(&asked);
        let holds = Holds { values: &holds, gaps: &Gaps::default() };
        let action = format!("/tenders/{reference}/questions/{number}");
        draw(action, asked.row.version, ANSWER, &holds, &Lists::default(), again)
    });
    desk.page(&QuestionPage {
        head: TenderHead::of(desk, &tender),
        shown: Shown::of(&tender, &asked, &desk.actor).ok_or(Stop::NotFound)?,
        form,
        why_not: may.err().filter(|_| desk.may(Act::WriteTender)).map(rules::Refusal::first),
    })
}

/// The answer that stands; the question itself is offered as everyone might read it.
fn offered(asked: &Asked) -> Vec<Value> {
    let row = &asked.row;
    let stated = row.stated.clone().unwrap_or_else(|| row.question.clone());
    let value = |field: &rules::field::Field| match field.name {
        "audience" => Value::from(row.audience.map(|audience| audience.code().to_owned())),
        "stated" => Value::from(stated.clone()),
        "answer" => Value::from(row.answer.clone()),
        "audience_reason" => Value::from(row.audience_reason.clone()),
        _ => Value::String(None),
    };
    ANSWER.iter().map(value).collect()
}
