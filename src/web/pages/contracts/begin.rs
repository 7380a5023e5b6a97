//! Putting a contract in force, taking it back to be set up, giving it up.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use rules::contract::begin::{self as rule, ABANDON};
use rules::contract::notices::MOST_AT_ONCE;
use rules::field::{self, Lists};
use rules::rows::Holder;
use serde::Serialize;

use super::ContractHead;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contract_case;
use crate::web::view::Page;

/// Puts it in force.
pub async fn begin(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (contract, authority) = contract_case(&posted, &reference).await?;
    let ids = posted.new_ids(MOST_AT_ONCE).await?;
    let change = rule::begin(&contract, &authority, &ids, posted.seen(), &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("/contracts/{reference}")).await
}

/// Takes it back to be set up.
pub async fn take_back(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&posted, &reference).await?;
    let change = rule::take_back(&contract, posted.seen(), &posted.actor);
    posted.settle_or_stop(change, &format!("/contracts/{reference}")).await
}

#[derive(Serialize)]
struct AbandonPage {
    head: ContractHead,
    reference: String,
    form: Form,
}

impl Page for AbandonPage {
    const TEMPLATE: &'static str = "contracts/abandon.html";
    fn title(&self) -> String {
        format!("Give up this contract? – {}", self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// Asks why it is given up.
pub async fn ask_to_abandon(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_form(&desk, &reference, None).await
}

/// Gives it up before it was in force.
pub async fn abandon(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&posted, &reference).await?;
    let change = field::draft(ABANDON, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| rule::abandon(&contract, &draft, posted.seen(), &posted.actor));
    match posted.settle(change, &format!("/contracts/{}", rule::given_up(&contract))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_form(&posted, &reference, Some(&again)).await,
    }
}

async fn draw_form(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(desk, reference).await?;
    contract.may_write(&desk.actor)?;
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let action = format!("/contracts/{reference}/abandon");
    desk.page(&AbandonPage {
        head: ContractHead::of(desk, &contract),
        form: draw(action, contract.row.version, ABANDON, &holds, &Lists::default(), again),
        reference: contract.row.reference,
    })
}
