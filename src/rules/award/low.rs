//! Prices that look abnormally low: flagged by the published figure, asked about, answered, decided.
//!
//! A bid may be disregarded for its price only after its bidder was told and had a reasonable chance to show that it can
//! perform the contract for it (Procurement Act 2023, section 19(3)(c) to (5); read).

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::id::{BidId, LetterId, RowId};
use entity::low_price;
use entity::number::Version;
use entity::state::{LowOutcome, LowRule};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::LotResult;
use super::facts::not_now;
use super::prices::opened;
use crate::access::{Act, Actor, Side, may};
use crate::bid::{Bid, Opened, Prices};
use crate::evaluation::{EvaluatedBid, Status};
use crate::exact::{Exact, money, percent, pounds, whole};
use crate::field::Kind::{Choice as OneOf, Day, Prose};
use crate::field::{Draft, Field, long_day, options};
use crate::law::clock::uk_date;
use crate::scoring::given::{day, text};
use crate::{Action, Change, Letter, Problem, Refusal, Subject, Why};

/// What a bidder is asked of its price.
pub const ASK: &[Field] = &[
    Field::given("flagged", "Why the price looks low", "The bidder reads it.", Prose),
    Field::given(
        "asked",
        "What the bidder should show",
        "How it can perform the contract for this price.",
        Prose,
    ),
    Field::given("respond_by", "Answer by", "The last day. For example, 18 1 2028.", Day),
];

/// What the bidder answers.
pub const EXPLAIN: &[Field] = &[Field::given("answer", "Your explanation", "", Prose)];

/// What is decided.
pub const DECIDE: &[Field] = &[
    Field::given("outcome", "What was decided", "", OneOf(options::<LowOutcome>)),
    Field::given("reason", "Reason", "The bidder reads it.", Prose),
];

/// What makes a price of this evaluation look abnormally low, as it was settled before anybody scored.
#[must_use]
pub fn rule_words(scoring: &entity::scoring::Model) -> String {
    let below = match (scoring.low_rule, scoring.low_share) {
        (LowRule::OthersMean, Some(share)) => format!("more than {share} below the mean of the other bids"),
        (LowRule::Benchmark, Some(share)) => {
            format!(
                "more than {share} below the published benchmark floor, or the published value where there is none"
            )
        }
        (LowRule::ByEye, _) | (LowRule::OthersMean | LowRule::Benchmark, None) => {
            return "No figure was settled: an officer looks at each price.".to_owned();
        }
    };
    format!("A price {below} looks abnormally low.")
}

/// How far the question about a price has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The bidder was not asked.
    Not,
    /// It can answer until the end of this day, and has not yet.
    Waiting(NaiveDate),
    /// It has answered, or its time is over.
    ToDecide,
    /// It was decided.
    Decided(LowOutcome),
}

/// How far it has come for one bid.
#[must_use]
pub fn asked(r: &LotResult, bid: BidId, now: DateTime<Utc>) -> Asked {
    match r.low(bid) {
        None => Asked::Not,
        Some(low) => match low.outcome {
            Some(outcome) => Asked::Decided(outcome),
            None if low.answer.is_none() && uk_date(now) <= low.respond_by => Asked::Waiting(low.respond_by),
            None => Asked::ToDecide,
        },
    }
}

/// A price that looks low by the figure that was settled before anybody scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Whose.
    pub bid: BidId,
    /// Why, in words for the council.
    pub says: String,
    /// Why, in words for the bidder: what the other bids cost is not given away.
    pub told: String,
}

/// The bids whose price looks low, as far as they are open to the reader. Only bids that are not out are compared.
#[must_use]
pub fn flags(r: &LotResult, may: &Opened<Prices>) -> Vec<Flag> {
    flagged(r).into_iter().filter(|flag| may.shows(flag.bid)).collect()
}

fn flagged(r: &LotResult) -> Vec<Flag> {
    let row = r.scoring().row();
    let Some(share) = row.low_share else { return Vec::new() };
    let standing = r.standing();
    let keep = (whole(100) - percent(share)) / whole(100);
    let each = standing.iter().filter_map(|(entered, price)| {
        let (against, name) = match row.low_rule {
            LowRule::ByEye => return None,
            LowRule::OthersMean => {
                let others = standing.iter().filter(|(it, _)| it.bid.row.id != entered.bid.row.id);
                let prices: Vec<Exact> = others.map(|(_, price)| pounds(*price)).collect();
                let count = i64::try_from(prices.len()).ok().filter(|count| *count > 0)?;
                (prices.into_iter().sum::<Exact>() / whole(count), "the mean of the other bids")
            }
            LowRule::Benchmark => {
                let terms = r.terms().ok()?;
                match (terms.benchmark_floor, terms.value) {
                    (Some(floor), _) => (pounds(floor), "the published benchmark floor"),
                    (None, Some(value)) => (pounds(value), "the published value"),
                    (None, None) => return None,
                }
            }
        };
        let low = pounds(*price) < &against * &keep;
        let flag = || {
            let below = format!("{price} is more than {share} below {name}");
            let says = format!("{below}, {}.", money(&against));
            let told = match row.low_rule {
                LowRule::OthersMean => format!("{below}."),
                LowRule::Benchmark | LowRule::ByEye => says.clone(),
            };
            Flag { bid: entered.bid.row.id, says, told }
        };
        low.then(flag)
    });
    each.collect()
}

