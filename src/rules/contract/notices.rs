//! The statutory notices that a contract makes due: which, by when, what each needs, and its reference once published.
//!
//! Which notices a regime knows, and how their days are counted, is `rules::law::notices`'. Notices of the award itself stay
//! with the award (`award::ending`) where the contract came of one.

mod gathered;
mod occasion;

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entity::id::RowId;
use entity::number::Version;
use entity::state::{Category, ContractEnd, ContractStage, DefaultStanding, VariationGround};
use entity::{contract_payment, notice_due};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::IntoActiveModel;

use super::Contract;
use super::given::not_now;
use super::payments::is_large;
use super::price::contract_years;
use super::vary::{health_total, is_small_change};
use crate::access::{Act, Actor};
use crate::field::Kind::{Day, Line, Prose};
use crate::field::{Draft, Field, long_day};
use crate::law::clock::uk_date;
use crate::law::dates::{minus_days, quarter_end};
use crate::law::notices::{Due, Kind, Notice};
use crate::law::regime::Finding;
use crate::scoring::given::{day, text};
use crate::{Action, Change, Problem, Refusal, Why};

use occasion::{Occasion, occasion};

pub use gathered::gathered;

/// How many notices one act makes due at most; what is left comes with `due`.
pub const MOST_AT_ONCE: usize = 12;

/// A notice that was published.
pub const PUBLISHED: &[Field] = &[
    Field::given("reference", "Reference of the notice", "", Line),
    Field::given("published_on", "Day it was published", "For example, 18 1 2028.", Day),
];

/// Why a notice is not needed after all.
pub const NOT_NEEDED: &[Field] = &[Field::given(
    "not_needed",
    "Why it is not needed",
    "Such as: told with the notice of another contract.",
    Prose,
)];

/// A notice that the facts of a contract make due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// What makes it the only one of its kind.
    pub once: String,
    /// Which.
    pub kind: Kind,
    /// The day that set it off.
    pub event_on: NaiveDate,
    /// The last day for it, where the law sets one.
    pub due_on: Option<NaiveDate>,
    /// Why it is due.
    pub why: String,
}

/// Every notice that the facts make due by today, whether or not it was published.
#[must_use]
pub fn required(contract: &Contract, finding: &Finding, today: NaiveDate) -> Vec<Required> {
    if !matches!(contract.row.stage, ContractStage::InForce | ContractStage::Ended) {
        return Vec::new();
    }
    let notices = finding.follows.as_ref().map_or(&[][..], |follows| &follows.notices);
    let mut all = Vec::new();
    for notice in notices {
        match occasion(notice.kind) {
            Some(Occasion::Signature) => all.extend(of_signature(contract, notice)),
            Some(Occasion::Payments) => all.extend(of_payments(contract, notice)),
            Some(Occasion::Year) => all.extend(of_years(contract, notice, today)),
            Some(Occasion::Failure) => all.extend(of_failures(contract, notice)),
            Some(Occasion::Variation) => all.extend(of_variations(contract, notice)),
            Some(Occasion::End) => all.extend(of_the_end(contract, notice)),
            None => {}
        }
    }
    all
}

/// Whether a notice belongs to the life of a contract, not to its award.
#[must_use]
pub const fn of_a_contract(kind: Kind) -> bool {
    occasion(kind).is_some()
}

/// Those that no row stands for yet.
#[must_use]
pub fn missing(contract: &Contract, finding: &Finding, today: NaiveDate) -> Vec<Required> {
    let stands = |once: &str| contract.notices.iter().any(|row| row.once == once);
    required(contract, finding, today).into_iter().filter(|one| !stands(&one.once)).collect()
}

/// Adds a row for each that is missing, as far as numbers go; `due` adds what is left.
pub(super) fn with_missing(
    change: Change,
    after: &Contract,
    finding: &Finding,
    ids: &[RowId],
    now: DateTime<Utc>,
) -> Change {
    missing(after, finding, uk_date(now)).into_iter().zip(ids).fold(change, |change, (one, id)| {
        let row = notice_due::Model {
            id: *id,
            contract_id: after.row.id,
            authority_id: after.row.authority_id,
            once: one.once,
            kind: one.kind.code().to_owned(),
            event_on: one.event_on,
            due_on: one.due_on,
            why: one.why,
            reference: None,
            published_on: None,
            not_needed: None,
            at: now,
        };
        change.insert(row.into_active_model().reset_all())
    })
}

