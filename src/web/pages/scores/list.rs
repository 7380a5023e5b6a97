//! What an evaluator has to score, and how far they are with it.

use axum::extract::{Path, Query};
use axum::response::Response;
use rules::law::clock::long_instant;
use rules::scoring::{OwnAnswer, Scoring};
use serde::Serialize;

use super::order::{Order, Ordered};
use super::{code, path};
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
    masked: bool,
    order: &'static str,
    written: usize,
    all: usize,
    sheets: Vec<Sheet>,
    groups: Vec<Group>,
}

/// One bid's sheet, to be submitted as a whole.
#[derive(Serialize)]
struct Sheet {
    label: String,
    path: String,
    written: usize,
    all: usize,
    submitted: Option<String>,
}

/// The answers under one heading: a bid, or a question.
#[derive(Serialize)]
struct Group {
    title: String,
    answers: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    title: String,
    path: String,
    code: &'static str,
    label: &'static str,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "scores/list.html";
    fn title(&self) -> String {
        format!("Your scores – {}", self.head.reference())
    }
}

/// An evaluator's own answers, in the order they choose.
pub async fn list(
    desk: Desk<Staff>,
    Path(reference): Path<String>,
    Query(Ordered { order }): Query<Ordered>,
) -> Result<Response, Stop> {
    let scoring = scoring_case(&desk, &reference).await?;
    let own = scoring.own_answers(&desk.actor)?;
    let path = path(&reference);
    desk.page(&ListPage {
        head: TenderHead::of(&desk, scoring.tender()),
        masked: scoring.row().masked,
        order: order.code(),
        written: own.iter().filter(|it| it.standing.is_written()).count(),
        all: own.len(),
        sheets: sheets(&desk, &scoring, &own, &path),
        groups: groups(order, own, &path),
        path,
    })
}

fn sheets(desk: &Desk<Staff>, scoring: &Scoring, own: &[OwnAnswer<'_>], path: &str) -> Vec<Sheet> {
    let of_bids = own.chunk_by(|one, other| one.bid == other.bid);
    let one = |answers: &[OwnAnswer<'_>]| {
        let first = answers.first()?;
        let person = desk.actor.person?;
        let locked = scoring.own_sheet(person, first.bid).and_then(|sheet| sheet.locked_at);
        Some(Sheet {
            label: first.label.to_owned(),
            path: format!("{path}/{}/submit", first.letter()),
            written: answers.iter().filter(|it| it.standing.is_written()).count(),
            all: answers.len(),
            submitted: locked.map(long_instant),
        })
    };
    of_bids.filter_map(one).collect()
}

fn groups(order: Order, own: Vec<OwnAnswer<'_>>, path: &str) -> Vec<Group> {
    let own = order.sorted(own);
    let same = |one: &OwnAnswer<'_>, other: &OwnAnswer<'_>| match order {
        Order::Bid => one.bid == other.bid,
        Order::Question => one.question.id == other.question.id,
    };
    let question = |it: &OwnAnswer<'_>| format!("{}. {}", it.number, it.question.title);
    let shown = |it: &OwnAnswer<'_>| Shown {
        title: match order {
            Order::Bid => question(it),
            Order::Question => it.label.to_owned(),
        },
        path: format!("{path}/{}/{}?order={}", it.letter(), it.question.id.0, order.code()),
        code: code(it.standing),
        label: it.standing.label(),
    };
    let group = |answers: &[OwnAnswer<'_>]| Group {
        title: answers.first().map_or_else(String::new, |it| match order {
            Order::Bid => it.label.to_owned(),
            Order::Question => question(it),
        }),
        answers: answers.iter().map(shown).collect(),
    };
    own.chunk_by(same).map(group).collect()
}
