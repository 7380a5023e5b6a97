//! The decision record, and what became of the call-in.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::RowId;
use rules::Refusal;
use rules::access::Actor;
use rules::field::{Field, Lists, draft};
use rules::procurement::Procurement;
use rules::procurement::approval::{
    CALL_IN, DECIDE, may_close_call_in, may_decide, record_call_in, record_decision,
};
use sea_orm::Value;
use serde::Serialize;

use super::case;
use super::procurements::Head;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct DecisionPage {
    head: Head,
    title: &'static str,
    intro: &'static str,
    form: Form,
}

impl Page for DecisionPage {
    const TEMPLATE: &'static str = "procurements/decision.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// One of the two forms of this file.
struct Which {
    path: &'static str,
    title: &'static str,
    intro: &'static str,
    fields: &'static [Field],
    may: fn(&Procurement, &Actor) -> Result<(), Refusal>,
}

const DECISION: Which = Which {
    path: "decision",
    title: "Record the decision",
    intro: "Once recorded it stays as it is. The end of call-in is worked out from the day of publication.",
    fields: DECIDE,
    may: may_decide,
};

const OUTCOME: Which = Which {
    path: "call-in",
    title: "Record what became of the call-in",
    intro: "A decision takes effect when the call-in period has ended, or when a called-in decision stands.",
    fields: CALL_IN,
    may: may_close_call_in,
};

/// The form of a decision.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_form(&desk, &reference, &DECISION, None).await
}

/// Records the decision.
pub async fn save(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let id: RowId = posted.new_id().await?;
    let (procurement, authority) = case(&posted, &reference).await?;
    let change = draft(DECIDE, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        record_decision(&procurement, &authority.row, id, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("/procurements/{reference}/approval")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_form(&posted, &reference, &DECISION, Some(&again)).await,
    }
}

/// The form of a call-in's outcome.
pub async fn show_call_in(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_form(&desk, &reference, &OUTCOME, None).await
}

/// Records the outcome.
pub async fn save_call_in(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (procurement, _) = case(&posted, &reference).await?;
    let change = draft(CALL_IN, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| record_call_in(&procurement, &draft, posted.seen(), &posted.actor, posted.now));
    match posted.settle(change, &format!("/procurements/{reference}/approval")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_form(&posted, &reference, &OUTCOME, Some(&again)).await,
    }
}

async fn draw_form(
    desk: &Desk<Staff>,
    reference: &str,
    which: &Which,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let (procurement, authority) = case(desk, reference).await?;
    // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
    if again.is_none() {
        (which.may)(&procurement, &desk.actor)?;
    }
    let offered = offered(which, &procurement.row);
    let holds = Holds { values: &offered, gaps: &Gaps::default() };
    let action = format!("/procurements/{reference}/{}", which.path);
    let form = draw(action, procurement.row.version, which.fields, &holds, &Lists::default(), again);
    let head = Head::of(desk, &procurement, &authority);
    desk.page(&DecisionPage { head, title: which.title, intro: which.intro, form })
}

/// What the record knows already is offered, so that nothing is typed twice.
fn offered(which: &Which, row: &entity::procurement::Model) -> Vec<Value> {
    let known = |field: &Field| match field.name {
        "taken_by" => Value::from(row.body.clone()),
        "taken_on" => Value::from(row.meets_on),
        _ => Value::String(None),
    };
    which.fields.iter().map(known).collect()
}
