//! The declarations of a bid: the organisation's own as they stand, sub-contractors, and that it is all true.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use rules::access::Act;
use rules::bid::Place;
use rules::bid::declaration::{FIELDS, OrganisationDeclared, empty, read};
use rules::field::{Lists, all_held};
use rules::organisation::{DECLARATIONS, DETAILS};
use rules::report::Figures;
use serde::Serialize;

use super::own::{Head, Own};
use super::saving;
use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Fact, Form, Holds, draw, facts, merge};
use crate::web::view::Page;

#[derive(Serialize)]
struct DeclarationsPage {
    head: Head,
    own: Vec<Fact>,
    /// What the organisation has to do first.
    undeclared: Option<String>,
    may_change_own: bool,
    form: Option<Form>,
    said: Vec<Fact>,
}

impl Page for DeclarationsPage {
    const TEMPLATE: &'static str = "bids/declarations.html";
    fn title(&self) -> String {
        self.head.titled("Declarations")
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// What the organisation declares, and what is asked with this bid.
pub async fn declarations(desk: Desk<Provider>, Path(id): Path<i64>) -> Result<Response, Stop> {
    draw_declarations(&desk, &Own::of(&desk, id).await?, None).await
}

/// Confirms them.
pub async fn save_declarations(Path(id): Path<i64>, mut posted: Posted<Provider>) -> Result<Response, Stop> {
    let own = Own::of(&posted, id).await?;
    let values = own.declared(&posted).await?.map_or_else(empty, |declared| declared.values());
    let holds = Holds { values: &values, gaps: &Gaps::default() };
    let seen = merge(&mut posted, own.bid.row.version, FIELDS, &holds);
    let text = read(&posted.typed, &own.organisation).map(|declared| declared.text());
    match saving::save(&posted, own, Place::DECLARATION, text, seen).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_declarations(&posted, &Own::of(&posted, id).await?, Some(&again)).await,
    }
}

async fn draw_declarations(
    desk: &Desk<Provider>,
    own: &Own,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let head = Head::of(desk, own);
    let values = own.declared(desk).await?.map_or_else(empty, |declared| declared.values());
    let undeclared = OrganisationDeclared::of(&own.organisation).err().map(rules::Refusal::first);
    let can = head.may_write && undeclared.is_none();
    let form = (can || again.is_some()).then(|| {
        let holds = Holds { values: &values, gaps: &Gaps::default() };
        let action = format!("{}/declarations", own.path());
        draw(action, own.bid.row.version, FIELDS, &holds, &Lists::default(), again)
    });
    let row = &own.organisation;
    let of =
        |fields| facts(fields, &all_held(row, fields), &row.gaps, &Lists::default(), &Figures::default());
    let said = facts(FIELDS, &values, &Gaps::default(), &Lists::default(), &Figures::default());
    desk.page(&DeclarationsPage {
        head,
        own: of(DETAILS).into_iter().chain(of(DECLARATIONS)).filter(Fact::is_there).collect(),
        undeclared,
        may_change_own: desk.may(Act::ChangeOrganisation),
        said: if form.is_some() { Vec::new() } else { said },
        form,
    })
}
