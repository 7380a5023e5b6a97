//! How a contract ends before its term: by agreement, for breach, otherwise. Time ends the others (`due`).

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::contract;
use entity::id::RowId;
use entity::number::Version;
use entity::state::{BreakAnswer, ContractEnd, ContractStage};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Contract;
use super::derived::keep_up;
use super::law::law_of;
use super::notices::with_missing;
use crate::access::{Act, Actor};
use crate::field::Kind::{Choice as OneOf, Day, Prose};
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::scoring::given::{day, text};
use crate::settings::Authority;
use crate::{Action, Change, Problem, Refusal, Why};

/// The end of a contract.
pub const END: &[Field] = &[
    Field::given("end_kind", "How it ends", "", OneOf(before_its_time)),
    Field::given("ended_on", "Its last day", "For example, 18 1 2028.", Day),
    Field::given("end_reason", "Why", "", Prose),
];

fn before_its_time() -> Vec<(String, String)> {
    [ContractEnd::Agreed, ContractEnd::Breach, ContractEnd::Other]
        .map(|kind| (kind.code().to_owned(), kind.label().to_owned()))
        .to_vec()
}

/// Records that it has ended before its term. `ids` are for the notices that makes due.
///
/// Refuses a day in the future, before it began, or after its term.
pub fn end(
    contract: &Contract,
    authority: &Authority,
    ids: &[RowId],
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    contract.in_force(Act::WriteContract, actor)?;
    let today = uk_date(now);
    let kind = draft.text("end_kind").and_then(ContractEnd::of).ok_or_else(Refusal::not_found)?;
    let (on, reason) = (day(draft, "ended_on")?, text(draft, "end_reason")?);
    let term = contract.term(today).map_err(|why| Refusal::of(Why::CannotTell, why.to_string()))?;
    let problem = if on > today {
        Some("Its last day must not be in the future. Record the end once it has come.")
    } else if !term.longest().holds(on) {
        Some("Its last day must lie within its term.")
    } else {
        None
    };
    Refusal::unless_empty(problem.map(|says| Problem::at("ended_on", says)).into_iter().collect())?;
    let change = contract.moving(Action::EndContract, seen);
    Ok(ended(change, contract, authority, (on, kind, Some(reason)), ids, now))
}

/// A change that ends it, with the notices that makes due.
pub(super) fn ended(
    change: Change,
    contract: &Contract,
    authority: &Authority,
    (on, kind, reason): (NaiveDate, ContractEnd, Option<String>),
    ids: &[RowId],
    now: DateTime<Utc>,
) -> Change {
    let mut after = contract.clone();
    after.row.stage = ContractStage::Ended;
    (after.row.ended_on, after.row.end_kind) = (Some(on), Some(kind));
    let row = contract::ActiveModel {
        id: Unchanged(contract.row.id),
        stage: Set(ContractStage::Ended),
        ended_on: Set(Some(on)),
        end_kind: Set(Some(kind)),
        end_reason: Set(reason),
        ..keep_up(&after, authority, uk_date(now))
    };
    with_missing(change.update(row), &after, &law_of(&after, now), ids, now)
}

/// How it ends where its term, as it stands, has run out: at a break that notice ended, or by expiry.
pub(super) fn how_its_term_ends(contract: &Contract, place: usize) -> ContractEnd {
    let answer =
        contract.periods.get(place).and_then(|period| contract.decision(period.id)).map(|row| row.answer);
    let at_break = contract.periods.get(place).and_then(|period| period.ends_with)
        == Some(entity::state::TermEnd::Break);
    if at_break && answer == Some(BreakAnswer::End) { ContractEnd::Break } else { ContractEnd::Expired }
}
