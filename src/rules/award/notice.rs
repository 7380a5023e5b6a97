//! The notice before signing, the standstill that runs from it, and challenges.

use chrono::{DateTime, NaiveDate, Utc};
use entity::award;
use entity::choice::Choice;
use entity::number::Version;
use entity::state::{AwardKind, StandstillKind, YesNo};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::LotResult;
use super::facts::not_now;
use super::order::{Route, Step, must_be, route};
use crate::access::{Act, Actor};
use crate::field::Kind::{Choice as OneOf, Day, Line, Prose};
use crate::field::{Draft, Field, options};
use crate::law::clock::uk_date;
use crate::law::regime::{Finding, Regime};
use crate::law::standstill::{Duty, standstill_end};
use crate::scoring::given::{day, text};
use crate::{Action, Change, Problem, Refusal, Why};

/// The notice before signing.
pub const NOTICE: &[Field] = &[
    Field::given("notice_reference", "Reference of the notice", "", Line),
    Field::given("notice_on", "Day it was published", "Standstill runs from this day.", Day),
];

/// Whether there is a standstill that the law leaves to the council.
pub const VOLUNTARY: &[Field] = &[Field::given(
    "stands_still",
    "Give a voluntary standstill?",
    "Eight working days. It guards against the contract being set aside.",
    OneOf(options::<YesNo>),
)];

/// A challenge.
pub const CHALLENGE: &[Field] = &[
    Field::given("challenged_on", "Day it was notified", "For example, 18 1 2028.", Day),
    Field::given("challenge", "Who challenges, and on which grounds", "", Prose),
];

/// How a challenge ended.
pub const CHALLENGE_ENDED: &[Field] = &[
    Field::given("challenge_ended_on", "Day it ended", "For example, 18 1 2028.", Day),
    Field::given("challenge_outcome", "How it ended", "", Prose),
];

/// The fields of the notice on this route: the choice of a voluntary standstill, where it is one.
#[must_use]
pub fn fields(route: Route) -> Vec<Field> {
    let choice: &[Field] = match route {
        Route::Act(Duty::Voluntary) => VOLUNTARY,
        Route::Act(Duty::Mandatory | Duty::None | Duty::CannotTell)
        | Route::Legacy
        | Route::Health
        | Route::Below => &[],
    };
    [NOTICE, choice].concat()
}

/// Records the notice before signing. The end of standstill is computed from its day.
///
/// Refuses before every bidder was told, and a day before that or in the future.
pub fn record(
    r: &LotResult,
    finding: &Finding,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    r.acts(Act::RunEvaluation, actor)?;
    let route = must_be(r, finding, Step::Notice, now)?;
    let award = r.current().ok_or_else(Refusal::not_found)?;
    let published = day(draft, "notice_on")?;
    let told = award.told_at.map(uk_date);
    let problem = match (published > uk_date(now), told.is_some_and(|told| published < told)) {
        (true, _) => Some("Day it was published must not be in the future."),
        (_, true) => Some("The bidders must be told before the notice is published. Check the day."),
        (false, false) => None,
    };
    Refusal::unless_empty(problem.map(|says| Problem::at("notice_on", says)).into_iter().collect())?;
    let kind = standstill_kind(route, draft)?;
    let row = award::ActiveModel {
        id: Unchanged(award.id),
        notice_reference: Set(Some(text(draft, "notice_reference")?)),
        notice_on: Set(Some(published)),
        standstill: Set(Some(kind)),
        standstill_ends_on: Set(match kind {
            StandstillKind::Mandatory | StandstillKind::Voluntary => Some(ends(route, published)?),
            StandstillKind::Without => None,
        }),
        ..Default::default()
    };
    Ok(r.moving_award(Action::RecordAwardNotice, award, seen)?.update(row))
}

