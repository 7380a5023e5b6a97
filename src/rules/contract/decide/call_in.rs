//! What became of the call-in of a decision at a break. No notice is given before it is over.

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::contract_decision;
use entity::id::RowId;
use entity::number::Version;
use entity::state::CallIn;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::super::Contract;
use super::super::given::not_now;
use super::standing;
use crate::access::{Act, Actor};
use crate::field::{Draft, long_day};
use crate::law::clock::uk_date;
use crate::{Action, Change, Refusal};

pub use crate::procurement::approval::CALL_IN;

/// Records what became of it. "Not called in" only after its last day; called in only until then. Where scrutiny sent
/// it back and it does not stand, the decision is withdrawn instead.
pub fn close(
    contract: &Contract,
    period: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let decision = may_close(contract, period, actor)?;
    let outcome = draft.text("outcome").and_then(CallIn::of).ok_or_else(Refusal::not_found)?;
    let ended = decision.call_in_ends_on.is_some_and(|ends| uk_date(now) > ends);
    match (decision.call_in, outcome, ended) {
        (CallIn::Open, CallIn::Passed, true)
        | (CallIn::Open, CallIn::CalledIn, false)
        | (CallIn::CalledIn, CallIn::Upheld, _) => {}
        (CallIn::Open, CallIn::Passed, false) => {
            let ends = decision.call_in_ends_on.map(long_day).unwrap_or_default();
            return not_now(format!("It may still be called in until the end of {ends}."));
        }
        (CallIn::Open, CallIn::CalledIn, true) => {
            return not_now("The call-in period is over: it can no longer be called in.");
        }
        (CallIn::Open, CallIn::Upheld | CallIn::Open | CallIn::NotSubject, _) => {
            return not_now("It was not called in, so there is no call-in to close.");
        }
        (CallIn::CalledIn, CallIn::Passed | CallIn::CalledIn | CallIn::Open | CallIn::NotSubject, _) => {
            return not_now("It was called in. Record that the decision stands, or withdraw it.");
        }
        (CallIn::NotSubject | CallIn::Passed | CallIn::Upheld, _, _) => return closed_already(),
    }
    // Without a new comment, what was said when it was called in stays.
    let comment = draft.text("call_in_outcome").map(|says| Set(Some(says.to_owned())));
    let row = contract_decision::ActiveModel {
        id: Unchanged(decision.id),
        call_in: Set(outcome),
        call_in_outcome: comment.unwrap_or_default(),
        ..Default::default()
    };
    Ok(contract.moving(Action::CloseContractCallIn, seen).update(row))
}

/// Whether there is a call-in to close.
pub(super) fn may_close<'a>(
    contract: &'a Contract,
    period: RowId,
    actor: &Actor,
) -> Result<&'a contract_decision::Model, Refusal> {
    contract.in_force(Act::DecideContract, actor)?;
    let decision = standing(contract, period)?;
    match decision.call_in {
        CallIn::Open | CallIn::CalledIn => Ok(decision),
        CallIn::NotSubject | CallIn::Passed | CallIn::Upheld => closed_already(),
    }
}

fn closed_already<T>() -> Result<T, Refusal> {
    not_now("Its call-in is closed already.")
}
