//! The beginning: labels are drawn, and it is settled what makes a price look low, before anybody scores.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::{BidId, LotEvaluationId, RowId, ScoringId};
use entity::number::{BasisPoints, Version};
use entity::state::{LowRule, PanelSeat};
use entity::{bid_label, lot_evaluation, scoring};
use sea_orm::ActiveValue::Set;

use super::Entered;
use super::given::ticked;
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Choice as OneOf, Percent, Tick};
use crate::field::{Draft, Field, options};
use crate::tender::standing::of_their_authority;
use crate::tender::{Standing, Tender};
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// How an evaluation is done.
pub const BEGIN: &[Field] = &[
    Field::given(
        "masked",
        "The panel reads bids under labels, not names",
        "Names stay hidden until quality is signed off.",
        Tick,
    ),
    Field::given("low_rule", "What makes a price look abnormally low", "", OneOf(options::<LowRule>)),
    Field::optional("low_share", "Below by", "For example, 20.", Percent),
];

/// What is made outside the rules for a beginning: numbers of rows, and the order of the bids, drawn at random.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The number of the evaluation.
    pub id: ScoringId,
    /// A number for each lot, in the order of the terms.
    pub lots: Vec<LotEvaluationId>,
    /// Every opened bid, in the order in which labels are given, with a number for the row.
    pub order: Vec<(BidId, RowId)>,
}

/// Begins the evaluation of a tender's opened bids. `before` says whether one has begun already.
///
/// Refuses a second beginning, bids that are not opened yet, bids without a panel to read them, an order that is not one of exactly the opened bids, and a
/// share that is missing, nought or everything where the rule needs one.
pub fn begin(
    tender: &Tender,
    bids: &[Entered],
    before: Option<&scoring::Model>,
    drawn: &Drawn,
    draft: &Draft,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_begin(tender, bids, before.is_some(), actor, now)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    let terms = tender.published().ok_or_else(Refusal::not_found)?;
    let rule = draft.text("low_rule").and_then(LowRule::of).ok_or_else(Refusal::not_found)?;
    let share = share_of(draft, rule)?;
    let all: BTreeSet<BidId> = bids.iter().map(|entered| entered.bid.row.id).collect();
    let order: BTreeSet<BidId> = drawn.order.iter().map(|(bid, _)| *bid).collect();
    if all != order || order.len() != drawn.order.len() || drawn.lots.len() != terms.lots.len() {
        return Err(Refusal::not_found());
    }
    let row = scoring::ActiveModel {
        id: Set(drawn.id),
        version: Set(Version(1)),
        tender_id: Set(tender.row.id),
        masked: Set(ticked(draft, "masked")),
        low_rule: Set(rule),
        low_share: Set(share),
        begun_at: Set(now),
        person_id: Set(person),
    };
    let about = Subject::Tender(tender.row.id);
    let mut change = Change::of(Action::BeginEvaluation, about, Some(tender.row.authority_id));
    // It moves the tender, so that nobody is put on the panel as before the beginning at the same instant.
    change = change.moves(&tender.row, tender.row.version).insert(row);
    for (lot, id) in terms.lots.iter().zip(&drawn.lots) {
        change = change.insert(lot_evaluation::ActiveModel {
            id: Set(*id),
            version: Set(Version(1)),
            tender_id: Set(tender.row.id),
            lot_id: Set(lot.id),
            what_if_kept: Set(false),
            ..Default::default()
        });
    }
    for (at, (bid, id)) in drawn.order.iter().enumerate() {
        let row = bid_label::ActiveModel {
            id: Set(*id),
            tender_id: Set(tender.row.id),
            bid_id: Set(*bid),
            label: Set(label(at)),
        };
        // The record of actions is read before quality is signed off, so it must not tell whose label it is.
        change = change.insert(row).hiding(&["bid_id", "label"]);
    }
    Ok(change)
}

/// Without bids nobody need score: the evaluation then ends without an award.
fn must_have_panel(tender: &Tender, bids: &[Entered]) -> Result<(), Refusal> {
    let has = |seat: PanelSeat| tender.panel.iter().any(|member| member.seat == seat);
    let says = match (bids.is_empty(), has(PanelSeat::Moderator), has(PanelSeat::Evaluator)) {
        (true, _, _) | (false, true, true) => return Ok(()),
        (false, false, true) => "Put a moderator on the panel first.",
        (false, true, false) => "Put an evaluator on the panel first.",
        (false, false, false) => "Put a moderator and evaluators on the panel first.",
    };
    Err(Refusal::of(Why::NotNow, says))
}

/// Refuses before the bids have been opened, and where the tender was cancelled.
pub(crate) fn must_be_opened(tender: &Tender, now: DateTime<Utc>) -> Result<(), Refusal> {
    let says = match tender.standing(now) {
        Standing::Opened => return Ok(()),
        Standing::Draft | Standing::Open => "The evaluation begins once the bids have been opened.",
        Standing::Closed => "Two people must open the bids before the evaluation begins.",
        Standing::Cancelled => "This tender has been cancelled.",
    };
    Err(Refusal::of(Why::NotNow, says))
}

/// Whether the evaluation can be begun now by this person; `begun` says whether it has been.
pub fn may_begin(
    tender: &Tender,
    bids: &[Entered],
    begun: bool,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::RunEvaluation)?;
    must_be_opened(tender, now)?;
    if begun {
        return Err(Refusal::of(Why::NotNow, "The evaluation has begun already."));
    }
    must_have_panel(tender, bids)
}

fn share_of(draft: &Draft, rule: LowRule) -> Result<Option<BasisPoints>, Refusal> {
    let share = super::given::number(draft, "low_share").map(BasisPoints);
    let problem = match (rule, share) {
        (LowRule::ByEye, None) => return Ok(None),
        (LowRule::OthersMean | LowRule::Benchmark, Some(share))
            if share.0 > 0 && share < BasisPoints::WHOLE =>
        {
            return Ok(Some(share));
        }
        (LowRule::ByEye, Some(_)) => "Leave this empty: without a figure an officer looks at each price.",
        (LowRule::OthersMean | LowRule::Benchmark, Some(_)) => "Enter a share above 0% and below 100%.",
        (LowRule::OthersMean | LowRule::Benchmark, None) => "Enter by how much below, like 20.",
    };
    Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("low_share", problem)] })
}

/// `Bid A` to `Bid Z`, then `Bid AA`.
fn label(at: usize) -> String {
    let (mut letters, mut rest) = (String::new(), at);
    loop {
        let letter = char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default());
        letters.insert(0, letter);
        match (rest / 26).checked_sub(1) {
            Some(more) => rest = more,
            None => return format!("Bid {letters}"),
        }
    }
}

#[cfg(test)]
mod tests;
