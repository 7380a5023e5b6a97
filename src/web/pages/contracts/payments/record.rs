//! Recording a payment, and taking one back.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::RowId;
use rules::contract::Contract;
use rules::contract::payments::{self as rule, PAYMENT, TAKE_BACK, may_record};
use rules::field::{Lists, draft, long_day};
use serde::Serialize;

use super::{ContractHead, numbers, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::contract_case;
use crate::web::view::Page;

#[derive(Serialize)]
struct FormPage {
    head: ContractHead,
    title: &'static str,
    intro: String,
    button: &'static str,
    kind: &'static str,
    back: String,
    form: Form,
}

impl Page for FormPage {
    const TEMPLATE: &'static str = "contracts/payment.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form of a payment.
pub async fn new(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    may_record(&contract, &desk.actor)?;
    draw_new(&desk, &contract, None)
}

/// Records a payment.
pub async fn save(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (contract, authority) = contract_case(&posted, &reference).await?;
    let ids: Vec<RowId> = posted.new_ids(numbers(1)).await?;
    let change = draft(PAYMENT, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        rule::record(&contract, &authority, &ids, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let (contract, _) = contract_case(&posted, &reference).await?;
            draw_new(&posted, &contract, Some(&again))
        }
    }
}

fn draw_new(desk: &Desk<Staff>, contract: &Contract, again: Option<&Again>) -> Result<Response, Stop> {
    let back = path(&contract.row.reference);
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let form = draw(format!("{back}/new"), contract.row.version, PAYMENT, &holds, &Lists::default(), again);
    desk.page(&FormPage {
        head: ContractHead::of(desk, contract),
        title: "Record a payment",
        intro: "It counts at once, and can be taken back.".to_owned(),
        button: "Record the payment",
        kind: "primary",
        back,
        form,
    })
}

/// Asks why a payment is taken back.
pub async fn ask_to_take_back(
    desk: Desk<Staff>,
    Path((reference, payment)): Path<(String, i64)>,
) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    may_record(&contract, &desk.actor)?;
    draw_take_back(&desk, &contract, RowId(payment), None)
}

/// Takes a payment back.
pub async fn take_back(
    Path((reference, payment)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let (contract, authority) = contract_case(&posted, &reference).await?;
    let id = RowId(payment);
    let change = draft(TAKE_BACK, &posted.typed, &Lists::default(), &Gaps::default()).and_then(|draft| {
        rule::take_back(&contract, &authority, id, &draft, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let (contract, _) = contract_case(&posted, &reference).await?;
            draw_take_back(&posted, &contract, id, Some(&again))
        }
    }
}

fn draw_take_back(
    desk: &Desk<Staff>,
    contract: &Contract,
    id: RowId,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let payment = contract.paid().find(|row| row.id == id).ok_or(Stop::NotFound)?;
    let back = path(&contract.row.reference);
    let action = format!("{back}/{}/take-back", id.0);
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    desk.page(&FormPage {
        head: ContractHead::of(desk, contract),
        title: "Take a payment back",
        intro: format!(
            "{}, paid on {}. It stays in the record as a mistake and no longer counts. A file that holds it does not bring \
             it back.",
            payment.amount,
            long_day(payment.paid_on)
        ),
        button: "Take it back",
        kind: "warning",
        back,
        form: draw(action, contract.row.version, TAKE_BACK, &holds, &Lists::default(), again),
    })
}
