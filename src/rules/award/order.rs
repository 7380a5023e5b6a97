//! The order of an award: which steps there are under which law, and which one comes next.
//!
//! Decision, call-in, letters, the notice before signing, standstill, signature, the notice after it. Below the
//! threshold there is no notice before signing and no standstill (fact sheet, sections 1 to 3).

use chrono::{DateTime, NaiveDate, Utc};
use entity::award;
use entity::state::{AwardKind, CallIn};

use super::LotResult;
use super::facts::not_now;
use super::listed::lower;
use crate::field::long_day;
use crate::law::clock::uk_date;
use crate::law::notices::{Kind, Notice};
use crate::law::regime::{Finding, Regime, Standing};
use crate::law::standstill::Duty;
use crate::{Refusal, Why};

/// The way of an award under the law that governs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Procurement Act 2023, above the threshold: summaries, award notice, standstill from that notice.
    Act(Duty),
    /// Public Contracts Regulations 2015, above the threshold: letters, and standstill from them.
    Legacy,
    /// Provider Selection Regime: letters, notice of intention, standstill from that notice.
    Health,
    /// Below the threshold: letters, no notice before signing, no standstill.
    Below,
}

/// A step of an award, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The decision by the right tier.
    Decision,
    /// The call-in is over.
    CallIn,
    /// Every bidder is told.
    Tell,
    /// The notice before signing.
    Notice,
    /// Standstill is over, and no challenge suspends the award.
    Standstill,
    /// The contract is signed.
    Signature,
    /// The notice that follows the signature, or the end without one.
    AfterNotice,
    /// Nothing is left to do.
    Done,
}

impl Step {
    /// What has to be done, as a page lists it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Decision => "Record the decision",
            Self::CallIn => "Close the call-in",
            Self::Tell => "Tell the bidders",
            Self::Notice => "Record the notice before signing",
            Self::Standstill => "Wait until standstill is over",
            Self::Signature => "Record the signature",
            Self::AfterNotice => "Record the notice that follows",
            Self::Done => "Nothing is left to do",
        }
    }
}

/// The way of an award. Refuses while the regime, the threshold or the duty to stand still cannot be told.
pub fn route(finding: &Finding) -> Result<Route, Refusal> {
    let duty = finding.follows.as_ref().map(|follows| follows.standstill.duty);
    match (finding.regime, finding.standing, duty) {
        (Regime::Act2023, Standing::Above, Some(duty @ (Duty::Mandatory | Duty::Voluntary))) => {
            Ok(Route::Act(duty))
        }
        (Regime::Pcr2015, Standing::Above, _) => Ok(Route::Legacy),
        (Regime::ProviderSelection, _, _) => Ok(Route::Health),
        (Regime::Act2023 | Regime::Pcr2015, Standing::Below | Standing::BelowNotNotifiable, _) => {
            Ok(Route::Below)
        }
        (Regime::Act2023, Standing::Above, Some(Duty::None | Duty::CannotTell) | None)
        | (Regime::Act2023 | Regime::Pcr2015, Standing::NoThreshold | Standing::CannotTell, _)
        | (Regime::CannotTell, _, _) => Err(Refusal::of(
            Why::CannotTell,
            "The law that governs this award cannot be told yet. See what is found on the procurement.",
        )),
    }
}

/// The step that comes next.
#[must_use]
pub fn next(r: &LotResult, finding: &Finding, route: Route, now: DateTime<Utc>) -> Step {
    let Some(award) = r.current() else { return Step::Decision };
    match award.call_in {
        CallIn::Open | CallIn::CalledIn => return Step::CallIn,
        CallIn::NotSubject | CallIn::Passed | CallIn::Upheld => {}
    }
    // A lot that no bid came for has nobody to tell.
    if award.told_at.is_none() && !r.entered().is_empty() {
        return Step::Tell;
    }
    if award.kind == AwardKind::Award {
        let noticed = match route {
            Route::Act(_) | Route::Health => award.notice_on.is_some(),
            Route::Legacy | Route::Below => true,
        };
        match (noticed, award.signed_on) {
            (false, _) => return Step::Notice,
            (true, None) if stands_still(award, route, uk_date(now)) => return Step::Standstill,
            (true, None) => return Step::Signature,
            (true, Some(_)) => {}
        }
    }
    match (after_notice(award, finding), &award.after_notice) {
        (Some(_), None) => Step::AfterNotice,
        (Some(_), Some(_)) | (None, _) => Step::Done,
    }
}