fn one(once: String, notice: &Notice, event_on: NaiveDate, why: String) -> Required {
    Required { once, kind: notice.kind, event_on, due_on: last_day(notice, event_on), why }
}

/// A notice that is due before its event is due the day before.
fn last_day(notice: &Notice, event: NaiveDate) -> Option<NaiveDate> {
    match notice.due {
        Due::Before(_) => Some(minus_days(event, 1)),
        Due::DaysBeginningWith(..)
        | Due::DaysAfter(..)
        | Due::DaysBeginningWithQuarterEnd(..)
        | Due::DaysBeginningWithHalfYearEnd(..)
        | Due::EveryTwelveMonths(_)
        | Due::AsSoonAsPracticable(_)
        | Due::WhenChosen => notice.due.last_day(event),
    }
}

/// The details of a contract that came of an award here are told with the award.
fn of_signature(contract: &Contract, notice: &Notice) -> Option<Required> {
    let signed = contract.row.signed_on?;
    if notice.kind == Kind::ContractDetails && contract.row.award_id.is_some() {
        return None;
    }
    let large = notice.kind == Kind::ContractCopy && matches!(notice.duty, crate::law::notices::Duty::If(_));
    if large {
        return None;
    }
    Some(one(
        notice.kind.code().to_owned(),
        notice,
        signed,
        format!("The contract was signed on {}.", long_day(signed)),
    ))
}

/// One for each quarter with a payment above £30,000, or one of which that cannot be told.
fn of_payments(contract: &Contract, notice: &Notice) -> Vec<Required> {
    let mut quarters: BTreeMap<NaiveDate, Vec<&contract_payment::Model>> = BTreeMap::new();
    for row in contract.paid().filter(|row| is_large(row, contract.row.vat) != Some(false)) {
        quarters.entry(quarter_end(row.paid_on)).or_default().push(row);
    }
    quarters.into_iter().flat_map(|(quarter, large)| of_quarter(contract, notice, quarter, &large)).collect()
}

/// The notice of a quarter; and another where such a payment came to the record after that one was dealt with.
fn of_quarter(
    contract: &Contract,
    notice: &Notice,
    quarter: NaiveDate,
    large: &[&contract_payment::Model],
) -> Vec<Required> {
    let (key, until) = (format!("payment/{quarter}"), long_day(quarter));
    let sure = large.iter().any(|row| is_large(row, contract.row.vat) == Some(true));
    let why = if sure {
        format!("Payments of more than £30,000, VAT counted, in the quarter to {until}.")
    } else {
        format!(
            "Payments in the quarter to {until} that are more than £30,000 if VAT is on them, which is not recorded."
        )
    };
    let mut all = vec![one(key.clone(), notice, quarter, why)];
    let more = format!("{key}/");
    let told: Vec<_> =
        contract.notices.iter().filter(|row| row.once == key || row.once.starts_with(&more)).collect();
    let dealt_with = told.iter().all(|row| row.published_on.is_some() || row.not_needed.is_some());
    let last = told.iter().map(|row| row.published_on.unwrap_or_default().max(uk_date(row.at))).max();
    if dealt_with && large.iter().any(|row| last.is_some_and(|last| uk_date(row.at) > last)) {
        let why =
            format!("A payment of the quarter to {until} was recorded after its notice was dealt with.");
        all.push(one(format!("{more}{}", told.len() + 1), notice, quarter, why));
    }
    all
}

/// One for each contract year that has begun.
fn of_years(contract: &Contract, notice: &Notice, today: NaiveDate) -> Vec<Required> {
    let (Some(first), Some(last)) = (contract.row.starts_on, contract.row.ended_on.or(contract.row.ends_on))
    else {
        return Vec::new();
    };
    if let crate::law::notices::Duty::If(_) = notice.duty {
        return Vec::new();
    }
    let begun = contract_years(first, last.min(today));
    let of = |(year, span): (i32, crate::term::Span)| {
        let why = format!("Ratings of the KPIs for the year from {}.", long_day(span.first));
        one(format!("performance/{year}"), notice, span.first, why)
    };
    (1..).zip(begun).map(of).collect()
}

