//! The list of published tenders, with its search.

use axum::extract::Query;
use axum::response::Response;
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entity::gaps::Gaps;
use entity::id::TenderId;
use entity::number::{Pence, Version};
use rules::Problem;
use rules::field::Kind::{Choice as OneOf, Day, Line, Money, Tick};
use rules::field::{self, Draft, Field, Lists, Typed, options};
use rules::law::clock::{long_instant, uk_midnight};
use rules::tender::opportunity::Seen;
use sea_orm::Value;
use serde::Serialize;

use crate::store::{Opportunity, OpportunityFilter};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Counter};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

/// What the list can be narrowed by.
const SEARCH: &[Field] = &[
    Field::optional("words", "Words", "In the title, the reference or the description.", Line),
    Field::optional("cpv", "CPV code", "The whole code, or its first digits.", Line),
    Field::optional("value_from", "Value from", "Without VAT.", Money),
    Field::optional("value_to", "Value to", "Without VAT.", Money),
    Field::optional("closes_from", "Closing on or after", "", Day),
    Field::optional("closes_to", "Closing on or before", "", Day),
    Field::optional("lots", "Several lots", "", OneOf(options::<entity::state::YesNo>)),
    Field::optional("closed", "Show closed and cancelled ones too", "", Tick),
];

#[derive(Serialize)]
struct ListPage {
    form: Form,
    narrowed: bool,
    rows: Vec<Listed>,
    count: u64,
    next: Option<String>,
}

#[derive(Serialize)]
struct Listed {
    reference: String,
    title: String,
    council: String,
    value: Option<String>,
    closes: String,
    lots: i32,
    code: &'static str,
    label: &'static str,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "opportunities/list.html";
    fn title(&self) -> String {
        "Opportunities".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The published tenders that fit, newest first.
pub async fn list(counter: Counter, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Stop> {
    let typed = Typed::new(asked.into_iter().take(40).collect());
    let read = field::draft(SEARCH, &typed, &Lists::default(), &Gaps::default());
    let (mut filter, problems) = match read {
        Ok(draft) => (filter(&draft), Vec::new()),
        Err(refusal) => (OpportunityFilter::default(), refusal.says),
    };
    filter.after = place(typed.get("after"));
    let found = match problems.is_empty() {
        true => Some(counter.opportunities(&filter, counter.now).await?),
        false => None,
    };
    let next = found.as_ref().and_then(|found| found.next).map(|next| next_page(&typed, next));
    let rows = found.iter().flat_map(|found| &found.rows).map(|one| Listed::of(one, counter.now)).collect();
    counter.page(&ListPage {
        form: drawn(typed, problems),
        narrowed: filter.is_narrow(),
        rows,
        count: found.map_or(0, |found| found.count),
        next,
    })
}

impl Listed {
    fn of(one: &Opportunity, now: DateTime<Utc>) -> Self {
        let seen = Seen::of(&one.row, now);
        Self {
            reference: one.row.reference.clone(),
            title: one.row.title.clone(),
            council: one.council.clone(),
            value: one.row.value.map(|value| value.to_string()),
            closes: long_instant(one.row.closes_at),
            lots: one.row.lots,
            code: seen.code(),
            label: seen.label(),
        }
    }
}

fn drawn(typed: Typed, problems: Vec<Problem>) -> Form {
    let typed = typed.with("version", "0");
    let again = Again { typed, problems, ..Again::default() };
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    draw("/opportunities".to_owned(), Version(0), SEARCH, &holds, &Lists::default(), Some(&again))
}

fn filter(draft: &Draft) -> OpportunityFilter {
    let day = |name: &str| match draft.value(name) {
        Some(Value::ChronoDate(day)) => *day,
        _ => None,
    };
    let money = |name: &str| match draft.value(name) {
        Some(Value::BigInt(pence)) => pence.map(Pence),
        _ => None,
    };
    let after = |day: NaiveDate| uk_midnight(day.checked_add_signed(Duration::days(1)).unwrap_or(day));
    OpportunityFilter {
        words: draft.text("words").unwrap_or_default().to_owned(),
        cpv: draft.text("cpv").unwrap_or_default().trim().to_owned(),
        value_from: money("value_from"),
        value_to: money("value_to"),
        closes_from: day("closes_from").map(uk_midnight),
        closes_before: day("closes_to").map(after),
        several_lots: draft.text("lots").map(|answer| answer == "yes"),
        closed_too: matches!(draft.value("closed"), Some(Value::Bool(Some(true)))),
        after: None,
    }
}

/// Where a page begins: microseconds and number of the last one before it.
fn place(text: &str) -> Option<(DateTime<Utc>, TenderId)> {
    let (micros, id) = text.split_once('-')?;
    Some((DateTime::from_timestamp_micros(micros.parse().ok()?)?, TenderId(id.parse().ok()?)))
}

fn next_page(typed: &Typed, (at, id): (DateTime<Utc>, TenderId)) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(typed.pairs().iter().filter(|(name, text)| name != "after" && !text.is_empty()));
    let after = format!("{}-{}", at.timestamp_micros(), id.0);
    format!("/opportunities?{}", query.append_pair("after", &after).finish())
}
