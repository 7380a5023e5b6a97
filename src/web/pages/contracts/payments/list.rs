//! The payments of a contract, newest first.

use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::NaiveDate;
use entity::choice::Choice;
use entity::contract_payment;
use rules::contract::Contract;
use rules::contract::law::law_of;
use rules::contract::money::paid;
use rules::contract::payments::{is_large, may_record, notices_apply};
use rules::field::long_day;
use serde::{Deserialize, Serialize};

use super::{ContractHead, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contract_case;
use crate::web::view::Page;

/// How many stand on a page.
const A_PAGE: usize = 100;

#[derive(Serialize)]
struct ListPage {
    head: ContractHead,
    path: String,
    paid: String,
    count: usize,
    rows: Vec<Row>,
    older: Option<String>,
    may_record: bool,
    why_not: Option<String>,
    /// Whether payments above £30,000 are told in a notice.
    told: bool,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    paid_on: String,
    amount: String,
    vat: Option<String>,
    reference: Option<String>,
    note: Option<String>,
    how: &'static str,
    large: Option<&'static str>,
    taken_back: Option<String>,
}

/// Where on the list the page begins.
#[derive(Default, Deserialize)]
pub struct Place {
    /// Behind this payment: its day and its number.
    before: Option<String>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "contracts/payments.html";
    fn title(&self) -> String {
        format!("Payments – {}", self.head.reference())
    }
}

/// The payments of one contract.
pub async fn list(
    desk: Desk<Staff>,
    Path(reference): Path<String>,
    Query(place): Query<Place>,
) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    let told = notices_apply(&law_of(&contract, desk.now));
    let may = may_record(&contract, &desk.actor);
    let (rows, older) = page_of(&contract, place.before.as_deref().and_then(key));
    let path = path(&reference);
    desk.page(&ListPage {
        head: ContractHead::of(&desk, &contract),
        paid: paid(&contract, None).to_string(),
        count: contract.paid().count(),
        rows: rows.into_iter().map(|row| Row::of(row, &contract, told)).collect(),
        older: older.map(|(day, id)| format!("{path}?before={day}.{id}")),
        may_record: may.is_ok(),
        why_not: may.err().map(rules::Refusal::first),
        told,
        path,
    })
}

/// A page of them, newest first, and behind which one the next begins.
fn page_of(
    contract: &Contract,
    before: Option<(NaiveDate, i64)>,
) -> (Vec<&contract_payment::Model>, Option<(NaiveDate, i64)>) {
    let of = |row: &contract_payment::Model| (row.paid_on, row.id.0);
    let mut rows: Vec<_> = contract.payments.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(of(row)));
    rows.retain(|row| before.is_none_or(|before| of(row) < before));
    let more = rows.len() > A_PAGE;
    rows.truncate(A_PAGE);
    let older = rows.last().filter(|_| more).map(|row| of(row));
    (rows, older)
}

fn key(text: &str) -> Option<(NaiveDate, i64)> {
    let (day, id) = text.split_once('.')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}

impl Row {
    fn of(row: &contract_payment::Model, contract: &Contract, told: bool) -> Self {
        let large = match is_large(row, contract.row.vat) {
            Some(true) => Some("Above £30,000 with VAT: told in a notice"),
            Some(false) => None,
            None => Some("Cannot tell whether it is above £30,000: its VAT is not recorded"),
        };
        let reason = || row.taken_back_reason.clone().unwrap_or_default();
        Self {
            id: row.id.0,
            paid_on: long_day(row.paid_on),
            amount: row.amount.to_string(),
            vat: row.vat.map(|vat| vat.to_string()),
            reference: row.reference.clone(),
            note: row.note.clone(),
            how: row.how.label(),
            large: large.filter(|_| told && row.taken_back_at.is_none()),
            taken_back: row.taken_back_at.map(|_| reason()),
        }
    }
}
