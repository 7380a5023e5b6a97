//! A part of a procurement that is filled in once: its facts, or its form.

use axum::extract::Path;
use axum::response::Response;
use rules::field::{self, all_held};
use rules::procurement::edit::change_part;
use rules::procurement::parts::{Part, part};
use rules::settings::lists;
use serde::Serialize;

use super::procurements::Head;
use super::{case, figures};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Fact, Form, Holds, draw, facts, merge};
use crate::web::view::Page;

#[derive(Serialize)]
struct PartPage {
    head: Head,
    title: &'static str,
    intro: &'static str,
    form: Option<Form>,
    facts: Vec<Fact>,
}

impl Page for PartPage {
    const TEMPLATE: &'static str = "procurements/part.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The facts of a part; with the form for those who may change them.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, code)): Path<(String, String)>,
) -> Result<Response, Stop> {
    draw_part(&desk, &reference, find(&code)?, None).await
}

/// Saves a part and goes back to the procurement.
pub async fn save(
    Path((reference, code)): Path<(String, String)>,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let part = find(&code)?;
    let (procurement, authority) = case(&posted, &reference).await?;
    let lists = lists(&authority, Some(&procurement));
    let (values, gaps) = (all_held(&procurement.row, part.fields), &procurement.row.gaps);
    let seen = merge(&mut posted, procurement.row.version, part.fields, &Holds { values: &values, gaps });
    let change = field::draft(part.fields, &posted.typed, &lists, gaps)
        .and_then(|draft| change_part(&procurement, part, &draft, seen, &posted.actor));
    match posted.settle(change, &format!("/procurements/{reference}")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_part(&posted, &reference, part, Some(&again)).await,
    }
}

fn find(code: &str) -> Result<&'static Part, Stop> {
    part(code).ok_or(Stop::NotFound)
}

async fn draw_part(
    desk: &Desk<Staff>,
    reference: &str,
    part: &'static Part,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (procurement, authority) = case(desk, reference).await?;
    let lists = lists(&authority, Some(&procurement));
    let (values, gaps) = (all_held(&procurement.row, part.fields), &procurement.row.gaps);
    let head = Head::of(desk, &procurement, &authority);
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    let form = (head.may_write() || again.is_some()).then(|| {
        let action = format!("/procurements/{reference}/part/{}", part.code);
        let holds = Holds { values: &values, gaps };
        draw(action, procurement.row.version, part.fields, &holds, &lists, again)
    });
    let figures = figures(desk, &procurement, &authority);
    desk.page(&PartPage {
        facts: if form.is_some() { Vec::new() } else { facts(part.fields, &values, gaps, &lists, &figures) },
        head,
        title: part.title,
        intro: part.intro,
        form,
    })
}
