//! The committee calendar: when those who decide meet next.

use std::collections::BTreeMap;

use axum::response::Response;
use entity::meeting;
use rules::access::{Act, who};
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::settings::Authority;
use serde::Serialize;

use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::own_authority;
use crate::web::view::Page;

#[derive(Serialize)]
struct MeetingsPage {
    bodies: Vec<Body>,
    /// Bodies that decide at meetings, of which the calendar has none ahead.
    without: Vec<String>,
    may_import: bool,
    may_settle: bool,
    who_keeps: String,
}

#[derive(Serialize)]
struct Body {
    name: String,
    decides: bool,
    rows: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    on: String,
    agenda: String,
    reports: String,
}

impl Page for MeetingsPage {
    const TEMPLATE: &'static str = "calendar/meetings.html";
    fn title(&self) -> String {
        "Committee calendar".to_owned()
    }
}

/// Meetings ahead, by body: those who decide on contracts first.
pub async fn show(desk: Desk<Staff>) -> Result<Response, Stop> {
    let authority = own_authority(&desk).await?;
    let today = uk_date(desk.now);
    let mut by_name: BTreeMap<String, Vec<&meeting::Model>> = BTreeMap::new();
    for row in authority.meetings.iter().filter(|row| row.meets_on >= today) {
        by_name.entry(row.body.trim().to_owned()).or_default().push(row);
    }
    let has = |body: &str| by_name.keys().any(|name| name.eq_ignore_ascii_case(body.trim()));
    let without = deciders(&authority).filter(|body| !has(body)).map(str::to_owned).collect();
    let mut bodies: Vec<_> = by_name
        .into_iter()
        .map(|(name, rows)| Body {
            decides: deciders(&authority).any(|body| body.trim().eq_ignore_ascii_case(&name)),
            rows: rows.into_iter().map(shown).collect(),
            name,
        })
        .collect();
    bodies.sort_by_key(|body| !body.decides);
    desk.page(&MeetingsPage {
        bodies,
        without,
        may_import: desk.may(Act::KeepCalendar),
        may_settle: desk.may(Act::ChangeSettings),
        who_keeps: who(Act::KeepCalendar),
    })
}

/// The bodies that decide at meetings.
pub(super) fn deciders(authority: &Authority) -> impl Iterator<Item = &str> {
    let at_meetings =
        authority.tiers.iter().filter(|tier| tier.decides != Some(entity::state::Decides::AnyDay));
    at_meetings.map(|tier| tier.body.as_str())
}

fn shown(row: &meeting::Model) -> Shown {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "Not given".to_owned(), long_day);
    Shown { on: long_day(row.meets_on), agenda: day(row.agenda_on), reports: day(row.reports_by) }
}