/// Asks a bidder to explain its price, and writes to it. A price that no figure flags can be asked about too.
///
/// Refuses before prices are open, once a decision rests on the ranking, a bid that is out or was asked already, and a day
/// that is past.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn ask(
    r: &LotResult,
    bid: BidId,
    id: RowId,
    letter: LetterId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = r.acts(Act::RunEvaluation, actor)?;
    opened(r)?;
    if r.current().is_some() {
        return not_now("A decision on this lot is recorded. Its prices are no longer asked about.");
    }
    let entered = r.bid(bid)?;
    if r.out(entered).is_some() {
        return not_now("This bid is out already.");
    }
    if r.low(bid).is_some() {
        return not_now("This bidder was asked to explain its price already.");
    }
    let by = day(draft, "respond_by")?;
    if by <= uk_date(now) {
        let says = "Give the bidder until tomorrow at least.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("respond_by", says)] });
    }
    let (flagged, asked, tender) =
        (text(draft, "flagged")?, text(draft, "asked")?, &r.scoring().tender().row);
    let says = format!(
        "Your price looks abnormally low to us. {flagged}\n\n{asked}\n\nPlease answer by the end of {}. If you show that you can perform the contract for this price, your bid stays.",
        long_day(by)
    );
    let row = low_price::ActiveModel {
        id: Set(id),
        tender_id: Set(tender.id),
        lot_id: Set(r.lot()),
        bid_id: Set(bid),
        flagged: Set(flagged),
        asked: Set(asked),
        asked_at: Set(now),
        asked_by: Set(person),
        respond_by: Set(by),
        ..Default::default()
    };
    let letter = Letter {
        id: letter,
        to: entered.bid.row.organisation_id,
        tender: Some(tender.id),
        contract: None,
        once: format!("low-price/{}", id.0),
        subject: format!("{}: please explain your price", tender.reference),
        says,
        path: format!("/bids/{}/price-query", bid.0),
        at: now,
    };
    Ok(r.moving(Action::AskAboutPrice, seen)?.insert(row).letter(letter))
}

/// The bidder's explanation: once, until the end of the last day, or later while nothing is decided.
pub fn explain(
    bid: &Bid,
    low: &low_price::Model,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let own = matches!(actor.side, Side::Provider(own) if own == bid.row.organisation_id);
    if !own || low.bid_id != bid.row.id {
        return Err(Refusal::not_found());
    }
    may(actor, Act::SubmitBid)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    if low.answer.is_some() {
        return not_now("This was answered already.");
    }
    if low.outcome.is_some() {
        return not_now(format!("This could be answered until the end of {}.", long_day(low.respond_by)));
    }
    let row = low_price::ActiveModel {
        id: Unchanged(low.id),
        answer: Set(Some(text(draft, "answer")?)),
        answered_at: Set(Some(now)),
        answered_by: Set(Some(person)),
        ..Default::default()
    };
    Ok(Change::of(Action::ExplainPrice, Subject::Bid(bid.row.id), None).moves(&bid.row, seen).update(row))
}

/// Decides on a price that looked low. Refuses before the bidder has answered or had its time, and a second decision.
pub fn decide(
    r: &LotResult,
    bid: BidId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = r.acts(Act::RunEvaluation, actor)?;
    let entered = r.bid(bid)?;
    let low = r.low(bid).ok_or_else(Refusal::not_found)?;
    match asked(r, bid, now) {
        Asked::Not => return Err(Refusal::not_found()),
        Asked::Decided(_) => return not_now("This was decided already."),
        Asked::Waiting(by) => {
            let by = long_day(by);
            return not_now(format!("The bidder can still explain its price, until the end of {by}."));
        }
        Asked::ToDecide => {}
    }
    let outcome = draft.text("outcome").and_then(LowOutcome::of).ok_or_else(Refusal::not_found)?;
    let row = low_price::ActiveModel {
        id: Unchanged(low.id),
        outcome: Set(Some(outcome)),
        reason: Set(Some(text(draft, "reason")?)),
        decided_at: Set(Some(now)),
        decided_by: Set(Some(person)),
        ..Default::default()
    };
    Ok(r.moving(Action::DecideLowPrice, seen)?.rests_on(&entered.bid.row).update(row))
}

/// Whether a bid fails a minimum that disqualifies. Nothing hangs on its price any more, so it need not explain it.
#[must_use]
pub(super) fn fails_minimum(r: &LotResult, bid: BidId) -> bool {
    let failed =
        |one: &EvaluatedBid| one.id == r.label(bid) && matches!(one.status, Status::FailedMinimum(_));
    r.evaluated().is_ok_and(|evaluation| evaluation.bids().iter().any(failed))
}

/// What is still to be decided of low prices before a ranking can be frozen. A bid that fails a minimum need not be asked;
/// once it was, it is decided.
pub(super) fn undecided(r: &LotResult) -> Vec<(BidId, String)> {
    let waits = |bid: BidId| r.low(bid).is_none_or(|low| low.outcome.is_none());
    let spared = |bid: BidId| r.low(bid).is_none() && fails_minimum(r, bid);
    let flagged = flagged(r).into_iter().map(|flag| flag.bid);
    let mut bids: Vec<BidId> = flagged.filter(|bid| waits(*bid) && !spared(*bid)).collect();
    let asked = r.standing().into_iter().map(|(entered, _)| entered.bid.row.id);
    bids.extend(asked.filter(|bid| r.low(*bid).is_some_and(|low| low.outcome.is_none())));
    bids.sort_unstable();
    bids.dedup();
    let says = |bid: &BidId| match r.low(*bid) {
        None => format!("{}: its price looks abnormally low. Ask the bidder to explain it.", r.label(*bid)),
        Some(_) => format!("{}: decide on its price, which looked abnormally low.", r.label(*bid)),
    };
    bids.iter().map(|bid| (*bid, says(bid))).collect()
}

#[cfg(test)]
mod tests;
