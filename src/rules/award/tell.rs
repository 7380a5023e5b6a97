//! Telling the bidders: every one of the lot in one act, an assessment summary to each whose bid was assessed.

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::{AwardId, BidId, LetterId, RowId};
use entity::number::Version;
use entity::state::{AwardKind, StandstillKind};
use entity::{assessment_summary, award};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::LotResult;
use super::facts::not_now;
use super::letter::words;
use super::order::{Route, Step, must_be, route};
use super::summary::{Summary, summary_of, was_assessed};
use crate::access::{Act, Actor};
use crate::law::clock::uk_date;
use crate::law::regime::{Finding, Regime};
use crate::law::standstill::standstill_end;
use crate::scoring::Entered;
use crate::settings::Authority;
use crate::{Action, Change, Letter, Refusal, Why};

/// Numbers for one bidder's letter and summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The bid.
    pub bid: BidId,
    /// The letter.
    pub letter: LetterId,
    /// The summary, where there is one.
    pub summary: RowId,
}

/// What one bidder is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The bid.
    pub bid: BidId,
    /// The bidder.
    pub name: String,
    /// What the letter is about.
    pub subject: String,
    /// What it says.
    pub says: String,
    /// The assessment summary, where the bid was assessed.
    pub summary: Option<Summary>,
}

/// What one bidder would be told if it were told now, for a look before it is sent.
///
/// Refuses before a decision is recorded, a summary with a gap, and once the bidders were told: what they were told is
/// kept.
pub fn preview(
    r: &LotResult,
    authority: &Authority,
    finding: &Finding,
    bid: BidId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Told, Refusal> {
    r.acts(Act::ReadAward, actor)?;
    let Some(award) = r.current() else { return not_now("No decision on this lot is recorded.") };
    if award.told_at.is_some() {
        return not_now("The bidders have been told.");
    }
    let route = route(finding)?;
    told(r, authority, award, r.bid(bid)?, route, from_letters(route, award, now)?)
}

/// Tells every bidder of the lot. Under the 2015 Regulations standstill runs from here.
///
/// Refuses before the call-in is over, a second time, a bidder left out, and a summary with a gap.
pub fn send(
    r: &LotResult,
    authority: &Authority,
    finding: &Finding,
    envelopes: &[Envelope],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    r.acts(Act::RunEvaluation, actor)?;
    let route = must_be(r, finding, Step::Tell, now)?;
    let award = r.current().ok_or_else(Refusal::not_found)?;
    let mut row =
        award::ActiveModel { id: Unchanged(award.id), told_at: Set(Some(now)), ..Default::default() };
    let ends = from_letters(route, award, now)?;
    if ends.is_some() {
        row.standstill = Set(Some(StandstillKind::Mandatory));
        row.standstill_ends_on = Set(ends);
    }
    let mut change = r.moving_award(Action::SendSummaries, award, seen)?.update(row);
    for entered in r.entered() {
        let envelope = envelopes.iter().find(|it| it.bid == entered.bid.row.id);
        let envelope = envelope.ok_or_else(Refusal::not_found)?;
        let told = told(r, authority, award, entered, route, ends)?;
        change = posted(r, award, entered, *envelope, told, change, now);
    }
    Ok(change)
}

/// The last day of a standstill that runs from the letters.
fn from_letters(
    route: Route,
    award: &award::Model,
    now: DateTime<Utc>,
) -> Result<Option<NaiveDate>, Refusal> {
    match (route, award.kind) {
        (Route::Legacy, AwardKind::Award) => {
            let ends = standstill_end(Regime::Pcr2015, uk_date(now));
            ends.map(Some).map_err(|unknown| Refusal::of(Why::CannotTell, unknown.to_string()))
        }
        (Route::Act(_) | Route::Health | Route::Below, _) | (Route::Legacy, AwardKind::NoAward) => Ok(None),
    }
}

fn told(
    r: &LotResult,
    authority: &Authority,
    award: &award::Model,
    entered: &Entered,
    route: Route,
    ends: Option<NaiveDate>,
) -> Result<Told, Refusal> {
    let bid = entered.bid.row.id;
    let assessed = r.frozen_result().is_some_and(|frozen| was_assessed(&frozen, r.label(bid)));
    let summary = match assessed && r.out(entered).is_none() {
        true => Some(summary_of(r, &authority.row.name, bid, award.bid_id)?),
        false => None,
    };
    Ok(Told {
        bid,
        name: entered.opened.name.clone(),
        subject: format!("{}: the outcome of your bid", r.scoring().tender().row.reference),
        says: words(r, award, entered, summary.as_ref(), route, ends)?,
        summary,
    })
}

/// Which letter it is: one for each bid and decision.
#[must_use]
pub fn once(award: AwardId, bid: BidId) -> String {
    format!("outcome/{}/{}", award.0, bid.0)
}

fn posted(
    r: &LotResult,
    award: &award::Model,
    entered: &Entered,
    envelope: Envelope,
    told: Told,
    change: Change,
    now: DateTime<Utc>,
) -> Change {
    let change = change.letter(Letter {
        id: envelope.letter,
        to: entered.bid.row.organisation_id,
        tender: Some(r.scoring().tender().row.id),
        contract: None,
        once: once(award.id, told.bid),
        subject: told.subject,
        says: told.says,
        path: format!("/bids/{}/outcome", told.bid.0),
        at: now,
    });
    let Some(summary) = told.summary else { return change };
    change.insert(assessment_summary::ActiveModel {
        id: Set(envelope.summary),
        award_id: Set(award.id),
        bid_id: Set(told.bid),
        letter_id: Set(envelope.letter),
        text: Set(summary.text()),
        digest: Set(summary.digest()),
        at: Set(now),
    })
}
