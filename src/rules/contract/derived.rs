//! What lists sort by, computed from everything else and stored with it.

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::contract;
use entity::id::RowId;
use entity::number::Pence;
use entity::state::{ContractStage, StepKind};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Contract;
use super::money::paid;
use crate::settings::Authority;

/// The columns that are computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived {
    /// The value with every variation.
    pub value_now: Option<Pence>,
    /// What was paid.
    pub spent: Pence,
    /// The last day as it stands.
    pub ends_on: Option<NaiveDate>,
    /// The last day if every option is taken.
    pub longest_on: Option<NaiveDate>,
    /// The first day that matters next.
    pub next_on: Option<NaiveDate>,
    /// What is due then, by its code.
    pub next_what: Option<String>,
    /// The part of the term at whose end that is, where it is a break or an option.
    pub next_period_id: Option<RowId>,
    /// Whether a day has gone by, or someone must act today.
    pub next_loud: bool,
}

/// What they are on this day. What cannot be told is empty.
#[must_use]
pub fn derived(contract: &Contract, authority: &Authority, today: NaiveDate) -> Derived {
    let row = &contract.row;
    let value_now = contract.variations.iter().fold(row.value, |value, variation| {
        value.and_then(|value| value.0.checked_add(variation.value_change.0)).map(Pence)
    });
    let term = contract.term(today).ok();
    let ended = row.ended_on;
    let next = next_of(contract, authority, today).filter(|_| row.stage == ContractStage::InForce);
    Derived {
        value_now,
        spent: paid(contract, None),
        ends_on: ended.or(term.as_ref().map(super::dates::Term::ends_on)),
        longest_on: ended.or(term.as_ref().map(super::dates::Term::longest_on)),
        next_on: next.as_ref().map(|next| next.on),
        next_what: next.as_ref().map(|next| next.step.code().to_owned()),
        next_period_id: next.as_ref().and_then(|next| next.period),
        next_loud: next.is_some_and(|next| next.loud),
    }
}

/// The first day that matters of a contract.
struct First {
    on: NaiveDate,
    step: StepKind,
    period: Option<RowId>,
    loud: bool,
}

/// The first day that matters of all its breaks, a loud one before any other; without one, the day it ends.
fn next_of(contract: &Contract, authority: &Authority, today: NaiveDate) -> Option<First> {
    let points = contract.points(authority, today).ok()?;
    let nexts = points.iter().filter_map(|point| {
        let next = point.next.as_ref()?;
        let turn = point.plan.on(StepKind::Received).unwrap_or(point.span.last);
        let (step, on) = next.first();
        Some(First { on: on.unwrap_or(turn), step, period: Some(point.period.id), loud: next.is_loud() })
    });
    let ends = || {
        let on = contract.term(today).ok()?.ends_on();
        Some(First { on, step: StepKind::Turn, period: None, loud: false })
    };
    nexts.min_by_key(|first| (!first.loud, first.on)).or_else(ends)
}

/// The columns as a row to update.
pub(super) fn keep_up(after: &Contract, authority: &Authority, today: NaiveDate) -> contract::ActiveModel {
    let derived = derived(after, authority, today);
    contract::ActiveModel {
        id: Unchanged(after.row.id),
        value_now: Set(derived.value_now),
        spent: Set(derived.spent),
        ends_on: Set(derived.ends_on),
        longest_on: Set(derived.longest_on),
        next_on: Set(derived.next_on),
        next_what: Set(derived.next_what),
        next_period_id: Set(derived.next_period_id),
        next_loud: Set(derived.next_loud),
        ..Default::default()
    }
}

/// Whether the stored columns are those of this day.
#[must_use]
pub fn is_kept_up(contract: &Contract, authority: &Authority, today: NaiveDate) -> bool {
    let row = &contract.row;
    let stored = Derived {
        value_now: row.value_now,
        spent: row.spent,
        ends_on: row.ends_on,
        longest_on: row.longest_on,
        next_on: row.next_on,
        next_what: row.next_what.clone(),
        next_period_id: row.next_period_id,
        next_loud: row.next_loud,
    };
    stored == derived(contract, authority, today)
}
