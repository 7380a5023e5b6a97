//! Entering a contract by hand, as for one that was made before.

use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::ContractId;
use entity::number::Version;
use rules::contract::edit::enter;
use rules::contract::parts::START;
use rules::field::{self, Lists};
use rules::{Problem, Refusal, Why};
use serde::Serialize;

use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct EnterPage {
    form: Form,
}

impl Page for EnterPage {
    const TEMPLATE: &'static str = "contracts/enter.html";
    fn title(&self) -> String {
        "Enter a contract".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form that enters one.
pub async fn new(desk: Desk<Staff>) -> Result<Response, Stop> {
    draw_form(&desk, None)
}

fn draw_form(desk: &Desk<Staff>, again: Option<&Again>) -> Result<Response, Stop> {
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let form = draw("/contracts/new".to_owned(), Version(0), START, &holds, &Lists::default(), again);
    desk.page(&EnterPage { form })
}

/// Enters one and goes on to it.
pub async fn save(posted: Posted<Staff>) -> Result<Response, Stop> {
    let id: ContractId = posted.new_id().await?;
    let reference = posted.typed.get("reference").trim().to_owned();
    let taken = posted.contract_is_taken(&reference).await?;
    let change = field::draft(START, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| if taken { Err(is_taken()) } else { enter(id, &draft, &posted.actor) });
    match posted.settle(change, &format!("/contracts/{reference}")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_form(&posted, Some(&again)),
    }
}

fn is_taken() -> Refusal {
    let says = "There is a contract of this reference already. Choose another.";
    Refusal { kind: Why::Incomplete, says: vec![Problem::at("reference", says)] }
}
