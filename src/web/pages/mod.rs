//! Pages: one file a noun.

pub(super) mod account;
pub(super) mod approval;
pub(super) mod award;
pub(super) mod bids;
pub(super) mod break_report;
pub(super) mod breaks;
pub(super) mod calendar;
pub(super) mod checks;
pub(super) mod clearance;
pub(super) mod contract_end;
pub(super) mod contracts;
pub(super) mod councils;
pub(super) mod decision;
pub(super) mod evaluation;
pub(super) mod health;
mod holder;
pub(super) mod home;
pub(super) mod indices;
pub(super) mod kpis;
pub(super) mod law;
pub(super) mod letters;
pub(super) mod lists;
pub(super) mod lots;
pub(super) mod moderation;
pub(super) mod opening;
pub(super) mod opportunities;
pub(super) mod organisation;
pub(super) mod panel;
pub(super) mod parts;
pub(super) mod people;
pub(super) mod performance;
pub(super) mod performance_report;
pub(super) mod price;
pub(super) mod procurements;
pub(super) mod publication;
pub(super) mod questions;
pub(super) mod record;
pub(super) mod register;
pub(super) mod report;
pub(super) mod retention;
pub(super) mod return_review;
pub(super) mod return_workbook;
pub(super) mod returns;
pub(super) mod rows;
pub(super) mod scores;
pub(super) mod settings;
mod shown_terms;
pub(super) mod sign_in;
pub(super) mod sign_off;
pub(super) mod statement;
mod tasks;
pub(super) mod tenders;
pub(super) mod term;
pub(super) mod variations;
mod worked;

use rules::contract::Contract;
use rules::procurement::Procurement;
use rules::procurement::found::found;
use rules::report::Figures;
use rules::scoring::{Scoring, may_see};
use rules::settings::Authority;
use rules::tender::Tender;
use rules::{Refusal, Why};

use super::answer::Stop;
use super::desk::Desk;
use crate::store::Staff;

/// A procurement of the desk's own authority, with that authority; there is nothing of others here.
async fn case(desk: &Desk<Staff>, reference: &str) -> Result<(Procurement, Authority), Stop> {
    let procurement = desk.procurement(reference).await?.ok_or(Stop::NotFound)?;
    Ok((procurement, own_authority(desk).await?))
}

/// A tender of the desk's own authority; there is nothing of others here.
async fn tender_case(desk: &Desk<Staff>, reference: &str) -> Result<Tender, Stop> {
    desk.tender(reference).await?.ok_or(Stop::NotFound)
}

/// A contract of the desk's own authority, with that authority; there is nothing of others here.
async fn contract_case(desk: &Desk<Staff>, reference: &str) -> Result<(Contract, Authority), Stop> {
    let contract = desk.contract(reference).await?.ok_or(Stop::NotFound)?;
    Ok((contract, own_authority(desk).await?))
}

/// The evaluation of a tender of the desk's own authority, for whoever may see how far it is. It is refused, in words,
/// while it has not begun.
async fn scoring_case(desk: &Desk<Staff>, reference: &str) -> Result<Scoring, Stop> {
    let tender = tender_case(desk, reference).await?;
    may_see(&tender, &desk.actor)?;
    let begun = desk.scoring(tender).await?;
    begun.ok_or_else(|| Refusal::of(Why::NotNow, "The evaluation of this tender has not begun.").into())
}

async fn own_authority(desk: &Desk<Staff>) -> Result<Authority, Stop> {
    desk.authority().await?.ok_or(Stop::NotFound)
}

/// The figures of a procurement as they stand now.
fn figures(desk: &Desk<Staff>, procurement: &Procurement, authority: &Authority) -> Figures {
    Figures::of(procurement, authority, &found(procurement, &authority.row, desk.now))
}
