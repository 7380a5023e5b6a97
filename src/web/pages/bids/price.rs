//! The price: a box for each year, and their sum.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use rules::bid::Place;
use rules::bid::price::{Schedule, empty, fields, notes, read};
use rules::field::Lists;
use serde::Serialize;

use super::own::{Head, Own};
use super::saving;
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw, merge};
use crate::web::view::Page;

#[derive(Serialize)]
struct PricePage {
    head: Head,
    basis: String,
    value: Option<String>,
    ceiling: Option<String>,
    above: Option<&'static str>,
    form: Option<Form>,
    years: Vec<String>,
    total: Option<String>,
    notes: Vec<String>,
}

impl Page for PricePage {
    const TEMPLATE: &'static str = "bids/price.html";
    fn title(&self) -> String {
        self.head.titled("Price")
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The price with its boxes.
pub async fn price(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    draw_price(&desk, &Own::of(&desk, id).await?, None).await
}

/// Saves the price.
pub async fn save_price(Path(id): Path<i64>, mut posted: Posted<Provider>) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    let values = match own.schedule(&posted).await? {
        Some(schedule) => schedule.values(&own.lot),
        None => empty(&own.lot),
    };
    let holds = Holds { values: &values, gaps: &Gaps::default() };
    let seen = merge(&mut posted, own.bid.row.version, fields(&own.lot), &holds);
    let text = read(&posted.typed, &own.lot).map(|schedule| schedule.text());
    match saving::save(&posted, own, Place::PRICE, text, seen).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_price(&posted, &Own::of(&posted, id).await?, Some(&again)).await,
    }
}

async fn draw_price(desk: &Desk<Provider>, own: &Own, again: Option<&Again>) -> Result<Response, Stop> {
    use entity::choice::Choice;
    let head = Head::of(desk, own);
    let saved = own.schedule(desk).await?;
    let values = saved.as_ref().map_or_else(|| empty(&own.lot), |schedule| schedule.values(&own.lot));
    let form = (head.may_write || again.is_some()).then(|| {
        let holds = Holds { values: &values, gaps: &Gaps::default() };
        let action = format!("{}/price", own.path());
        draw(action, own.bid.row.version, fields(&own.lot), &holds, &Lists::default(), again)
    });
    // What came back is added up where it can be read, so that the total is that of the boxes.
    let shown: Option<Schedule> = match again {
        Some(again) => read(&again.typed, &own.lot).ok(),
        None => saved.clone(),
    };
    let total = shown.as_ref().and_then(Schedule::total);
    desk.page(&PricePage {
        head,
        basis: own.terms.price_basis.clone(),
        value: own.lot.value.map(|value| value.to_string()),
        ceiling: own.lot.ceiling.map(|ceiling| ceiling.to_string()),
        above: own.lot.above_ceiling.map(Choice::label),
        form,
        years: saved.iter().flat_map(|schedule| &schedule.years).map(ToString::to_string).collect(),
        total: total.map(|total| total.to_string()),
        notes: shown.map(|schedule| notes(&schedule, &own.lot)).unwrap_or_default(),
    })
}