/// A default that was not put right, or an end for breach.
fn of_failures(contract: &Contract, notice: &Notice) -> Vec<Required> {
    let not_remedied =
        contract.defaults.iter().filter(|row| row.standing == Some(DefaultStanding::NotRemedied));
    let mut all: Vec<_> = not_remedied
        .filter_map(|row| {
            let event = row.remedy_by.or(row.issued_on)?;
            Some(one(
                format!("failure/{}", row.id.0),
                notice,
                event,
                format!("Not put right: {}.", row.title),
            ))
        })
        .collect();
    if contract.row.end_kind == Some(ContractEnd::Breach)
        && let Some(on) = contract.row.ended_on
    {
        all.push(one("failure/end".to_owned(), notice, on, "The contract was ended for breach.".to_owned()));
    }
    all
}

fn of_variations(contract: &Contract, notice: &Notice) -> Vec<Required> {
    let works = contract.row.category == Some(Category::Works);
    let needs = |row: &&entity::contract_variation::Model| match notice.kind {
        Kind::ContractChange => !is_small_change(contract, row, works),
        Kind::LegacyModification => {
            matches!(row.ground, VariationGround::LegacyAdditional | VariationGround::LegacyUnforeseen)
        }
        // The authority's own decision: the ground of small changes, once they add up to £500,000.
        _ => row.ground == VariationGround::HealthSmall && health_total(contract, row.number).0 >= 50_000_000,
    };
    let of = |row: &entity::contract_variation::Model| {
        let why = format!("Variation {}, in effect from {}.", row.number, long_day(row.effective_on));
        one(format!("variation/{}", row.number), notice, row.effective_on, why)
    };
    contract.variations.iter().filter(needs).map(of).collect()
}

fn of_the_end(contract: &Contract, notice: &Notice) -> Option<Required> {
    let on = contract.row.ended_on?;
    Some(one("termination".to_owned(), notice, on, format!("The contract ended on {}.", long_day(on))))
}

/// Records that a notice was published. Refuses one that is done, and a day in the future or before its event.
pub fn published(
    contract: &Contract,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    contract.acts(Act::RecordContractNotice, actor)?;
    let row = open(contract, id)?;
    let on = day(draft, "published_on")?;
    let before = Kind::of(&row.kind).is_some_and(|kind| kind == Kind::ContractChange);
    if on > uk_date(now) || (on < row.event_on && !before) {
        let says = format!("It must not be in the future, nor before {}.", long_day(row.event_on));
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("published_on", says)] });
    }
    let row = notice_due::ActiveModel {
        id: Unchanged(row.id),
        reference: Set(Some(text(draft, "reference")?)),
        published_on: Set(Some(on)),
        ..Default::default()
    };
    Ok(contract.moving(Action::RecordContractNotice, seen).update(row))
}

/// Records why a notice is not needed after all.
pub fn not_needed(
    contract: &Contract,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    contract.acts(Act::RecordContractNotice, actor)?;
    let row = notice_due::ActiveModel {
        id: Unchanged(open(contract, id)?.id),
        not_needed: Set(Some(text(draft, "not_needed")?)),
        ..Default::default()
    };
    Ok(contract.moving(Action::RecordContractNotice, seen).update(row))
}

fn open(contract: &Contract, id: RowId) -> Result<&notice_due::Model, Refusal> {
    let row = contract.notices.iter().find(|row| row.id == id).ok_or_else(Refusal::not_found)?;
    if row.published_on.is_some() || row.not_needed.is_some() {
        return not_now("This notice is dealt with already.");
    }
    Ok(row)
}

/// `2026/27`: the financial year that holds a day.
#[must_use]
pub fn financial_year(day: NaiveDate) -> String {
    let from = if day.month() >= 4 { day.year() } else { day.year() - 1 };
    format!("{from}/{:02}", (from + 1).rem_euclid(100))
}

#[cfg(test)]
mod tests;
