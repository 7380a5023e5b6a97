//! A contract made of an award: everything that is known of it is carried over, so that nothing is typed twice.

mod rows;

use chrono::NaiveDate;
use entity::contract;
use entity::gaps::{Gap, Gaps};
use entity::id::{BidId, ContractId, RowId};
use entity::number::{Pence, Version};
use entity::organisation;
use entity::state::{AwardKind, ContractStage, Procured};
use sea_orm::ActiveValue::Set;

use super::given::not_now;
use crate::access::{Act, Actor};
use crate::award::LotResult;
use crate::bid::price::Schedule;
use crate::bid::{Opened, Prices};
use crate::law::clock::uk_date;
use crate::procurement::Procurement;
use crate::tender::terms::{LotTerms, Terms};
use crate::{Action, Change, Refusal, Subject, Why};

/// The numbers of what is begun.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// Of the contract.
    pub contract: ContractId,
    /// Of its rows: as many as [`rows_begun`] says.
    pub rows: Vec<RowId>,
}

/// What a contract is made of, beside the result of its lot.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// The procurement.
    pub procurement: &'a Procurement,
    /// Contracts made of this lot before.
    pub before: &'a [contract::Model],
}

impl Made<'_> {
    /// What the contract of this lot is called.
    pub fn reference(&self, result: &LotResult) -> Result<String, Refusal> {
        let scoring = result.scoring();
        Ok(reference(scoring.terms(), scoring.lot_terms(result.lot())?))
    }
}

/// The tender's own reference, with the number of the lot where there are several.
fn reference(terms: &Terms, lot: &LotTerms) -> String {
    let place = terms.lots.iter().position(|it| it.id == lot.id).map_or(1, |place| place + 1);
    if terms.lots.len() > 1 { format!("{}-{place}", terms.reference) } else { terms.reference.clone() }
}

/// How many rows a contract of this lot begins with, at most.
#[must_use]
pub fn rows_begun(made: &Made<'_>, result: &LotResult) -> usize {
    let lot = result.scoring().lot_terms(result.lot());
    count(made, lot.map_or(0, |lot| usize::try_from(lot.price_years).unwrap_or(0)))
}

fn count(made: &Made<'_>, years: usize) -> usize {
    let p = made.procurement;
    p.term_periods.len().max(2)
        + years
        + p.fundings.len()
        + p.cost_avoidances.len()
        + p.risks.len()
        + p.outcomes.len()
}

/// Whether a contract could be made of this lot now. Refuses before the contract is signed, and a second time.
pub fn may_start(made: &Made<'_>, result: &LotResult, actor: &Actor) -> Result<BidId, Refusal> {
    let tender = &result.scoring().tender().row;
    if actor.authority() != Some(tender.authority_id) || made.procurement.row.id != tender.procurement_id {
        return Err(Refusal::not_found());
    }
    crate::access::may(actor, Act::StartContract)?;
    let award = result.award().filter(|award| award.failed_on.is_none() && award.kind == AwardKind::Award);
    let Some((award, winner)) = award.and_then(|award| Some((award, award.bid_id?))) else {
        return not_now("No contract is awarded on this lot.");
    };
    if award.signed_on.is_none() {
        return not_now("Record the signature first: a contract begins with it.");
    }
    let live = made.before.iter().find(|row| row.award_id == Some(award.id));
    match live {
        Some(row) => {
            not_now(format!("There is a contract of it already: {}. Go on with that one.", row.reference))
        }
        None => Ok(winner),
    }
}

