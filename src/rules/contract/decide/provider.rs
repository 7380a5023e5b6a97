//! The provider's own notice at a break, where the contract lets it: the council decides nothing, and must know.

use chrono::{DateTime, Utc};
use entity::contract_decision;
use entity::id::{PersonId, RowId};
use entity::number::Version;
use entity::state::{BreakAnswer, CallIn, NoticeBy, TermEnd};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

use super::super::Contract;
use super::super::dates::{Point, notice_of};
use super::super::derived::keep_up;
use super::super::given::not_now;
use super::{its_own, no_decision_stands, not_future, point_at};
use crate::access::{Act, Actor};
use crate::field::Kind::{Day, Line, Prose};
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::law::holidays::NotLoaded;
use crate::scoring::given::{day, text};
use crate::settings::Authority;
use crate::term::notice::Came;
use crate::{Action, Change, Problem, Refusal, Why};

/// Notice that the provider gave.
pub const THEIRS: &[Field] = &[
    Field::given("notice_on", "Day it was sent", "For example, 18 1 2028.", Day),
    Field::given("notice_how", "How it was sent", "", Line),
    Field::given("says", "What it says", "", Prose),
];

/// Records that the provider gave notice at a break: the contract ends there.
///
/// Refuses where the contract does not let the provider, while a decision to end it stands, and notice that came too late, which ends
/// nothing.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn gave_notice(
    contract: &Contract,
    authority: &Authority,
    period: RowId,
    id: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let (person, point) = may_give(contract, authority, period, actor, now)?;
    Refusal::unless_empty(not_future(draft, "notice_on", now).into_iter().collect())?;
    let unknown =
        || Refusal::of(Why::CannotTell, "The notice of this part is not recorded, so it cannot be judged.");
    let told = |unknown: NotLoaded| Refusal::of(Why::CannotTell, unknown.to_string());
    let sent = day(draft, "notice_on")?;
    let came = notice_of(point.period).ok_or_else(unknown)?.came(sent, point.span.last).map_err(told)?;
    let received = match came {
        Came::InTime { received } => received,
        late @ Came::Late { .. } => {
            let says = format!("{} It ends nothing.", late.late().unwrap_or_default());
            return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("notice_on", says)] });
        }
    };
    let number = contract.decisions.iter().filter(|row| row.period_id == period).count();
    let row = contract_decision::Model {
        id,
        contract_id: contract.row.id,
        period_id: period,
        number: i32::try_from(number).unwrap_or(i32::MAX).saturating_add(1),
        answer: BreakAnswer::End,
        taken_by: contract.row.supplier.clone(),
        delegated_by: None,
        delegation: None,
        taken_on: sent,
        says: text(draft, "says")?,
        reasons: "Notice of the provider.".to_owned(),
        published_on: sent,
        call_in: CallIn::NotSubject,
        call_in_ends_on: None,
        call_in_outcome: None,
        recorded_at: now,
        person_id: person,
        withdrawn_on: None,
        withdrawn_reason: None,
        notice_on: Some(sent),
        notice_how: Some(text(draft, "notice_how")?),
        received_on: Some(received),
        noticed_by: Some(person),
    };
    let mut after = contract.clone();
    after.decisions.push(row.clone());
    let change = contract.moving(Action::RecordNoticeGiven, seen).insert(row.into_active_model().reset_all());
    Ok(change.update(keep_up(&after, authority, uk_date(now))))
}

/// Whether a notice of the provider can be recorded now.
pub(super) fn may_give<'a>(
    contract: &'a Contract,
    authority: &Authority,
    period: RowId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(PersonId, Point<'a>), Refusal> {
    let person = contract.in_force(Act::WriteContract, actor)?;
    its_own(contract, authority)?;
    let point = point_at(contract, authority, period, uk_date(now))?;
    nothing_ends_or_extends_it(contract, period)?;
    if point.end != TermEnd::Break {
        return not_now("Only at a break clause does notice of the provider end the contract.");
    }
    match point.period.notice_by {
        Some(NoticeBy::Provider | NoticeBy::Either) => Ok((person, point)),
        Some(NoticeBy::Council) | None => {
            not_now("The contract, as it is recorded, does not let the provider give notice here.")
        }
    }
}

/// The provider's right is its own: that the council let the contract run on does not take it away.
fn nothing_ends_or_extends_it(contract: &Contract, period: RowId) -> Result<(), Refusal> {
    match contract.decision(period).map(|row| row.answer) {
        Some(BreakAnswer::Continue) => Ok(()),
        Some(BreakAnswer::End | BreakAnswer::Extend | BreakAnswer::Renegotiate) | None => {
            no_decision_stands(contract, period)
        }
    }
}
