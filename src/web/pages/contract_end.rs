//! Recording that a contract ended before its term.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::state::ContractStage;
use rules::contract::end::{END, end};
use rules::contract::notices::MOST_AT_ONCE;
use rules::field::{self, Lists};
use rules::{Refusal, Why};
use serde::Serialize;

use super::contract_case;
use super::contracts::ContractHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

#[derive(Serialize)]
struct EndPage {
    head: ContractHead,
    reference: String,
    form: Form,
}

impl Page for EndPage {
    const TEMPLATE: &'static str = "contracts/end.html";
    fn title(&self) -> String {
        format!("Record its end – {}", self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_form(&desk, &reference, None).await
}

/// Records its end and goes back to it.
pub async fn save(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (contract, authority) = contract_case(&posted, &reference).await?;
    let ids = posted.new_ids(MOST_AT_ONCE).await?;
    let change = field::draft(END, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| end(&contract, &authority, &ids, &draft, posted.seen(), &posted.actor, posted.now));
    match posted.settle(change, &format!("/contracts/{reference}")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_form(&posted, &reference, Some(&again)).await,
    }
}

async fn draw_form(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(desk, reference).await?;
    if again.is_none() && contract.row.stage != ContractStage::InForce {
        return Err(Refusal::of(Why::NotNow, "Only a contract in force can be ended.").into());
    }
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let action = format!("/contracts/{reference}/end");
    desk.page(&EndPage {
        head: ContractHead::of(desk, &contract),
        form: draw(action, contract.row.version, END, &holds, &Lists::default(), again),
        reference: contract.row.reference,
    })
}