/// Whether the contract may not be signed on this day: standstill runs, or a challenge suspends the award.
pub(super) fn stands_still(award: &award::Model, route: Route, today: NaiveDate) -> bool {
    award.standstill_ends_on.is_some_and(|ends| today <= ends) || is_suspended(award, route)
}

/// A challenge suspends the award until it ends: under the Act where it was notified in the standstill (section 101),
/// under the 2015 Regulations whenever it came before the signature (regulation 95, known).
pub(super) fn is_suspended(award: &award::Model, route: Route) -> bool {
    match (award.challenged_on, award.challenge_ended_on) {
        (Some(challenged), None) => match route {
            Route::Legacy => true,
            Route::Act(_) | Route::Health => award.standstill_ends_on.is_some_and(|ends| challenged <= ends),
            Route::Below => false,
        },
        (None, _) | (Some(_), Some(_)) => false,
    }
}

/// The notice that follows the signature, or the end without a contract, where the law asks for one.
pub(super) fn after_notice<'a>(award: &award::Model, finding: &'a Finding) -> Option<&'a Notice> {
    let kinds: &[Kind] = match award.kind {
        AwardKind::Award => &[
            Kind::ContractDetails,
            Kind::LegacyContractAward,
            Kind::HealthAward,
            Kind::LegacyContractsFinderAward,
        ],
        AwardKind::NoAward => &[Kind::ProcurementTermination, Kind::HealthAbandonment],
    };
    let notices = &finding.follows.as_ref()?.notices;
    kinds.iter().find_map(|kind| notices.iter().find(|notice| notice.kind == *kind))
}

/// Refuses unless this step comes next, and says what does.
pub(super) fn must_be(
    r: &LotResult,
    finding: &Finding,
    step: Step,
    now: DateTime<Utc>,
) -> Result<Route, Refusal> {
    let route = route(finding)?;
    let next = next(r, finding, route, now);
    if let Some(why) = winner_is_out(r) {
        return not_now(format!("The winner’s bid is out. {why} Record first that the winner fell away."));
    }
    if next == step {
        return Ok(route);
    }
    let award = r.current();
    let ends_without = award.is_some_and(|it| it.kind == AwardKind::NoAward);
    if ends_without && (Step::Notice..=Step::Signature).contains(&step) {
        return not_now("No contract is awarded on this lot, so there is none to sign.");
    }
    if step == Step::AfterNotice && award.is_some_and(|it| it.after_notice.is_none()) && next == Step::Done {
        return not_now("The law asks for no further notice on this lot.");
    }
    if step < next {
        return not_now("This is done already.");
    }
    let until = match next {
        Step::CallIn => award.and_then(|it| it.call_in_ends_on),
        Step::Standstill => award.and_then(|it| it.standstill_ends_on).filter(|ends| uk_date(now) <= *ends),
        Step::Decision | Step::Tell | Step::Notice | Step::Signature | Step::AfterNotice | Step::Done => None,
    };
    match (next, until) {
        (Step::CallIn, Some(ends)) => {
            not_now(format!("The call-in must be closed first. It runs until the end of {}.", long_day(ends)))
        }
        (Step::Standstill, Some(ends)) => not_now(format!(
            "Standstill runs until the end of {}. You can sign from {}.",
            long_day(ends),
            long_day(crate::law::standstill::earliest_signing(ends))
        )),
        (Step::Standstill, None) => {
            not_now("A challenge suspends the award. Record how it ended before the contract is signed.")
        }
        (_, _) => not_now(format!("First: {}.", lower(next.words()))),
    }
}

/// Why the winner of an award that is not signed yet is out, if it is.
///
/// INVARIANT: a bid that is out is neither told that it won nor signed with.
fn winner_is_out(r: &LotResult) -> Option<String> {
    let award = r.current().filter(|award| award.signed_on.is_none())?;
    r.out(r.bid(award.bid_id?).ok()?)
}

#[cfg(test)]
mod tests;
