//! The lists of a procurement, a tender or a contract: one page a list, whatever its rows are.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gap;
use rules::Aggregate;
use rules::rows::{Entry, ListOf, list, list_gap};
use serde::Serialize;

use super::holder::{OnPages, Opened};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::forms::{Fact, Form, facts, frame};
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage<H> {
    head: H,
    reference: String,
    title: &'static str,
    one: &'static str,
    intro: &'static str,
    grouped: bool,
    path: String,
    back: String,
    rows: Vec<Row>,
    /// What is told above it.
    told: Vec<String>,
    begins_with: Vec<(&'static str, &'static str)>,
    /// Scores stand in their own order, not in one of the writer's.
    movable: bool,
    none: Option<&'static str>,
    gaps: Vec<(&'static str, &'static str)>,
    form: Form,
    may_write: bool,
    /// Why it is fixed, for whoever may write others.
    fixed: Option<String>,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    position: i32,
    facts: Vec<Fact>,
}

impl<H: Serialize> Page for ListPage<H> {
    const TEMPLATE: &'static str = "rows/list.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.reference)
    }
}

/// The rows of a list.
pub async fn show<T: OnPages>(
    desk: Desk<Staff>,
    Path((reference, code)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let list = list::<T>(&code).ok_or(Stop::NotFound)?;
    desk.page(&page(&desk, T::open(&desk, &reference).await?, list))
}

fn page<T: OnPages>(desk: &Desk<Staff>, opened: Opened<T>, list: &ListOf<T>) -> ListPage<T::Head> {
    let path = opened.list_path(list.code);
    let rows = list.entries(&opened.holder);
    ListPage {
        title: list.title,
        one: list.one,
        intro: list.intro,
        // Only measures stand under a heading that several share: their outcome.
        grouped: list.code == "measures",
        told: opened.holder.told(list.code),
        begins_with: opened.holder.begins_with(list.code),
        movable: list.code != "scale",
        rows: rows.iter().map(|entry| row(entry, list, &opened)).collect(),
        none: opened.holder.gaps().of(&list_gap(list.code)).map(Choice::label),
        gaps: Gap::ALL.iter().map(|gap| (gap.code(), gap.label())).collect(),
        form: frame(format!("{path}/empty"), opened.holder.row().version(), &[], None),
        may_write: opened.holder.may_write_there(list.code, &desk.actor).is_ok(),
        fixed: opened.fixed(list.code, &desk.actor),
        path,
        back: opened.path,
        reference: opened.reference,
        head: opened.head,
    }
}

fn row<T: OnPages>(entry: &Entry, list: &ListOf<T>, opened: &Opened<T>) -> Row {
    let all = facts(list.fields, &entry.values, &entry.gaps, &opened.lists, &opened.figures);
    Row { id: entry.id.0, position: entry.position, facts: all.into_iter().filter(Fact::is_there).collect() }
}

/// Says why a list is empty.
pub async fn say_empty<T: OnPages>(
    Path((reference, code)): Path<(String, String)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let list = list::<T>(&code).ok_or(Stop::NotFound)?;
    let opened = T::open(&posted, &reference).await?;
    let why = Gap::of(posted.typed.get("why"));
    let change = list.say_empty(&opened.holder, why, posted.seen(), &posted.actor);
    posted.settle_or_stop(change, &opened.path).await
}