/// Makes a contract of a signed award. What the terms, the winning bid and the procurement say is carried over; what they do
/// not say is to be confirmed.
pub fn start(
    made: &Made<'_>,
    result: &LotResult,
    may: &Opened<Prices>,
    numbers: &Numbers,
    actor: &Actor,
) -> Result<Change, Refusal> {
    let winner = may_start(made, result, actor)?;
    let award = result.award().ok_or_else(Refusal::not_found)?;
    let schedule = schedule(result, may, winner)?;
    if numbers.rows.len() < count(made, schedule.years.len()) {
        return Err(Refusal::not_found());
    }
    let scoring = result.scoring();
    let (terms, lot) = (scoring.terms(), scoring.lot_terms(result.lot())?);
    let entered = scoring.bid(winner)?;
    let tender = &scoring.tender().row;
    let row = begun(
        made,
        terms,
        lot,
        numbers.contract,
        &entered.bidder,
        Basis {
            authority: tender.authority_id,
            tender: tender.id,
            lot: result.lot(),
            award: award.id,
            signed_on: award.signed_on,
            value: schedule.total(),
            commenced: uk_date(terms.notice.published_at),
        },
    );
    let change =
        Change::of(Action::StartContract, Subject::Contract(numbers.contract), Some(tender.authority_id))
            .rests_on(award)
            .rests_on(&made.procurement.row)
            .insert(row);
    Ok(rows::with_rows(change, made.procurement, lot, &schedule, numbers.contract, &numbers.rows))
}

/// The winner's prices, as they were opened to this reader.
fn schedule(result: &LotResult, may: &Opened<Prices>, winner: BidId) -> Result<Schedule, Refusal> {
    let price =
        result.prices(may).into_iter().find(|row| row.bid_id == winner).ok_or_else(Refusal::not_found)?;
    let unreadable = || Refusal::of(Why::CannotTell, "The winner’s price schedule cannot be read.");
    Schedule::of(&price.schedule).ok_or_else(unreadable)
}

/// Where the contract comes from, and what was signed.
struct Basis {
    authority: entity::id::AuthorityId,
    tender: entity::id::TenderId,
    lot: RowId,
    award: entity::id::AwardId,
    signed_on: Option<NaiveDate>,
    value: Option<Pence>,
    commenced: NaiveDate,
}

fn begun(
    made: &Made<'_>,
    terms: &Terms,
    lot: &LotTerms,
    id: ContractId,
    bidder: &organisation::Model,
    basis: Basis,
) -> contract::ActiveModel {
    let of = &made.procurement.row;
    let several = terms.lots.len() > 1;
    let unsaid =
        ["department", "review_on", "irrecoverable_vat", "returns_every", "returns_from", "returns_due"];
    let gaps = unsaid.iter().fold(Gaps::default(), |gaps, name| gaps.with(name, Some(Gap::ToBeConfirmed)));
    contract::ActiveModel {
        id: Set(id),
        authority_id: Set(basis.authority),
        version: Set(Version(1)),
        stage: Set(ContractStage::SettingUp),
        reference: Set(reference(terms, lot)),
        title: Set(if several { format!("{}: {}", terms.title, lot.title) } else { terms.title.clone() }),
        description: Set(Some(lot.description.clone().unwrap_or_else(|| terms.description.clone()))),
        procurement_id: Set(Some(of.id)),
        tender_id: Set(Some(basis.tender)),
        lot_id: Set(Some(basis.lot)),
        award_id: Set(Some(basis.award)),
        organisation_id: Set(Some(bidder.id)),
        supplier: Set(bidder.name.clone()),
        supplier_number: Set(bidder.registered_number.clone()),
        supplier_address: Set(bidder.address.clone()),
        supplier_sme: Set(bidder.sme),
        supplier_vcse: Set(bidder.vcse),
        procured: Set(Some(Procured::Tender)),
        commenced_on: Set(Some(basis.commenced)),
        category: Set(of.category),
        cpv_codes: Set(Some(terms.cpv_codes.join(", "))),
        health_answer: Set(of.health_answer),
        vat: Set(of.vat),
        value: Set(basis.value),
        value_now: Set(basis.value),
        spent: Set(Pence(0)),
        signed_on: Set(basis.signed_on),
        starts_on: Set(lot.starts_on),
        index_note: Set(of.indexation.clone()),
        gaps: Set(gaps),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests;
