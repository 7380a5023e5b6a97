//! Putting a contract in force, taking it back to be set up, giving it up.

use chrono::{DateTime, Utc};
use entity::contract;
use entity::id::RowId;
use entity::number::Version;
use entity::state::{ContractStage, TermEnd};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Contract;
use super::dates::notice_of;
use super::derived::keep_up;
use super::given::not_now;
use super::law::law_of;
use super::notices::with_missing;
use crate::access::{Act, Actor};
use crate::field::Kind::Prose;
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::scoring::given::text;
use crate::settings::Authority;
use crate::{Action, Change, Problem, Refusal};

/// Why a contract is given up before it was in force.
pub const ABANDON: &[Field] = &[Field::given("end_reason", "Why it is given up", "", Prose)];

/// What stands in the way of putting it in force: without these no date could be worked out, and one would be missed.
#[must_use]
pub fn obstacles(contract: &Contract) -> Vec<String> {
    let mut found = Vec::new();
    if contract.row.signed_on.is_none() {
        found.push("The day on which it was signed is not given.".to_owned());
    }
    if let Err(why) = contract.spans() {
        found.push(why.to_string());
    }
    let count = contract.periods.len();
    for (place, period) in (1..).zip(&contract.periods) {
        match period.ends_with {
            None => found.push(crate::term::Unreckonable::NoEnd(place).to_string()),
            Some(TermEnd::End) if place < count => {
                found.push(format!("Part {place} is given as the end of the term, but other parts follow it."));
            }
            Some(TermEnd::Break | TermEnd::Extension) if place == count => found.push(format!(
                "Part {place} is the last, so the term ends there. If something follows a break or an option, add it as a part."
            )),
            Some(TermEnd::Break | TermEnd::Extension) if notice_of(period).is_none() => found.push(format!(
                "The notice at the end of part {place} is not given. Read the contract: without it the last day to decide cannot be told."
            )),
            Some(TermEnd::End | TermEnd::Break | TermEnd::Extension) => {}
        }
    }
    found
}

/// Puts it in force, from which day on its term, price and law stay as they are. `ids` are for the notices it makes due.
///
/// Refuses, all at once, whatever stands in the way.
pub fn begin(
    contract: &Contract,
    authority: &Authority,
    ids: &[RowId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    contract.acts(Act::WriteContract, actor)?;
    match contract.row.stage {
        ContractStage::SettingUp => {}
        ContractStage::InForce | ContractStage::Ended | ContractStage::Abandoned => {
            return not_now("This contract is not being set up.");
        }
    }
    Refusal::unless_empty(obstacles(contract).into_iter().map(Problem::whole).collect())?;
    let mut after = contract.clone();
    after.row.stage = ContractStage::InForce;
    let row = contract::ActiveModel {
        id: Unchanged(contract.row.id),
        stage: Set(ContractStage::InForce),
        begun_at: Set(Some(now)),
        ..keep_up(&after, authority, uk_date(now))
    };
    let change = contract.moving(Action::BeginContract, seen).update(row);
    Ok(with_missing(change, &after, &law_of(&after, now), ids, now))
}

/// Takes it back to be set up, to put a mistake right, while nothing rests on it.
pub fn take_back(contract: &Contract, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
    contract.in_force(Act::WriteContract, actor)?;
    let told = contract.notices.iter().any(|row| row.reference.is_some() || row.not_needed.is_some());
    if !contract.decisions.is_empty()
        || !contract.steps.is_empty()
        || !contract.variations.is_empty()
        || !contract.payments.is_empty()
        || told
    {
        return not_now(
            "Decisions, recorded steps, variations, payments or notices that were dealt with rest on this contract, so its \
             term, price and law stay as they are.",
        );
    }
    let row = contract::ActiveModel {
        id: Unchanged(contract.row.id),
        stage: Set(ContractStage::SettingUp),
        begun_at: Set(None),
        next_on: Set(None),
        next_what: Set(None),
        next_period_id: Set(None),
        next_loud: Set(false),
        ..Default::default()
    };
    let mut change = contract.moving(Action::ReturnToSetUp, seen).update(row);
    for notice in &contract.notices {
        change = change.delete::<_, entity::notice_due::ActiveModel>(notice.clone());
    }
    Ok(change)
}

/// What it is called once it was given up.
#[must_use]
pub fn given_up(contract: &Contract) -> String {
    format!("{}-GIVEN-UP-{}", contract.row.reference, contract.row.id.0)
}

/// Gives it up before it was in force.
pub fn abandon(contract: &Contract, draft: &Draft, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
    contract.acts(Act::WriteContract, actor)?;
    match contract.row.stage {
        ContractStage::SettingUp => {}
        ContractStage::InForce | ContractStage::Ended | ContractStage::Abandoned => {
            return not_now("Only a contract that is being set up can be given up. Record its end instead.");
        }
    }
    let row = contract::ActiveModel {
        id: Unchanged(contract.row.id),
        stage: Set(ContractStage::Abandoned),
        // The award and the reference are free again for another contract.
        award_id: Set(None),
        reference: Set(given_up(contract)),
        end_reason: Set(Some(text(draft, "end_reason")?)),
        ..Default::default()
    };
    Ok(contract.moving(Action::AbandonContract, seen).update(row))
}

#[cfg(test)]
mod tests;
