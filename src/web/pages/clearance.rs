//! One officer's answer on clearance.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::RowId;
use entity::state::ClearanceKind;
use rules::access::{Act, may};
use rules::field::{Lists, draft};
use rules::procurement::approval::{CLEAR, clear};
use serde::Serialize;

use super::case;
use super::procurements::Head;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct ClearancePage {
    head: Head,
    kind: &'static str,
    form: Form,
}

impl Page for ClearancePage {
    const TEMPLATE: &'static str = "procurements/clearance.html";
    fn title(&self) -> String {
        format!("{} clearance – {}", self.kind, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form of an answer.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, kind)): Path<(String, String)>,
) -> Result<Response, Stop> {
    draw_clearance(&desk, &reference, find(&kind)?, None).await
}

/// Records the answer.
pub async fn answer(
    Path((reference, kind)): Path<(String, String)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let kind = find(&kind)?;
    let (procurement, authority) = case(&posted, &reference).await?;
    may(&posted.actor, Act::Clear(kind))?;
    let id: RowId = posted.new_id().await?;
    let change = draft(CLEAR, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        clear(&procurement, &authority.row, kind, id, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("/procurements/{reference}/approval")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_clearance(&posted, &reference, kind, Some(&again)).await,
    }
}

fn find(kind: &str) -> Result<ClearanceKind, Stop> {
    ClearanceKind::of(kind).ok_or(Stop::NotFound)
}

async fn draw_clearance(
    desk: &Desk<Staff>,
    reference: &str,
    kind: ClearanceKind,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (procurement, authority) = case(desk, reference).await?;
    may(&desk.actor, Act::Clear(kind))?;
    let action = format!("/procurements/{reference}/clearance/{}", kind.code());
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let form = draw(action, procurement.row.version, CLEAR, &holds, &Lists::default(), again);
    desk.page(&ClearancePage { head: Head::of(desk, &procurement, &authority), kind: kind.label(), form })
}
