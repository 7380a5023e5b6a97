//! The statutory notices of one contract.

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use entity::notice_due;
use rules::contract::law::law_of;
use rules::contract::notices::{Required, missing};
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::law::regime::{Finding, Regime};
use serde::Serialize;

use super::{ContractHead, Stands, by_when, called};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contract_case;
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    head: ContractHead,
    path: String,
    regime: &'static str,
    rows: Vec<Row>,
    /// What the law may ask of this contract later: name, why and by when.
    to_come: Vec<(String, String)>,
}

#[derive(Serialize)]
struct Row {
    /// Its number, once it stands in the record.
    id: Option<i64>,
    called: String,
    why: String,
    by: String,
    stands: Stands,
    said: Option<String>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "contracts/notices.html";
    fn title(&self) -> String {
        format!("Statutory notices – {}", self.head.reference())
    }
}

/// The notices of one contract: those that are to be published first, by their last day.
pub async fn list(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    let today = uk_date(desk.now);
    let finding = law_of(&contract, desk.now);
    let due = missing(&contract, &finding, today);
    let open = |row: &&notice_due::Model| row.published_on.is_none() && row.not_needed.is_none();
    let mut waiting: Vec<_> = contract.notices.iter().filter(open).collect();
    waiting.sort_by_key(|row| (row.due_on.is_none(), row.due_on));
    let done = contract.notices.iter().rev().filter(|row| !open(row));
    let rows = waiting.into_iter().map(|row| Row::of(row, today));
    let rows = rows.chain(due.iter().map(|one| Row::not_yet(one, today)));
    desk.page(&ListPage {
        head: ContractHead::of(&desk, &contract),
        path: format!("/contracts/{reference}/notices"),
        regime: regime(&finding),
        rows: rows.chain(done.map(|row| Row::of(row, today))).collect(),
        to_come: to_come(&finding),
    })
}

/// What governs its notices, in words.
fn regime(finding: &Finding) -> &'static str {
    match finding.regime {
        Regime::Pcr2015 => {
            "Its procurement commenced under the Public Contracts Regulations 2015, which govern it to its end."
        }
        Regime::Act2023 => "The Procurement Act 2023 governs it.",
        Regime::ProviderSelection => "The Provider Selection Regime governs it.",
        Regime::CannotTell => {
            "It cannot be told which law governs it. Give the day on which its procurement commenced, under “Value and law”."
        }
    }
}

/// The notices that its law knows for the life of a contract, and when each would be due.
fn to_come(finding: &Finding) -> Vec<(String, String)> {
    let notices = finding.follows.as_ref().map_or(&[][..], |follows| &follows.notices);
    let of_contracts = notices.iter().filter(|notice| rules::contract::notices::of_a_contract(notice.kind));
    of_contracts.map(|notice| (called(notice.kind.code()), notice.due.words())).collect()
}

impl Row {
    fn of(row: &notice_due::Model, today: NaiveDate) -> Self {
        let published = row.published_on.zip(row.reference.as_ref());
        let published =
            published.map(|(on, reference)| format!("{reference}, published on {}", long_day(on)));
        Self {
            id: Some(row.id.0),
            called: called(&row.kind),
            why: row.why.clone(),
            by: by_when(row.due_on),
            stands: Stands::of(row, today),
            said: published.or_else(|| row.not_needed.clone()),
        }
    }

    fn not_yet(one: &Required, today: NaiveDate) -> Self {
        Self {
            id: None,
            called: called(one.kind.code()),
            why: one.why.clone(),
            by: by_when(one.due_on),
            stands: Stands::due(one.due_on, today),
            said: Some("It is entered here within a few minutes, and can be dealt with then.".to_owned()),
        }
    }
}
