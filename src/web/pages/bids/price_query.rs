//! A bidder explains its price, which looks abnormally low to the council.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::low_price;
use rules::access::Act;
use rules::award::low::{EXPLAIN, explain};
use rules::field::{Lists, draft, long_day};
use rules::law::clock::long_instant;
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
    facts: Vec<(&'static str, String)>,
    form: Option<Form>,
    why_not: Option<&'static str>,
}

impl Page for QueryPage {
    const TEMPLATE: &'static str = "lots/query.html";
    fn title(&self) -> String {
        self.head.titled("Explain your price")
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// What the council asks about the price, and the form of the one answer.
pub async fn price_query(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    let own = Own::of(&desk, id).await?;
    draw_query(&desk, &own, None).await
}

/// Explains the price, once.
pub async fn explain_price(Path(id): Path<i64>, posted: Posted<Provider>) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    let low = posted.own_price_query(&own.bid).await?.ok_or(Stop::NotFound)?;
    let change = draft(EXPLAIN, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| explain(&own.bid, &low, &draft, posted.seen(), &posted.actor, posted.now));
    match posted.settle(change, &path(&own)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_query(&posted, &own, Some(&again)).await,
    }
}

fn path(own: &Own) -> String {
    format!("{}/price-query", own.path())
}

async fn draw_query(desk: &Desk<Provider>, own: &Own, again: Option<&Again>) -> Result<Response, Stop> {
    let low = desk.own_price_query(&own.bid).await?.ok_or(Stop::NotFound)?;
    let waits = low.answer.is_none() && low.outcome.is_none();
    let may = desk.may(Act::SubmitBid);
    let form = (waits && may || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(path(own), own.bid.row.version, EXPLAIN, &holds, &Lists::default(), again)
    });
    desk.page(&QueryPage {
        head: Head::of(desk, own),
        why_not: match (waits, may) {
            (true, false) => {
                Some("You can read this. Someone of your organisation who may submit bids answers it.")
            }
            (true, true) => None,
            (false, _) if low.answer.is_some() => Some("You have answered this."),
            (false, _) => Some("The time to answer is over, and the council has decided."),
        },
        facts: facts(&low),
        form,
    })
}

fn facts(low: &low_price::Model) -> Vec<(&'static str, String)> {
    [
        ("Why your price looks low", Some(low.flagged.clone())),
        ("What the council asks you to show", Some(low.asked.clone())),
        ("Answer by the end of", Some(long_day(low.respond_by))),
        ("Your explanation", low.answer.clone()),
        ("Answered", low.answered_at.map(long_instant)),
        ("What the council decided", low.outcome.map(|outcome| outcome.label().to_owned())),
        ("Its reason", low.reason.clone()),
    ]
    .into_iter()
    .filter_map(|(label, value)| Some((label, value?)))
    .collect()
}