fn standstill_kind(route: Route, draft: &Draft) -> Result<StandstillKind, Refusal> {
    match (route, draft.text("stands_still").and_then(YesNo::of)) {
        (Route::Act(Duty::Mandatory) | Route::Health, _) => Ok(StandstillKind::Mandatory),
        (Route::Act(Duty::Voluntary), Some(YesNo::Yes)) => Ok(StandstillKind::Voluntary),
        (Route::Act(Duty::Voluntary), Some(YesNo::No)) => Ok(StandstillKind::Without),
        (Route::Act(Duty::Voluntary | Duty::None | Duty::CannotTell) | Route::Legacy | Route::Below, _) => {
            Err(Refusal::not_found())
        }
    }
}

/// The last day of the standstill that runs from a notice of this day, where there is to be one.
pub fn ends(route: Route, published: NaiveDate) -> Result<NaiveDate, Refusal> {
    let regime = match route {
        Route::Act(_) => Regime::Act2023,
        Route::Health => Regime::ProviderSelection,
        Route::Legacy | Route::Below => return Err(Refusal::not_found()),
    };
    standstill_end(regime, published).map_err(|unknown| Refusal::of(Why::CannotTell, unknown.to_string()))
}

/// Records a challenge. While it is open it suspends the award where the law says so.
///
/// Refuses once the contract is signed, before the bidders were told, a second one while one is open, and a day that
/// cannot be.
pub fn record_challenge(
    r: &LotResult,
    finding: &Finding,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    r.acts(Act::RunEvaluation, actor)?;
    let (award, told) = can_be_challenged(r, finding)?;
    let challenged = day(draft, "challenged_on")?;
    if challenged > uk_date(now) || challenged < uk_date(told) {
        let says = "Day of the challenge must be after the bidders were told and not in the future.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("challenged_on", says)] });
    }
    let row = award::ActiveModel {
        id: Unchanged(award.id),
        challenged_on: Set(Some(challenged)),
        challenge: Set(Some(text(draft, "challenge")?)),
        challenge_ended_on: Set(None),
        challenge_outcome: Set(None),
        ..Default::default()
    };
    Ok(r.moving_award(Action::RecordChallenge, award, seen)?.update(row))
}

/// An award that was told of, is not signed, and that no challenge is open against; with when it was told.
pub(super) fn can_be_challenged<'a>(
    r: &'a LotResult,
    finding: &Finding,
) -> Result<(&'a award::Model, DateTime<Utc>), Refusal> {
    route(finding)?;
    let award = r.current().filter(|it| it.kind == AwardKind::Award);
    let Some((award, told)) = award.and_then(|award| award.told_at.map(|told| (award, told))) else {
        return not_now("Nobody has been told of an award that could be challenged.");
    };
    if award.signed_on.is_some() {
        return not_now("The contract is signed. A challenge no longer suspends the award.");
    }
    if award.challenged_on.is_some() && award.challenge_ended_on.is_none() {
        return not_now("A challenge is open already. Record how it ended first.");
    }
    Ok((award, told))
}

/// The award that a challenge is open against, and the day of that challenge.
pub(super) fn challenged(r: &LotResult) -> Result<(&award::Model, NaiveDate), Refusal> {
    let open = r.current().filter(|award| award.challenge_ended_on.is_none());
    match open.and_then(|award| award.challenged_on.map(|day| (award, day))) {
        Some(open) => Ok(open),
        None => not_now("No challenge is open."),
    }
}

/// Records how a challenge ended, so that the award is no longer suspended.
pub fn end_challenge(
    r: &LotResult,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    r.acts(Act::RunEvaluation, actor)?;
    let (award, challenged) = challenged(r)?;
    let ended = day(draft, "challenge_ended_on")?;
    if ended > uk_date(now) || ended < challenged {
        let says = "Day it ended must not be before the challenge, nor in the future.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("challenge_ended_on", says)] });
    }
    let row = award::ActiveModel {
        id: Unchanged(award.id),
        challenge_ended_on: Set(Some(ended)),
        challenge_outcome: Set(Some(text(draft, "challenge_outcome")?)),
        ..Default::default()
    };
    Ok(r.moving_award(Action::EndChallenge, award, seen)?.update(row))
}
