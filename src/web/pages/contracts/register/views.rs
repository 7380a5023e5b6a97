//! Views of the register that someone keeps.

use axum::extract::{Path, Query};
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::RowId;
use entity::number::Version;
use rules::contract::views::{self as rule, VIEW};
use rules::field::{self, Lists};
use serde::Serialize;

use super::list::managers;
use super::search::Search;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct KeepPage {
    form: Form,
    query: String,
}

impl Page for KeepPage {
    const TEMPLATE: &'static str = "contracts/view.html";
    fn title(&self) -> String {
        "Keep this view".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

#[derive(Serialize)]
struct ViewsPage {
    rows: Vec<ShownView>,
}

#[derive(Serialize)]
struct ShownView {
    id: i64,
    name: String,
    query: String,
    is_shared: bool,
    is_own: bool,
    keeper: String,
}

impl Page for ViewsPage {
    const TEMPLATE: &'static str = "contracts/views.html";
    fn title(&self) -> String {
        "Views of the register".to_owned()
    }
}

/// The views that one keeps, and those that colleagues share.
pub async fn views(desk: Desk<Staff>) -> Result<Response, Stop> {
    let names = managers(&desk).await?;
    let rows = desk.saved_views(desk.actor.person).await?.into_iter().map(|view| ShownView {
        id: view.id.0,
        is_own: Some(view.person_id) == desk.actor.person,
        keeper: names.get(&view.person_id).cloned().unwrap_or_default(),
        name: view.name,
        query: view.query,
        is_shared: view.shared,
    });
    let rows = rows.collect();
    desk.page(&ViewsPage { rows })
}

/// Asks under which name a search is kept.
pub async fn ask_to_keep(
    desk: Desk<Staff>,
    Query(asked): Query<Vec<(String, String)>>,
) -> Result<Response, Stop> {
    let query = Search::read(&desk, asked).await?.query();
    draw_form(&desk, query, None)
}

/// Keeps it, as the register itself would write it.
pub async fn keep(posted: Posted<Staff>) -> Result<Response, Stop> {
    let query = Search::of(&posted, posted.typed.get("query")).await?.query();
    let id: RowId = posted.new_id().await?;
    let mine = posted.saved_views(posted.actor.person).await?;
    let change = field::draft(VIEW, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| rule::keep(&mine, id, &query, &draft, &posted.actor, posted.now));
    match posted.settle(change, &path(&query)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_form(&posted, query, Some(&again)),
    }
}

/// Drops a view of one's own.
pub async fn drop_view(Path(view): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let id = view.parse().map(RowId).map_err(|_| Stop::NotFound)?;
    let row = posted.saved_view(id).await?.ok_or(Stop::NotFound)?;
    posted.settle_or_stop(rule::drop(&row, &posted.actor), "/contracts/views").await
}

fn path(query: &str) -> String {
    if query.is_empty() { "/contracts".to_owned() } else { format!("/contracts?{query}") }
}

fn draw_form(desk: &Desk<Staff>, query: String, again: Option<&Again>) -> Result<Response, Stop> {
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let action = "/contracts/views/new".to_owned();
    let form = draw(action, Version(0), VIEW, &holds, &Lists::default(), again);
    desk.page(&KeepPage { form, query })
}
