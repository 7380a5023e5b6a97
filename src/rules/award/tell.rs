//! Telling the bidders: every one of the lot in one act, an assessment summary to each whose bid was assessed.

use chrono::{DateTime, Utc};
use entity::id::{BidId, LetterId, RowId};
use entity::number::Version;
use entity::state::{AwardKind, NoAwardGround, StandstillKind};
use entity::{assessment_summary, award};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::LotResult;
use super::order::{Route, Step, must_be};
use super::summary::{Summary, summary_of, was_assessed};
use crate::access::{Act, Actor};
use crate::field::long_day;
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

/// What one bidder would be told, for a look before it is sent and for the letter's own page.
pub fn preview(r: &LotResult, authority: &Authority, bid: BidId, actor: &Actor) -> Result<Summary, Refusal> {
    r.acts(Act::RunEvaluation, actor)?;
    let winner = r.current().and_then(|award| award.bid_id).ok_or_else(Refusal::not_found)?;
    summary_of(r, &authority.row.name, bid, winner)
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
    let ends = match (route, award.kind) {
        (Route::Legacy, AwardKind::Award) => {
            let ends = standstill_end(Regime::Pcr2015, uk_date(now));
            Some(ends.map_err(|unknown| Refusal::of(Why::CannotTell, unknown.to_string()))?)
        }
        (Route::Act(_) | Route::Health | Route::Below, _) | (Route::Legacy, AwardKind::NoAward) => None,
    };
    if ends.is_some() {
        row.standstill = Set(Some(StandstillKind::Mandatory));
        row.standstill_ends_on = Set(ends);
    }
    let mut change = r.moving_award(Action::SendSummaries, award, seen)?.update(row);
    let standstill = match (ends, route) {
        (Some(ends), _) => format!("\n\nThe contract is not signed before the end of {}.", long_day(ends)),
        (None, Route::Act(_) | Route::Health | Route::Legacy | Route::Below) => String::new(),
    };
    for entered in r.entered() {
        let envelope = envelopes.iter().find(|it| it.bid == entered.bid.row.id);
        let envelope = envelope.ok_or_else(Refusal::not_found)?;
        change = told(r, authority, award, entered, *envelope, &standstill, change, now)?;
    }
    Ok(change)
}

#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
fn told(
    r: &LotResult,
    authority: &Authority,
    award: &award::Model,
    entered: &Entered,
    envelope: Envelope,
    standstill: &str,
    change: Change,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let bid = entered.bid.row.id;
    let frozen = r.frozen_result();
    let assessed = frozen.is_some_and(|frozen| was_assessed(&frozen, r.label(bid)));
    let tender = &r.scoring().tender().row;
    let title = &r.scoring().terms().title;
    let (says, summary) = match (award.bid_id, assessed && r.out(entered).is_none()) {
        (Some(winner), true) => {
            let summary = summary_of(r, &authority.row.name, bid, winner)?;
            let outcome = match winner == bid {
                true => format!("We intend to award the contract for {title} to you."),
                false => {
                    let name = &r.bid(winner)?.opened.name;
                    let why = summary.why_not.clone().unwrap_or_default();
                    format!(
                        "We intend to award the contract for {title} to {name}. Your bid was not successful. {why}"
                    )
                }
            };
            (
                format!("{outcome}\n\nThe assessment summary says how your bid was assessed.{standstill}"),
                Some(summary),
            )
        }
        (Some(_), false) => {
            let why = r.out(entered).unwrap_or_default();
            (format!("Your bid for {title} was not assessed to the end. {why}"), None)
        }
        (None, _) => {
            let why = award.ground.map(no_contract).unwrap_or_default();
            (format!("No contract is awarded for {title}. {why}\n\n{}", award.reasons), None)
        }
    };
    let letter = Letter {
        id: envelope.letter,
        to: entered.bid.row.organisation_id,
        tender: Some(tender.id),
        once: format!("outcome/{}/{}", award.id.0, bid.0),
        subject: format!("{}: the outcome of your bid", tender.reference),
        says,
        path: format!("/bids/{}/outcome", bid.0),
        at: now,
    };
    let change = change.letter(letter);
    let Some(summary) = summary else { return Ok(change) };
    Ok(change.insert(assessment_summary::ActiveModel {
        id: Set(envelope.summary),
        award_id: Set(award.id),
        bid_id: Set(bid),
        letter_id: Set(envelope.letter),
        text: Set(summary.text()),
        digest: Set(summary.digest()),
        at: Set(now),
    }))
}

fn no_contract(ground: NoAwardGround) -> &'static str {
    match ground {
        NoAwardGround::NoBids => "No bids came.",
        NoAwardGround::NoneLeft => "No bid was left that could be awarded it.",
        NoAwardGround::OverBudget => "Every bid was over the budget.",
        NoAwardGround::Tie => "Bids were equal, and the published terms separated them no further.",
        NoAwardGround::Other => "",
    }
}
