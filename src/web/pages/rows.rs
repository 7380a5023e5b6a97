//! A row of a list: its form, its place, its removal.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::RowId;
use rules::field::draft;
use rules::rows::{ListOf, list};
use rules::{Aggregate, Change, Refusal};
use serde::Serialize;

use super::holder::{OnPages, Opened};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Fact, Form, Holds, draw, facts, frame, merge};
use crate::web::view::Page;

type ToList = Path<(String, String)>;
type ToRow = Path<(String, String, i64)>;

#[derive(Serialize)]
struct RowPage<H> {
    head: H,
    reference: String,
    list: &'static str,
    path: String,
    one: &'static str,
    is_new: bool,
    form: Option<Form>,
    facts: Vec<Fact>,
    /// Why it is fixed, for whoever may write others.
    fixed: Option<String>,
}

impl<H: Serialize> Page for RowPage<H> {
    const TEMPLATE: &'static str = "rows/row.html";
    fn title(&self) -> String {
        let deed = match (self.is_new, &self.form) {
            (true, _) => "Add: ",
            (false, Some(_)) => "Change: ",
            (false, None) => "",
        };
        format!("{deed}{} – {}", self.one, self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The form of a new row.
pub async fn new<T: OnPages>(desk: Desk<Staff>, Path((reference, code)): ToList) -> Result<Response, Stop> {
    let list = named::<T>(&code)?;
    draw_row(&desk, T::open(&desk, &reference).await?, list, None, None)
}

/// A row, with its form for those who may change it.
pub async fn show<T: OnPages>(
    desk: Desk<Staff>,
    Path((reference, code, id)): ToRow,
) -> Result<Response, Stop> {
    let list = named::<T>(&code)?;
    draw_row(&desk, T::open(&desk, &reference).await?, list, Some(RowId(id)), None)
}

/// Adds a row and goes back to the list.
pub async fn add<T: OnPages>(
    Path((reference, code)): ToList,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let list = named::<T>(&code)?;
    let id: RowId = posted.new_id().await?;
    let opened = T::open(&posted, &reference).await?;
    let change = adding(&opened, list, id, &mut posted);
    settle(posted, change, opened, list, None).await
}

/// Saves a row and goes back to the list.
pub async fn save<T: OnPages>(
    Path((reference, code, id)): ToRow,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let (list, id) = (named::<T>(&code)?, RowId(id));
    let opened = T::open(&posted, &reference).await?;
    let change = changing(&opened, list, id, &mut posted);
    settle(posted, change, opened, list, Some(id)).await
}

async fn settle<T: OnPages>(
    posted: Posted<Staff>,
    change: Result<Change, Refusal>,
    opened: Opened<T>,
    list: &ListOf<T>,
    id: Option<RowId>,
) -> Result<Response, Stop> {
    match posted.settle(change, &opened.list_path(list.code)).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let opened = T::open(&posted, &opened.reference).await?;
            draw_row(&posted, opened, list, id, Some(&again))
        }
    }
}

/// Moves a row one place up.
pub async fn up<T: OnPages>(
    Path((reference, code, id)): ToRow,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let list = named::<T>(&code)?;
    let opened = T::open(&posted, &reference).await?;
    let change = list.move_up(&opened.holder, RowId(id), posted.seen(), &posted.actor);
    posted.settle_or_stop(change, &opened.list_path(list.code)).await
}

/// Takes a row away.
pub async fn remove<T: OnPages>(
    Path((reference, code, id)): ToRow,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let list = named::<T>(&code)?;
    let opened = T::open(&posted, &reference).await?;
    let change = list.remove(&opened.holder, RowId(id), posted.seen(), &posted.actor);
    posted.settle_or_stop(change, &opened.list_path(list.code)).await
}

#[derive(Serialize)]
struct RemovePage<H> {
    head: H,
    reference: String,
    one: &'static str,
    back: String,
    facts: Vec<Fact>,
    /// Where prose names a figure of this row.
    named_in: Vec<String>,
    form: Form,
}

impl<H: Serialize> Page for RemovePage<H> {
    const TEMPLATE: &'static str = "rows/remove.html";
    fn title(&self) -> String {
        format!("Remove this {}? – {}", self.one, self.reference)
    }
}

/// Asks whether a row is really to go.
pub async fn ask_to_remove<T: OnPages>(
    desk: Desk<Staff>,
    Path((reference, code, id)): ToRow,
) -> Result<Response, Stop> {
    let list = named::<T>(&code)?;
    let opened = T::open(&desk, &reference).await?;
    let row = list.entry(&opened.holder, RowId(id)).ok_or(Stop::NotFound)?;
    let back = opened.list_path(list.code);
    desk.page(&RemovePage {
        one: list.one,
        named_in: T::named_in(&opened, &desk, &format!("{code}.{id}.")).await?,
        facts: facts(list.fields, &row.values, &row.gaps, &opened.lists, &opened.figures)
            .into_iter()
            .filter(Fact::is_there)
            .collect(),
        form: frame(format!("{back}/{id}/remove"), opened.holder.row().version(), &[], None),
        back,
        reference: opened.reference,
        head: opened.head,
    })
}

fn draw_row<T: OnPages>(
    desk: &Desk<Staff>,
    opened: Opened<T>,
    list: &ListOf<T>,
    id: Option<RowId>,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let row = match id {
        Some(id) => Some(list.entry(&opened.holder, id).ok_or(Stop::NotFound)?),
        None => None,
    };
    let nothing = Gaps::default();
    let (values, gaps) = row.as_ref().map_or((&[][..], &nothing), |row| (&row.values, &row.gaps));
    let path = opened.list_path(list.code);
    let may_write = opened.holder.may_write_there(list.code, &desk.actor);
    let form = (may_write.is_ok() || again.is_some()).then(|| {
        let action = id.map_or(format!("{path}/new"), |id| format!("{path}/{}", id.0));
        let version = opened.holder.row().version();
        draw(action, version, list.fields, &Holds { values, gaps }, &opened.lists, again)
    });
    if form.is_none() && row.is_none() {
        return Err(Stop::from(may_write.err().unwrap_or_else(Refusal::not_found)));
    }
    let known = || facts(list.fields, values, gaps, &opened.lists, &opened.figures);
    desk.page(&RowPage {
        facts: if form.is_some() { Vec::new() } else { known() },
        fixed: opened.fixed(list.code, &desk.actor),
        list: list.title,
        one: list.one,
        is_new: id.is_none(),
        path,
        form,
        reference: opened.reference,
        head: opened.head,
    })
}

fn named<T: OnPages>(code: &str) -> Result<&'static ListOf<T>, Stop> {
    list::<T>(code).ok_or(Stop::NotFound)
}

fn adding<T: OnPages>(
    opened: &Opened<T>,
    list: &ListOf<T>,
    id: RowId,
    posted: &mut Posted<Staff>,
) -> Result<Change, Refusal> {
    let gaps = Gaps::default();
    let version = opened.holder.row().version();
    let seen = merge(posted, version, list.fields, &Holds { values: &[], gaps: &gaps });
    let draft = draft(list.fields, &posted.typed, &opened.lists, &gaps)?;
    list.add(&opened.holder, id, &draft, seen, &posted.actor)
}

fn changing<T: OnPages>(
    opened: &Opened<T>,
    list: &ListOf<T>,
    id: RowId,
    posted: &mut Posted<Staff>,
) -> Result<Change, Refusal> {
    let row = list.entry(&opened.holder, id).ok_or_else(Refusal::not_found)?;
    let holds = Holds { values: &row.values, gaps: &row.gaps };
    let seen = merge(posted, opened.holder.row().version(), list.fields, &holds);
    let draft = draft(list.fields, &posted.typed, &opened.lists, &row.gaps)?;
    list.change(&opened.holder, id, &draft, seen, &posted.actor)
}
