//! One answer with the scale beside its box.

use axum::extract::{Path, Query};
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::{RowId, SheetId};
use entity::number::Version;
use entity::score;
use rules::bid::{Answers, Opened};
use rules::field::{Lists, draft};
use rules::scoring::sheets::{Fresh, SCORE, may_save, save as save_rule};
use rules::scoring::{OwnAnswer, Scoring};
use rules::tender::terms::StepTerms;
use sea_orm::Value;
use serde::Serialize;

use super::order::{Order, Ordered};
use super::shown::{ShownAnswer, ShownQuestion, answer};
use super::{own_answer, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw, merge};
use crate::web::pages::scoring_case;
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct AnswerPage {
    head: TenderHead,
    path: String,
    label: String,
    number: usize,
    question: ShownQuestion,
    answer: ShownAnswer,
    scale: Vec<StepTerms>,
    form: Option<Form>,
    /// What was submitted, where nothing can be saved any more.
    given: Option<Given>,
    why_not: Option<String>,
    order: &'static str,
    check: String,
    before: Option<Beside>,
    next: Option<Beside>,
}

/// A score that no longer changes.
#[derive(Serialize)]
struct Given {
    score: Option<i32>,
    reason: Option<String>,
}

/// The answer before or after this one.
#[derive(Serialize)]
struct Beside {
    path: String,
    title: String,
}

impl Page for AnswerPage {
    const TEMPLATE: &'static str = "scores/answer.html";
    fn title(&self) -> String {
        format!("{}, question {} – {}", self.label, self.number, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

type ToAnswer = Path<(String, String, i64)>;

/// An answer with the scale and the box for its score.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, letter, question)): ToAnswer,
    Query(Ordered { order }): Query<Ordered>,
) -> Result<Response, Stop> {
    draw_answer(&desk, (&reference, &letter, question), order, None).await
}

/// Saves a score, and goes on to the next answer if that was asked for.
pub async fn save(
    Path((reference, letter, question)): ToAnswer,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(&posted, &reference).await?;
    let own = own_answer(&scoring, &letter, question, &posted.actor)?;
    let (values, gaps) = (values(own.score), Gaps::default());
    let sheet = sheet_version(&posted, &scoring, &own);
    let holds = Holds { values: &values, gaps: &gaps };
    let seen = sheet.map(|version| merge(&mut posted, version, SCORE, &holds));
    let fresh = Fresh {
        sheet: posted.new_id::<SheetId>().await?,
        score: posted.new_id::<RowId>().await?,
        salt: posted.salt(),
    };
    let change = draft(SCORE, &posted.typed, &Lists::default(), &gaps).and_then(|draft| {
        save_rule(&scoring, own.bid, own.question.id, &fresh, &draft, seen, &posted.actor, posted.now)
    });
    let order = Order::of(posted.typed.get("order"));
    let then = match posted.typed.get("go") {
        "next" => beside(&posted, &scoring, &own, order)?.1.map(|next| next.path),
        _ => Some(address(&reference, &own, order)),
    };
    let then = then.unwrap_or_else(|| format!("{}?order={}", path(&reference), order.code()));
    match posted.settle(change, &then).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_answer(&posted, (&reference, &letter, question), order, Some(&again)).await,
    }
}

async fn draw_answer(
    desk: &Desk<Staff>,
    (reference, letter, question): (&str, &str, i64),
    order: Order,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(desk, reference).await?;
    let own = own_answer(&scoring, letter, question, &desk.actor)?;
    let leave = Opened::<Answers>::to(&scoring, &desk.actor)?;
    let may = may_save(&scoring, own.bid, own.question.id, &desk.actor);
    let (values, gaps) = (values(own.score), Gaps::default());
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    let form = (may.is_ok() || again.is_some()).then(|| {
        let version = sheet_version(desk, &scoring, &own).unwrap_or(Version(0));
        let holds = Holds { values: &values, gaps: &gaps };
        draw(plain_address(reference, &own), version, SCORE, &holds, &Lists::default(), again)
    });
    let (before, next) = beside(desk, &scoring, &own, order)?;
    desk.page(&AnswerPage {
        head: TenderHead::of(desk, scoring.tender()),
        path: path(reference),
        label: own.label.to_owned(),
        number: own.number,
        question: ShownQuestion::of(own.question),
        answer: answer(desk, &scoring, &leave, own.bid, own.label, own.question.id).await?,
        scale: scoring.terms().scale.clone(),
        given: form.is_none().then(|| Given {
            score: own.score.and_then(|row| row.score),
            reason: own.score.and_then(|row| row.reason.clone()),
        }),
        form,
        why_not: may.err().map(rules::Refusal::first),
        order: order.code(),
        check: format!("{}/{}/submit", path(reference), own.letter()),
        before,
        next,
    })
}

/// The version of one's own sheet of a bid, if it is begun.
fn sheet_version(desk: &Desk<Staff>, scoring: &Scoring, own: &OwnAnswer<'_>) -> Option<Version> {
    Some(scoring.own_sheet(desk.actor.person?, own.bid)?.version)
}

/// What is saved, in the order of the fields.
fn values(score: Option<&score::Model>) -> [Value; 2] {
    [Value::Int(score.and_then(|row| row.score)), Value::String(score.and_then(|row| row.reason.clone()))]
}

fn plain_address(reference: &str, own: &OwnAnswer<'_>) -> String {
    format!("{}/{}/{}", path(reference), own.letter(), own.question.id.0)
}

fn address(reference: &str, own: &OwnAnswer<'_>, order: Order) -> String {
    format!("{}?order={}", plain_address(reference, own), order.code())
}

/// The answers before and after one in the order that was chosen.
fn beside(
    desk: &Desk<Staff>,
    scoring: &Scoring,
    own: &OwnAnswer<'_>,
    order: Order,
) -> Result<(Option<Beside>, Option<Beside>), Stop> {
    let all = order.sorted(scoring.own_answers(&desk.actor)?);
    let at = all.iter().position(|it| it.bid == own.bid && it.question.id == own.question.id);
    let one = |at: Option<usize>| {
        let it = all.get(at?)?;
        let title = format!("{}, question {}", it.label, it.number);
        Some(Beside { path: address(&scoring.tender().row.reference, it, order), title })
    };
    Ok((one(at.and_then(|at| at.checked_sub(1))), one(at.map(|at| at + 1))))
}
