//! The check before a sheet of scores is submitted, which locks it for ever.

use axum::extract::Path;
use axum::response::Response;
use entity::number::Version;
use rules::law::clock::long_instant;
use rules::scoring::sheets::{lock, missing};
use rules::scoring::{OwnAnswer, Scoring};
use serde::Serialize;

use super::path;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::pages::scoring_case;
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct CheckPage {
    head: TenderHead,
    path: String,
    label: String,
    form: Form,
    /// What is missing, each with the answer it belongs to; shown before anybody presses the button.
    missing: Vec<Missing>,
    submitted: Option<String>,
    answers: Vec<Shown>,
}

#[derive(Serialize)]
struct Missing {
    at: String,
    says: String,
}

#[derive(Serialize)]
struct Shown {
    id: i64,
    title: String,
    path: String,
    score: Option<i32>,
    called: Option<String>,
    reason: Option<String>,
}

impl Page for CheckPage {
    const TEMPLATE: &'static str = "scores/check.html";
    fn title(&self) -> String {
        format!("Check your scores of {} – {}", self.label, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// What one has written of a bid, with what is missing.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, letter)): Path<(String, String)>,
) -> Result<Response, Stop> {
    draw_check(&desk, &reference, &letter, None).await
}

/// Submits one's sheet of a bid.
pub async fn submit(
    Path((reference, letter)): Path<(String, String)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(&posted, &reference).await?;
    let own = scoring.own_answers(&posted.actor)?;
    let bid = own.iter().find(|it| it.letter() == letter).ok_or(Stop::NotFound)?.bid;
    let change = lock(&scoring, bid, posted.seen(), &posted.actor, posted.now);
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_check(&posted, &reference, &letter, Some(&again)).await,
    }
}

async fn draw_check(
    desk: &Desk<Staff>,
    reference: &str,
    letter: &str,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(desk, reference).await?;
    let mut own = scoring.own_answers(&desk.actor)?;
    own.retain(|it| it.letter() == letter);
    let OwnAnswer { bid, label, .. } = *own.first().ok_or(Stop::NotFound)?;
    let sheet = desk.actor.person.and_then(|person| scoring.own_sheet(person, bid));
    let locked = sheet.and_then(|sheet| sheet.locked_at);
    let missing = match (locked, missing(&scoring, bid, &desk.actor)) {
        (None, Ok(problems)) => problems,
        (Some(_), _) | (None, Err(_)) => Vec::new(),
    };
    let missing = missing.into_iter().map(|it| Missing { at: it.field.unwrap_or_default(), says: it.says });
    let version = sheet.map_or(Version(0), |sheet| sheet.version);
    desk.page(&CheckPage {
        head: TenderHead::of(desk, scoring.tender()),
        form: frame(format!("{}/{letter}/submit", path(reference)), version, &[], again),
        missing: missing.collect(),
        submitted: locked.map(long_instant),
        answers: own.iter().map(|it| shown(&scoring, reference, it)).collect(),
        path: path(reference),
        label: label.to_owned(),
    })
}

fn shown(scoring: &Scoring, reference: &str, own: &OwnAnswer<'_>) -> Shown {
    let score = own.score.and_then(|row| row.score);
    let step = scoring.terms().scale.iter().find(|step| Some(step.score) == score);
    Shown {
        id: own.question.id.0,
        title: format!("{}. {}", own.number, own.question.title),
        path: format!("{}/{}/{}", path(reference), own.letter(), own.question.id.0),
        score,
        called: step.map(|step| step.label.clone()),
        reason: own.score.and_then(|row| row.reason.clone()),
    }
}
