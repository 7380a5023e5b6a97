//! The record of actions: an authority's own, and that of one procurement, tender or contract.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::Response;
use entity::id::PersonId;
use rules::Subject;
use rules::law::clock::long_instant;
use serde::{Deserialize, Serialize};

use super::contracts::ContractHead;
use super::procurements::Head;
use super::tenders::TenderHead;
use super::{case, contract_case, tender_case};
use crate::store::{Line, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

/// Which page of the record.
#[derive(Deserialize)]
pub struct Before {
    before: Option<i64>,
}

#[derive(Serialize)]
struct RecordPage {
    head: Option<AnyHead>,
    lines: Vec<Told>,
    next: Option<i64>,
}

/// The head of whatever the history is of.
#[derive(Serialize)]
#[serde(untagged)]
enum AnyHead {
    Procurement(Head),
    Tender(TenderHead),
    Contract(ContractHead),
}

impl AnyHead {
    fn reference(&self) -> &str {
        match self {
            Self::Procurement(head) => head.reference(),
            Self::Tender(head) => head.reference(),
            Self::Contract(head) => head.reference(),
        }
    }
}

#[derive(Serialize)]
struct Told {
    seq: i64,
    at: String,
    who: String,
    did: String,
    about: String,
    hash: String,
}

impl Page for RecordPage {
    const TEMPLATE: &'static str = "record.html";
    fn title(&self) -> String {
        match &self.head {
            Some(head) => format!("History – {}", head.reference()),
            None => "Record of actions".to_owned(),
        }
    }
}

/// The authority's record of actions, newest first.
pub async fn list(desk: Desk<Staff>, Query(page): Query<Before>) -> Result<Response, Stop> {
    let lines = desk.lines(None, page.before).await?;
    draw(&desk, None, lines).await
}

/// The history of one tender, newest first.
pub async fn of_tender(
    desk: Desk<Staff>,
    Path(reference): Path<String>,
    Query(page): Query<Before>,
) -> Result<Response, Stop> {
    let tender = tender_case(&desk, &reference).await?;
    let lines = desk.lines(Some(Subject::Tender(tender.row.id)), page.before).await?;
    draw(&desk, Some(AnyHead::Tender(TenderHead::of(&desk, &tender))), lines).await
}

/// The history of one contract, newest first.
pub async fn of_contract(
    desk: Desk<Staff>,
    Path(reference): Path<String>,
    Query(page): Query<Before>,
) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    let lines = desk.lines(Some(Subject::Contract(contract.row.id)), page.before).await?;
    draw(&desk, Some(AnyHead::Contract(ContractHead::of(&desk, &contract))), lines).await
}

/// The history of one procurement, newest first.
pub async fn of_procurement(
    desk: Desk<Staff>,
    Path(reference): Path<String>,
    Query(page): Query<Before>,
) -> Result<Response, Stop> {
    let (procurement, authority) = case(&desk, &reference).await?;
    let lines = desk.lines(Some(Subject::Procurement(procurement.row.id)), page.before).await?;
    let head = Head::of(&desk, &procurement, &authority);
    draw(&desk, Some(AnyHead::Procurement(head)), lines).await
}

async fn draw(desk: &Desk<Staff>, head: Option<AnyHead>, lines: Vec<Line>) -> Result<Response, Stop> {
    let colleagues = desk.colleagues().await?;
    let names: BTreeMap<PersonId, String> =
        colleagues.into_iter().map(|colleague| (colleague.id, colleague.name)).collect();
    let next = (lines.len() >= 50).then(|| lines.last().map(|line| line.seq)).flatten();
    let told = |line: Line| Told {
        seq: line.seq,
        at: line.at.map(long_instant).unwrap_or_default(),
        who: match line.person {
            Some(person) => {
                names.get(&person).cloned().unwrap_or_else(|| "Someone of another side".to_owned())
            }
            None => "Gatehouse".to_owned(),
        },
        did: match line.on {
            Some(on) => format!("{}: {on}", line.did),
            None => line.did.to_owned(),
        },
        about: line.about,
        hash: line.hash,
    };
    desk.page(&RecordPage { head, lines: lines.into_iter().map(told).collect(), next })
}
