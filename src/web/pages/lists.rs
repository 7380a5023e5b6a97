//! A list of a procurement: its rows, and saying why there are none.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gap;
use rules::each_list;
use rules::field::Lists;
use rules::procurement::Procurement;
use rules::procurement::edit::{list_gap, say_list_empty};
use rules::procurement::lists::{Listed, entry};
use rules::report::Figures;
use rules::settings::lists;
use serde::Serialize;

use super::procurements::Head;
use super::{case, figures};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Desk, Posted};
use crate::web::forms::{Fact, Form, facts, frame};
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    head: Head,
    title: &'static str,
    one: &'static str,
    intro: &'static str,
    grouped: bool,
    path: String,
    rows: Vec<Row>,
    none: Option<&'static str>,
    gaps: Vec<(&'static str, &'static str)>,
    form: Form,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    position: i32,
    facts: Vec<Fact>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "procurements/list_of.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.head.reference())
    }
}

/// The rows of a list.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, code)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let (procurement, authority) = case(&desk, &reference).await?;
    let lists = lists(&authority, Some(&procurement));
    let head = Head::of(&desk, &procurement, &authority);
    let figures = figures(&desk, &procurement, &authority);
    let page = each_list!(code.as_str(), page(head, &procurement, &lists, &figures)).ok_or(Stop::NotFound)?;
    desk.page(&page)
}

fn page<E: Listed>(head: Head, procurement: &Procurement, lists: &Lists, figures: &Figures) -> ListPage {
    let path = format!("/procurements/{}/list/{}", procurement.row.reference, E::CODE);
    ListPage {
        head,
        title: E::TITLE,
        one: E::ONE,
        intro: E::INTRO,
        // Only measures stand under a heading that several share: their outcome.
        grouped: E::CODE == "measures",
        rows: E::rows(procurement).iter().map(|model| row::<E>(model, lists, figures)).collect(),
        none: procurement.row.gaps.of(&list_gap(E::CODE)).map(Choice::label),
        gaps: Gap::ALL.iter().map(|gap| (gap.code(), gap.label())).collect(),
        form: frame(format!("{path}/empty"), procurement.row.version, &[], None),
        path,
    }
}

fn row<E: Listed>(model: &E::Model, lists: &Lists, figures: &Figures) -> Row {
    let entry = entry::<E>(model);
    let all = facts(E::FIELDS, &entry.values, &entry.gaps, lists, figures);
    Row { id: entry.id.0, position: entry.position, facts: all.into_iter().filter(Fact::is_there).collect() }
}

/// Says why a list is empty.
pub async fn say_empty(
    Path((reference, code)): Path<(String, String)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let (procurement, _) = case(&posted, &reference).await?;
    let why = Gap::of(posted.typed.get("why"));
    let change = each_list!(code.as_str(), say_list_empty(&procurement, why, posted.seen(), &posted.actor));
    posted.settle_or_stop(change.ok_or(Stop::NotFound)?, &format!("/procurements/{reference}")).await
}
