//! How far the moderation of each question is: how many sheets are still to come, never what they say. Questions that are
//! open come with how far the evaluators are apart, for those who may read that.

use axum::extract::Path;
use axum::response::Response;
use entity::id::RowId;
use rules::bid::{Opened, Scores};
use rules::scoring::Scoring;
use rules::scoring::moderation::{Spread, Standing, disagreement, standing};
use rules::tender::terms::{CriterionTerms, LotTerms};
use serde::Serialize;

use super::{apart, code, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::scoring_case;
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    head: TenderHead,
    path: String,
    lots: Vec<Lot>,
}

#[derive(Serialize)]
struct Lot {
    title: Option<String>,
    sign_off: String,
    signed: bool,
    questions: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    path: String,
    title: String,
    code: &'static str,
    label: String,
    apart: Option<String>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "moderation/list.html";
    fn title(&self) -> String {
        format!("Moderation – {}", self.head.reference())
    }
}

/// The questions, those with most disagreement first.
pub async fn list(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let scoring = scoring_case(&desk, &reference).await?;
    let leave = Opened::<Scores>::to(&scoring, &desk.actor).ok();
    let spreads = leave.map(|leave| disagreement(&scoring, &leave)).unwrap_or_default();
    let lots = &scoring.terms().lots;
    desk.page(&ListPage {
        head: TenderHead::of(&desk, scoring.tender()),
        path: path(&reference),
        lots: lots.iter().map(|lot| of_lot(&scoring, lot, lots.len(), &spreads)).collect(),
    })
}

fn of_lot(scoring: &Scoring, lot: &LotTerms, lots: usize, spreads: &[Spread]) -> Lot {
    let reference = &scoring.tender().row.reference;
    let mut questions: Vec<_> = (1..).zip(lot.questions()).collect();
    questions.sort_by_key(|(_, question)| order(scoring, question, spreads));
    let shown = |(number, question): (usize, &CriterionTerms)| {
        let stands = standing(scoring, question.id);
        Shown {
            path: format!("{}/{}", path(reference), question.id.0),
            title: format!("{number}. {}", question.title),
            code: code(stands),
            label: stands.label(),
            apart: furthest(question.id, spreads).map(apart),
        }
    };
    Lot {
        title: (lots > 1).then(|| lot.title.clone()),
        sign_off: format!("/tenders/{reference}/lots/{}/sign-off", lot.id.0),
        signed: scoring.lot(lot.id).is_some_and(|row| row.signed_at.is_some()),
        questions: questions.into_iter().map(shown).collect(),
    }
}

/// What is open comes first, furthest apart first; then what can be opened, then what waits.
fn order(scoring: &Scoring, question: &CriterionTerms, spreads: &[Spread]) -> (u8, usize) {
    let place = spreads.iter().position(|spread| spread.criterion == question.id).unwrap_or(usize::MAX);
    match standing(scoring, question.id) {
        Standing::Open { .. } | Standing::Agreed => (0, place),
        Standing::Ready => (1, 0),
        Standing::NotGiven | Standing::NoBids | Standing::Waits(_) | Standing::Interest => (2, 0),
    }
}

/// How far apart the evaluators of a question are on the bid that divides them most.
fn furthest(question: RowId, spreads: &[Spread]) -> Option<usize> {
    spreads.iter().filter(|spread| spread.criterion == question).map(|spread| spread.steps).max()
}
