//! How a lot ends: a signature, the notice after it, or a winner that falls away before it.

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::id::{BidId, RowId};
use entity::number::Version;
use entity::state::{AwardKind, ExitKind, WinnerFailure};
use entity::{award, bid_exit};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::LotResult;
use super::facts::not_now;
use super::order::{Step, after_notice, must_be};
use crate::access::{Act, Actor};
use crate::field::Kind::{Choice as OneOf, Day, Line, Prose};
use crate::field::{Draft, Field, long_day, options};
use crate::law::clock::uk_date;
use crate::law::notices::Event;
use crate::law::regime::Finding;
use crate::law::standstill::earliest_signing;
use crate::scoring::InOrOut;
use crate::scoring::given::{day, text};
use crate::{Action, Change, Problem, Refusal, Why};

/// The signature.
pub const SIGN: &[Field] =
    &[Field::given("signed_on", "Day the contract was signed", "For example, 18 1 2028.", Day)];

/// The notice that follows.
pub const AFTER_NOTICE: &[Field] = &[Field::given("after_notice", "Reference of the notice", "", Line)];

/// How the winner fell away.
pub const FAILURE: &[Field] = &[
    Field::given("failure", "What happened", "", OneOf(options::<WinnerFailure>)),
    Field::given("failed_on", "Day", "For example, 18 1 2028.", Day),
    Field::given("failure_reason", "Reason", "Letters may repeat it.", Prose),
];

/// Records the signature. The last day for the notice after it is computed.
///
/// Refuses before every step is done, while standstill runs or a challenge suspends the award, and a day on which it
/// could not be signed.
pub fn sign(
    r: &LotResult,
    finding: &Finding,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    r.acts(Act::RunEvaluation, actor)?;
    must_be(r, finding, Step::Signature, now)?;
    let award = r.current().ok_or_else(Refusal::not_found)?;
    let signed = day(draft, "signed_on")?;
    let problem = match earliest(award) {
        _ if signed > uk_date(now) => {
            Some("Day the contract was signed must not be in the future.".to_owned())
        }
        Some(earliest) if signed < earliest => {
            Some(format!("It could be signed from {}.", long_day(earliest)))
        }
        Some(_) | None => None,
    };
    Refusal::unless_empty(problem.map(|says| Problem::at("signed_on", says)).into_iter().collect())?;
    let row = award::ActiveModel {
        id: Unchanged(award.id),
        signed_on: Set(Some(signed)),
        after_notice_by: Set(due(award, finding, Some(signed))),
        ..Default::default()
    };
    Ok(r.moving_award(Action::RecordSignature, award, seen)?.update(row))
}

/// The first day on which it could be signed: after standstill, after the end of a challenge, after the bidders were
/// told.
#[must_use]
pub fn earliest(award: &award::Model) -> Option<NaiveDate> {
    let standstill = award.standstill_ends_on.map(earliest_signing);
    [standstill, award.challenge_ended_on, award.notice_on, award.told_at.map(uk_date)]
        .into_iter()
        .flatten()
        .max()
}

/// The last day for the notice that follows, where the law sets a day. `signed` is the day of the signature, if any.
#[must_use]
pub fn due(award: &award::Model, finding: &Finding, signed: Option<NaiveDate>) -> Option<NaiveDate> {
    let notice = after_notice(award, finding)?;
    let event = match notice.due.event()? {
        Event::ContractSigned => signed?,
        Event::AwardDecided | Event::NoAward => award.taken_on,
        Event::FinancialYearBegins
        | Event::TenderNotice
        | Event::DirectAward
        | Event::Payment
        | Event::PaymentPeriod
        | Event::ContractYear
        | Event::Failure
        | Event::Change
        | Event::ContractEnd
        | Event::ProcessChosen => return None,
    };
    notice.due.last_day(event)
}

/// Records the notice that follows the signature, or the end without a contract.
pub fn record_after_notice(
    r: &LotResult,
    finding: &Finding,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    r.acts(Act::RunEvaluation, actor)?;
    must_be(r, finding, Step::AfterNotice, now)?;
    let award = r.current().ok_or_else(Refusal::not_found)?;
    let row = award::ActiveModel {
        id: Unchanged(award.id),
        after_notice: Set(Some(text(draft, "after_notice")?)),
        ..Default::default()
    };
    Ok(r.moving_award(Action::RecordAfterNotice, award, seen)?.update(row))
}

/// The award that stands, unsigned, and its winner.
pub(super) fn can_fall_away(r: &LotResult) -> Result<(&award::Model, BidId), Refusal> {
    let current = r.current().filter(|award| award.kind == AwardKind::Award);
    let Some((award, winner)) = current.and_then(|award| award.bid_id.map(|bid| (award, bid))) else {
        return not_now("No award stands, so no winner can fall away.");
    };
    if award.signed_on.is_some() {
        return not_now("The contract is signed. What happens from here is a matter of the contract.");
    }
    Ok((award, winner))
}

/// Records that the winner fell away before the signature, and takes its bid out. What comes next is as published: see
/// [`LotResult::candidate`].
pub fn record_failure(
    r: &LotResult,
    exit: RowId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = r.acts(Act::RecordAward, actor)?;
    let (award, winner) = can_fall_away(r)?;
    let failure = draft.text("failure").and_then(WinnerFailure::of).ok_or_else(Refusal::not_found)?;
    let (failed, reason) = (day(draft, "failed_on")?, text(draft, "failure_reason")?);
    if failed > uk_date(now) || failed < award.taken_on {
        let says = "Day must not be before the decision, nor in the future.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("failed_on", says)] });
    }
    let row = award::ActiveModel {
        id: Unchanged(award.id),
        failed_on: Set(Some(failed)),
        failure: Set(Some(failure)),
        failure_reason: Set(Some(reason.clone())),
        ..Default::default()
    };
    let scoring = r.scoring();
    let change = scoring.moving(Action::RecordFailure, scoring.row().version);
    let change = change.rests_on(r.stage()?).moves(award, seen).update(row);
    // A bid that is out by its checks already has its reason there.
    if let InOrOut::Out(_) = scoring.stands(r.bid(winner)?) {
        return Ok(change);
    }
    Ok(change.insert(bid_exit::ActiveModel {
        id: Set(exit),
        tender_id: Set(award.tender_id),
        bid_id: Set(winner),
        kind: Set(match failure {
            WinnerFailure::Withdrew => ExitKind::Withdrawn,
            WinnerFailure::FailedChecks => ExitKind::Disregarded,
        }),
        reason: Set(reason),
        at: Set(now),
        person_id: Set(person),
    }))
}
