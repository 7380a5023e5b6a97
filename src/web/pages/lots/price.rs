//! One price: asking its bidder to explain it, the answer, and the decision.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::{BidId, LetterId, RowId};
use entity::low_price;
use rules::access::Act;
use rules::award::LotResult;
use rules::award::low::{ASK, Asked, DECIDE, ask as ask_rule, asked, decide as decide_rule};
use rules::award::reading::price_lines;
use rules::field::{Lists, draft, long_day};
use rules::law::clock::long_instant;
use sea_orm::Value;
use serde::Serialize;

use super::head::{LotHead, path, result};
use super::prices::{Line, drawn};
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::opening::name;
use crate::web::view::Page;

#[derive(Serialize)]
struct PricePage {
    head: LotHead,
    line: Line,
    facts: Vec<(&'static str, String)>,
    form: Option<Form>,
    title: &'static str,
    label: &'static str,
    why_not: Option<String>,
}

impl Page for PricePage {
    const TEMPLATE: &'static str = "lots/price.html";
    fn title(&self) -> String {
        self.head.titled(&format!("The price of {}", self.line.label))
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The forms of this file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Ask,
    Decide,
}

/// One price, what was asked and answered about it, and the form of what comes next.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, lot, bid)): Path<(String, i64, i64)>,
) -> Result<Response, Stop> {
    draw_price(&desk, (&reference, lot, bid), None).await
}

/// Asks the bidder.
pub async fn ask(
    Path((reference, lot, bid)): Path<(String, i64, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let r = result(&posted, &reference, lot).await?;
    let (id, letter): (RowId, LetterId) = (posted.new_id().await?, posted.new_id().await?);
    let change = draft(ASK, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        ask_rule(&r, BidId(bid), id, letter, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("{}/prices/{bid}", path(&reference, lot))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_price(&posted, (&reference, lot, bid), Some((Which::Ask, &again))).await,
    }
}

/// Decides.
pub async fn decide(
    Path((reference, lot, bid)): Path<(String, i64, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let r = result(&posted, &reference, lot).await?;
    let change = draft(DECIDE, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| decide_rule(&r, BidId(bid), &draft, posted.seen(), &posted.actor, posted.now));
    match posted.settle(change, &format!("{}/prices", path(&reference, lot))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_price(&posted, (&reference, lot, bid), Some((Which::Decide, &again))).await,
    }
}

async fn draw_price(
    desk: &Desk<Staff>,
    (reference, lot, bid): (&str, i64, i64),
    came_back: Option<(Which, &Again)>,
) -> Result<Response, Stop> {
    let r = result(desk, reference, lot).await?;
    let lines = price_lines(&r, &desk.actor)?;
    let line = lines.iter().find(|line| line.bid.0 == bid).ok_or(Stop::NotFound)?;
    let colleagues = desk.colleagues().await?;
    let next = next(&r, line.bid, line.price.is_some() && line.out.is_none(), desk);
    let which = came_back.map(|(which, _)| which).or_else(|| next.as_ref().ok().copied());
    let here = format!("{}/prices/{bid}", path(reference, lot));
    let head = LotHead::of(desk, &r);
    let form = which.map(|which| {
        let (action, fields) = match which {
            Which::Ask => (here, ASK),
            Which::Decide => (format!("{here}/decide"), DECIDE),
        };
        let offered = |at: usize| {
            (at == 0 && which == Which::Ask)
                .then(|| line.flag.as_ref().map(|flag| flag.told.clone()))
                .flatten()
        };
        let values: Vec<_> = (0..fields.len()).map(|at| Value::from(offered(at))).collect();
        let holds = Holds { values: &values, gaps: &Gaps::default() };
        let version = entity::number::Version(head.version);
        draw(action, version, fields, &holds, &Lists::default(), came_back.map(|(_, again)| again))
    });
    desk.page(&PricePage {
        line: drawn(&r, line, &head.path, desk),
        facts: line.query.map(|low| facts(low, &colleagues)).unwrap_or_default(),
        form,
        title: if which == Some(Which::Decide) {
            "Decide on the price"
        } else {
            "Ask the bidder to explain its price"
        },
        label: if which == Some(Which::Decide) { "Save the decision" } else { "Send the question" },
        why_not: next.err(),
        head,
    })
}

/// The form that comes next, or why there is none.
fn next(r: &LotResult, bid: BidId, is_in: bool, desk: &Desk<Staff>) -> Result<Which, String> {
    let waits = match asked(r, bid, desk.now) {
        Asked::Not if is_in => Which::Ask,
        Asked::Not => {
            return Err("Nothing is asked about the price of this bid: it is sealed or out.".to_owned());
        }
        Asked::Waiting(by) => {
            let by = long_day(by);
            return Err(format!(
                "The bidder can explain its price until the end of {by}. You can decide once it has answered, or after that day."
            ));
        }
        Asked::ToDecide => Which::Decide,
        Asked::Decided(_) => return Err("This is decided.".to_owned()),
    };
    if desk.may(Act::RunEvaluation) {
        return Ok(waits);
    }
    Err("You can read this. A procurement officer asks the bidder and decides.".to_owned())
}

fn facts(low: &low_price::Model, colleagues: &[Colleague]) -> Vec<(&'static str, String)> {
    let by = |person, at| format!("{}, {}", name(colleagues, person), long_instant(at));
    [
        ("Why it looks low", Some(low.flagged.clone())),
        ("The bidder was asked", Some(low.asked.clone())),
        ("Asked", Some(by(low.asked_by, low.asked_at))),
        ("It can answer until the end of", Some(long_day(low.respond_by))),
        ("It answered", low.answer.clone()),
        ("Answered", low.answered_at.map(long_instant)),
        ("What was decided", low.outcome.map(|outcome| outcome.label().to_owned())),
        ("Reason", low.reason.clone()),
        ("Decided", low.decided_by.zip(low.decided_at).map(|(person, at)| by(person, at))),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((label, value?)))
    .collect()
}
