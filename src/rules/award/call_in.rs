//! What became of the call-in of an award decision. Nothing is sent or published before it is over.

use chrono::{DateTime, Utc};
use entity::award;
use entity::choice::Choice;
use entity::number::Version;
use entity::state::CallIn;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::LotResult;
use super::facts::not_now;
use crate::access::{Act, Actor};
use crate::field::Draft;
use crate::field::long_day;
use crate::law::clock::uk_date;
use crate::{Action, Change, Refusal, Why};

pub use crate::procurement::approval::CALL_IN;

/// Records what became of it. "Not called in" only after its last day; called in only until then.
pub fn close(
    r: &LotResult,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    r.acts(Act::RecordAward, actor)?;
    let award = r.current().ok_or_else(undecided)?;
    let outcome = draft.text("outcome").and_then(CallIn::of).ok_or_else(Refusal::not_found)?;
    let ended = award.call_in_ends_on.is_some_and(|ends| uk_date(now) > ends);
    match (award.call_in, outcome, ended) {
        (CallIn::Open, CallIn::Passed, true)
        | (CallIn::Open, CallIn::CalledIn, false)
        | (CallIn::CalledIn, CallIn::Upheld, _) => {}
        (CallIn::Open, CallIn::Passed, false) => {
            let ends = award.call_in_ends_on.map(long_day).unwrap_or_default();
            return not_now(format!("It may still be called in until the end of {ends}."));
        }
        (CallIn::Open, CallIn::CalledIn, true) => {
            return not_now("The call-in period is over: it can no longer be called in.");
        }
        (CallIn::Open, CallIn::Upheld | CallIn::Open | CallIn::NotSubject, _) => {
            return not_now("It was not called in, so there is no call-in to close.");
        }
        (CallIn::CalledIn, CallIn::Passed | CallIn::CalledIn | CallIn::Open | CallIn::NotSubject, _) => {
            return not_now("It was called in. Record that the decision stands.");
        }
        (CallIn::NotSubject | CallIn::Passed | CallIn::Upheld, _, _) => return Err(closed()),
    }
    // Without a new comment, what was said when it was called in stays.
    let comment = draft.text("call_in_outcome").map(|says| Set(Some(says.to_owned())));
    let row = award::ActiveModel {
        id: Unchanged(award.id),
        call_in: Set(outcome),
        call_in_outcome: comment.unwrap_or_default(),
        ..Default::default()
    };
    Ok(r.moving_award(Action::CloseAwardCallIn, award, seen)?.update(row))
}

/// Whether there is a call-in that something can be recorded of.
pub(super) fn can_be_closed(r: &LotResult) -> Result<&award::Model, Refusal> {
    let award = r.current().ok_or_else(undecided)?;
    match award.call_in {
        CallIn::Open | CallIn::CalledIn => Ok(award),
        CallIn::NotSubject | CallIn::Passed | CallIn::Upheld => Err(closed()),
    }
}

fn undecided() -> Refusal {
    Refusal::of(Why::NotNow, "No decision on this lot is recorded.")
}

fn closed() -> Refusal {
    Refusal::of(Why::NotNow, "Its call-in is closed already.")
}
