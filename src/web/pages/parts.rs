//! A part of a procurement, a tender or a contract that is filled in once: its facts, or its form.

use axum::extract::Path;
use axum::response::Response;
use rules::Aggregate;
use rules::field::{self, all_held};
use rules::rows::{Part, change_part, part};
use serde::Serialize;

use super::holder::{OnPages, Opened};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Fact, Form, Holds, draw, facts, merge};
use crate::web::view::Page;

#[derive(Serialize)]
struct PartPage<H> {
    head: H,
    reference: String,
    back: String,
    title: &'static str,
    intro: &'static str,
    form: Option<Form>,
    facts: Vec<Fact>,
    /// Why it is fixed, for whoever may write others.
    fixed: Option<String>,
}

impl<H: Serialize> Page for PartPage<H> {
    const TEMPLATE: &'static str = "rows/part.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The facts of a part; with the form for those who may change them.
pub async fn show<T: OnPages>(
    desk: Desk<Staff>,
    Path((reference, code)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let part = part::<T>(&code).ok_or(Stop::NotFound)?;
    draw_part(&desk, T::open(&desk, &reference).await?, part, None)
}

/// Saves a part and goes back to the overview.
pub async fn save<T: OnPages>(
    Path((reference, code)): Path<(String, String)>,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let part = part::<T>(&code).ok_or(Stop::NotFound)?;
    let opened = T::open(&posted, &reference).await?;
    let (row, gaps) = (opened.holder.row(), opened.holder.gaps());
    let values = all_held(row, part.fields);
    let seen = merge(&mut posted, row.version(), part.fields, &Holds { values: &values, gaps });
    let change = field::draft(part.fields, &posted.typed, &opened.lists, gaps)
        .and_then(|draft| change_part(&opened.holder, part, &draft, seen, &posted.actor));
    match posted.settle(change, &opened.path).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_part(&posted, T::open(&posted, &reference).await?, part, Some(&again)),
    }
}

fn draw_part<T: OnPages>(
    desk: &Desk<Staff>,
    opened: Opened<T>,
    part: &'static Part,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (row, gaps) = (opened.holder.row(), opened.holder.gaps());
    let values = all_held(row, part.fields);
    let may_write = opened.holder.may_write_there(part.code, &desk.actor).is_ok();
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    let form = (may_write || again.is_some()).then(|| {
        let action = format!("{}/part/{}", opened.path, part.code);
        let holds = Holds { values: &values, gaps };
        draw(action, row.version(), part.fields, &holds, &opened.lists, again)
    });
    let known = || facts(part.fields, &values, gaps, &opened.lists, &opened.figures);
    desk.page(&PartPage {
        facts: if form.is_some() { Vec::new() } else { known() },
        fixed: opened.fixed(part.code, &desk.actor),
        title: part.title,
        intro: part.intro,
        form,
        back: opened.path,
        reference: opened.reference,
        head: opened.head,
    })
}
