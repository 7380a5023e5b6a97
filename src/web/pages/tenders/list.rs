//! The authority's tenders, newest first.

use axum::extract::Query;
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::tender;
use rules::law::clock::long_instant;
use rules::tender::{Standing, standing};
use serde::{Deserialize, Serialize};

use super::Stamp;
use crate::store::{Staff, TenderFilter};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

/// A tender as a row of a list.
#[derive(Serialize)]
pub struct Listed {
    reference: String,
    title: String,
    standing: Stamp,
    deadline: Option<String>,
}

impl Listed {
    /// From the stored row.
    #[must_use]
    pub fn of(row: &tender::Model, now: DateTime<Utc>) -> Self {
        Self {
            reference: row.reference.clone(),
            title: row.title.clone(),
            standing: Stamp::of(standing(row, now)),
            deadline: row.closes_at.or(row.deadline).map(long_instant),
        }
    }
}

/// What the list is narrowed by.
#[derive(Default, Deserialize)]
pub struct Narrowed {
    #[serde(default)]
    words: String,
    #[serde(default)]
    standing: String,
    after: Option<i64>,
}

#[derive(Serialize)]
struct ListPage {
    rows: Vec<Listed>,
    words: String,
    standings: Vec<Offered>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Offered {
    code: &'static str,
    label: &'static str,
    chosen: bool,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "tenders/list.html";
    fn title(&self) -> String {
        "Tenders".to_owned()
    }
}

/// The authority's tenders, narrowed by words and by where they stand.
pub async fn list(desk: Desk<Staff>, Query(narrowed): Query<Narrowed>) -> Result<Response, Stop> {
    let chosen = Standing::ALL.iter().copied().find(|one| one.code() == narrowed.standing);
    let words: String = narrowed.words.chars().filter(|sign| !sign.is_control()).take(200).collect();
    let filter = TenderFilter { words: words.clone(), standing: chosen, after: narrowed.after };
    let listing = desk.tenders(&filter, desk.now).await?;
    let offered =
        |one: &Standing| Offered { code: one.code(), label: one.label(), chosen: Some(*one) == chosen };
    desk.page(&ListPage {
        rows: listing.rows.iter().map(|row| Listed::of(row, desk.now)).collect(),
        next: listing.next.map(|after| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("words", &words).append_pair("standing", chosen.map_or("", Standing::code));
            format!("/tenders?{}", query.append_pair("after", &after.to_string()).finish())
        }),
        words,
        standings: Standing::ALL.iter().map(offered).collect(),
    })
}
