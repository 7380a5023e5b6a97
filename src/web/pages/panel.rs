//! The panel of a tender: who scores and moderates its bids.

use std::collections::HashMap;

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::{PersonId, RowId};
use rules::access::Act;
use rules::field::{List, Lists, draft};
use rules::people::Person;
use rules::tender::Tender;
use rules::tender::panel::{SEAT, SinceOpening, may_change_panel, seat as seat_rule, unseat};
use serde::Serialize;

use super::tender_case;
use super::tenders::TenderHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct PanelPage {
    head: TenderHead,
    version: i32,
    may_begin: bool,
    members: Vec<Member>,
    form: Option<Form>,
    why_not: Option<String>,
}

#[derive(Serialize)]
struct Member {
    id: i64,
    name: String,
    seat: &'static str,
}

impl Page for PanelPage {
    const TEMPLATE: &'static str = "opening/panel.html";
    fn title(&self) -> String {
        format!("Panel – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// Who is on the panel.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_panel(&desk, &reference, None).await
}

/// Puts someone on it.
pub async fn seat(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let tender = tender_case(&posted, &reference).await?;
    let since = since(&posted, &tender).await?;
    let id: RowId = posted.new_id().await?;
    let people = posted.people().await?;
    let named: Option<i64> = posted.typed.get("person_id").parse().ok();
    let named = people.iter().find(|person| Some(person.row.id.0) == named);
    let change = draft(SEAT, &posted.typed, &staff(&people), &Gaps::default()).and_then(|draft| {
        let person = named.ok_or_else(rules::Refusal::not_found)?;
        seat_rule(&tender, &since, id, person, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_panel(&posted, &reference, Some(&again)).await,
    }
}

/// Takes someone off it.
pub async fn leave(
    Path((reference, member)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let tender = tender_case(&posted, &reference).await?;
    let since = since(&posted, &tender).await?;
    let change = unseat(&tender, &since, RowId(member), posted.seen(), &posted.actor, posted.now);
    posted.settle_or_stop(change, &path(&reference)).await
}

fn path(reference: &str) -> String {
    format!("/tenders/{reference}/panel")
}

/// What became of the bids since they were opened.
async fn since(desk: &Desk<Staff>, tender: &Tender) -> Result<SinceOpening, Stop> {
    let bids = desk.opened_bids(tender.row.id).await?;
    let begun = desk.scoring(tender.clone()).await?.is_some();
    Ok(SinceOpening::of(bids.iter().map(|one| &one.bid), begun))
}

/// Everyone who may sit on it.
pub(super) fn staff(people: &[Person]) -> Lists {
    let working = people.iter().filter(|person| !person.row.disabled);
    let entry = |person: &Person| (person.row.id.0.to_string(), person.row.name.clone());
    Lists(HashMap::from([(List::Staff, working.map(entry).collect())]))
}

async fn draw_panel(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let tender = tender_case(desk, reference).await?;
    let people = desk.people().await?;
    let may = may_change_panel(&tender, &since(desk, &tender).await?, &desk.actor, desk.now);
    let form = (may.is_ok() || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        draw(path(reference), tender.row.version, SEAT, &holds, &staff(&people), again)
    });
    let name =
        |id: PersonId| people.iter().find(|person| person.row.id == id).map(|one| one.row.name.clone());
    let member = |row: &entity::panel_member::Model| Member {
        id: row.id.0,
        name: name(row.person_id).unwrap_or_default(),
        seat: row.seat.label(),
    };
    desk.page(&PanelPage {
        head: TenderHead::of(desk, &tender),
        version: tender.row.version.0,
        may_begin: tender.opened().is_some() && desk.may(Act::RunEvaluation),
        members: tender.panel.iter().map(member).collect(),
        form,
        why_not: may.err().map(rules::Refusal::first),
    })
}
