//! A row of a list: its form, its place, its removal.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::RowId;
use rules::field::{Lists, draft};
use rules::procurement::Procurement;
use rules::procurement::edit::{add_row, change_row, move_row_up, remove_row};
use rules::procurement::lists::{Entry, Listed, entry, id_of, list_title};
use rules::report::{kinds, stands_in};
use rules::settings::lists;
use rules::{Change, Refusal, each_list};
use serde::Serialize;

use super::procurements::Head;
use super::{case, figures};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Fact, Form, Holds, draw, facts, frame, merge};
use crate::web::view::Page;

type ToList = Path<(String, String)>;
type ToRow = Path<(String, String, i64)>;

#[derive(Serialize)]
struct RowPage {
    head: Head,
    list: &'static str,
    path: String,
    one: &'static str,
    is_new: bool,
    form: Option<Form>,
    facts: Vec<Fact>,
}

impl Page for RowPage {
    const TEMPLATE: &'static str = "procurements/row.html";
    fn title(&self) -> String {
        let deed = match (self.is_new, &self.form) {
            (true, _) => "Add: ",
            (false, Some(_)) => "Change: ",
            (false, None) => "",
        };
        format!("{deed}{} – {}", self.one, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The form of a new row.
pub async fn new(desk: Desk<Staff>, Path((reference, code)): ToList) -> Result<Response, Stop> {
    draw_row(&desk, &reference, &code, None, None).await
}

/// A row, with its form for those who may change it.
pub async fn show(desk: Desk<Staff>, Path((reference, code, id)): ToRow) -> Result<Response, Stop> {
    draw_row(&desk, &reference, &code, Some(RowId(id)), None).await
}

/// Adds a row and goes back to the list.
pub async fn add(Path((reference, code)): ToList, mut posted: Posted<Staff>) -> Result<Response, Stop> {
    let id: RowId = posted.new_id().await?;
    let (procurement, authority) = case(&posted, &reference).await?;
    let lists = lists(&authority, Some(&procurement));
    let change = each_list!(code.as_str(), adding(&procurement, id, &mut posted, &lists));
    settle(posted, change, &reference, &code, None).await
}

/// Saves a row and goes back to the list.
pub async fn save(Path((reference, code, id)): ToRow, mut posted: Posted<Staff>) -> Result<Response, Stop> {
    let id = RowId(id);
    let (procurement, authority) = case(&posted, &reference).await?;
    let lists = lists(&authority, Some(&procurement));
    let change = each_list!(code.as_str(), changing(&procurement, id, &mut posted, &lists));
    settle(posted, change, &reference, &code, Some(id)).await
}

async fn settle(
    posted: Posted<Staff>,
    change: Option<Result<Change, Refusal>>,
    reference: &str,
    code: &str,
    id: Option<RowId>,
) -> Result<Response, Stop> {
    let change = change.ok_or(Stop::NotFound)?;
    match posted.settle(change, &list_path(reference, code)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_row(&posted, reference, code, id, Some(&again)).await,
    }
}

/// Moves a row one place up.
pub async fn up(Path((reference, code, id)): ToRow, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (procurement, _) = case(&posted, &reference).await?;
    let change =
        each_list!(code.as_str(), move_row_up(&procurement, RowId(id), posted.seen(), &posted.actor));
    posted.settle_or_stop(change.ok_or(Stop::NotFound)?, &list_path(&reference, &code)).await
}

/// Takes a row away.
pub async fn remove(Path((reference, code, id)): ToRow, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (procurement, _) = case(&posted, &reference).await?;
    let change = each_list!(code.as_str(), remove_row(&procurement, RowId(id), posted.seen(), &posted.actor));
    posted.settle_or_stop(change.ok_or(Stop::NotFound)?, &list_path(&reference, &code)).await
}

#[derive(Serialize)]
struct RemovePage {
    head: Head,
    one: &'static str,
    back: String,
    facts: Vec<Fact>,
    /// Where prose names a figure of this row.
    named_in: Vec<String>,
    form: Form,
}

impl Page for RemovePage {
    const TEMPLATE: &'static str = "procurements/remove.html";
    fn title(&self) -> String {
        format!("Remove this {}? – {}", self.one, self.head.reference())
    }
}

/// Asks whether a row is really to go.
pub async fn ask_to_remove(desk: Desk<Staff>, Path((reference, code, id)): ToRow) -> Result<Response, Stop> {
    let (procurement, authority) = case(&desk, &reference).await?;
    let lists = lists(&authority, Some(&procurement));
    let row = each_list!(code.as_str(), find(&procurement, RowId(id)))
        .ok_or(Stop::NotFound)?
        .ok_or(Stop::NotFound)?;
    let (fields, one) = each_list!(code.as_str(), about()).ok_or(Stop::NotFound)?;
    let action = format!("{}/{id}/remove", list_path(&reference, &code));
    let figures = figures(&desk, &procurement, &authority);
    let mut own = BTreeMap::new();
    for kind in kinds(authority.row.report_style) {
        own.extend(
            desk.report(procurement.row.id, *kind).await?.map(|report| report.own()).unwrap_or_default(),
        );
    }
    let named_in = stands_in(&procurement, &own, &format!("{code}.{id}."));
    desk.page(&RemovePage {
        head: Head::of(&desk, &procurement, &authority),
        one,
        back: list_path(&reference, &code),
        named_in: named_in.into_iter().collect(),
        facts: facts(fields, &row.values, &row.gaps, &lists, &figures)
            .into_iter()
            .filter(Fact::is_there)
            .collect(),
        form: frame(action, procurement.row.version, &[], None),
    })
}

async fn draw_row(
    desk: &Desk<Staff>,
    reference: &str,
    code: &str,
    id: Option<RowId>,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (procurement, authority) = case(desk, reference).await?;
    let lists = lists(&authority, Some(&procurement));
    let head = Head::of(desk, &procurement, &authority);
    let (fields, one) = each_list!(code, about()).ok_or(Stop::NotFound)?;
    let row = match id {
        Some(id) => Some(each_list!(code, find(&procurement, id)).flatten().ok_or(Stop::NotFound)?),
        None => None,
    };
    let nothing = Gaps::default();
    let (values, gaps) = row.as_ref().map_or((&[][..], &nothing), |row| (&row.values, &row.gaps));
    let path = list_path(reference, code);
    let form = (head.may_write() || again.is_some()).then(|| {
        let action = id.map_or(format!("{path}/new"), |id| format!("{path}/{}", id.0));
        draw(action, procurement.row.version, fields, &Holds { values, gaps }, &lists, again)
    });
    if form.is_none() && row.is_none() {
        return Err(Stop::from(
            rules::procurement::edit::may_write(&procurement, &desk.actor)
                .err()
                .unwrap_or_else(Refusal::not_found),
        ));
    }
    let figures = figures(desk, &procurement, &authority);
    desk.page(&RowPage {
        facts: if form.is_some() { Vec::new() } else { facts(fields, values, gaps, &lists, &figures) },
        head,
        list: list_title(code).unwrap_or_default(),
        one,
        is_new: id.is_none(),
        path,
        form,
    })
}

fn list_path(reference: &str, code: &str) -> String {
    format!("/procurements/{reference}/list/{code}")
}

fn about<E: Listed>() -> (&'static [rules::field::Field], &'static str) {
    (E::FIELDS, E::ONE)
}

fn find<E: Listed>(procurement: &Procurement, id: RowId) -> Option<Entry> {
    E::rows(procurement).iter().find(|row| id_of::<E>(row) == id).map(entry::<E>)
}

fn adding<E: Listed>(
    procurement: &Procurement,
    id: RowId,
    posted: &mut Posted<Staff>,
    lists: &Lists,
) -> Result<Change, Refusal> {
    let gaps = Gaps::default();
    let seen = merge(posted, procurement.row.version, E::FIELDS, &Holds { values: &[], gaps: &gaps });
    let draft = draft(E::FIELDS, &posted.typed, lists, &gaps)?;
    add_row::<E>(procurement, id, &draft, seen, &posted.actor)
}

fn changing<E: Listed>(
    procurement: &Procurement,
    id: RowId,
    posted: &mut Posted<Staff>,
    lists: &Lists,
) -> Result<Change, Refusal> {
    let row = find::<E>(procurement, id).ok_or_else(Refusal::not_found)?;
    let holds = Holds { values: &row.values, gaps: &row.gaps };
    let seen = merge(posted, procurement.row.version, E::FIELDS, &holds);
    let draft = draft(E::FIELDS, &posted.typed, lists, &row.gaps)?;
    change_row::<E>(procurement, id, &draft, seen, &posted.actor)
}
