//! Pass or fail: conditions of participation and grounds for exclusion, decided by procurement officers and never by the
//! panel, once the bids are opened and before anything is scored (Procurement Act 2023, sections 22, 26 to 28).

mod decide;
mod exchange;
mod letters;

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::RowId;
use entity::number::Version;
use entity::state::{CheckKind, CheckOutcome};
use entity::{bid_check, tender};
use sea_orm::ActiveValue::Set;

use super::Bid;
use crate::access::{Act, Actor, may};
use crate::field::Kind::{Choice as OneOf, Day, Line, Prose};
use crate::field::{Draft, Field};
use crate::tender::standing::of_their_authority;
use crate::tender::{Standing, Tender};
use crate::{Action, Change, Problem, Refusal, Subject, Why};

pub use decide::{decide, record_notified};
pub use exchange::{ask, may_respond, respond};

/// The fields of a decision.
pub const DECIDE: &[Field] = &[
    Field::given("outcome", "What came of it", "", OneOf(decided)),
    Field::optional("finding", "What was found", "What was looked at, and what it showed.", Prose),
    Field::optional(
        "reason",
        "Reason",
        "Needed unless it passed at once. The bidder reads it where they were asked, or where it failed.",
        Prose,
    ),
];

/// The fields of asking the bidder.
pub const ASK: &[Field] = &[
    Field::given(
        "asked",
        "What the bidder is asked",
        "What to put right or explain, or whom to replace.",
        Prose,
    ),
    Field::given(
        "respond_by",
        "Last day for their answer",
        "A working day. Leave them a reasonable time: at least five working days is usual.",
        Day,
    ),
];

/// The fields of the bidder's answer.
pub const RESPOND: &[Field] =
    &[Field::given("response", "Your answer", "You can send it once, so check it first.", Prose)];

/// The fields of a sub-contractor to check.
pub const SUBCONTRACTOR: &[Field] =
    &[Field::given("subject", "Name of the sub-contractor", "As the bid names them.", Line)];

/// The fields of an onward notification.
pub const NOTIFIED: &[Field] = &[Field::given(
    "notified",
    "Reference of the notification",
    "To the appropriate authority, of this exclusion.",
    Line,
)];

fn decided() -> Vec<(String, String)> {
    [CheckOutcome::Passed, CheckOutcome::PutRight, CheckOutcome::Replaced, CheckOutcome::Failed]
        .map(|outcome| (outcome.code().to_owned(), outcome.label().to_owned()))
        .to_vec()
}

/// A bid that was opened, as the council's officers see it: outer rows and checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedBid {
    /// The bid.
    pub bid: Bid,
    /// As it was recorded when it was opened.
    pub opened: entity::opened_bid::Model,
}

/// How a bid stands after its checks so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BidStanding {
    /// Everything passed, was put right or replaced.
    In,
    /// So many checks are still to be decided.
    Checking(usize),
    /// At least one failed; why.
    Out(Vec<String>),
}

impl BidStanding {
    /// As pages show it.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::In => "In: every check passed".to_owned(),
            Self::Checking(1) => "1 check to decide".to_owned(),
            Self::Checking(left) => format!("{left} checks to decide"),
            Self::Out(_) => "Out".to_owned(),
        }
    }
}

/// How a bid stands.
#[must_use]
pub fn standing_of(checks: &[bid_check::Model]) -> BidStanding {
    let mut left = 0;
    let mut out = Vec::new();
    for check in checks {
        match check.outcome {
            CheckOutcome::Failed => out.push(check.reason.clone().unwrap_or_default()),
            CheckOutcome::Open | CheckOutcome::Asked => left += 1,
            CheckOutcome::Passed | CheckOutcome::PutRight | CheckOutcome::Replaced => {}
        }
    }
    match (out.is_empty(), left) {
        (false, _) => BidStanding::Out(out),
        (true, 0) => BidStanding::In,
        (true, left) => BidStanding::Checking(left),
    }
}

/// Whether a failure of this check excludes a supplier, so that the bidder must be heard first and others are told.
#[must_use]
pub fn is_exclusion(kind: CheckKind) -> bool {
    match kind {
        CheckKind::Condition => false,
        CheckKind::Mandatory | CheckKind::Discretionary | CheckKind::Debarment => true,
    }
}

/// Whether this person decides checks of the tender's bids now.
pub fn may_check(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::DecideChecks)?;
    if tender.is_on_panel(actor.person) {
        let says = "You are on the panel of this tender, so someone else decides its checks.";
        return Err(Refusal::of(Why::NotYours, says));
    }
    match tender.standing(now) {
        Standing::Opened => Ok(()),
        Standing::Draft | Standing::Open | Standing::Closed => {
            Err(Refusal::of(Why::NotNow, "Bids are checked once they have been opened."))
        }
        Standing::Cancelled => Err(Refusal::of(Why::NotNow, "This tender has been cancelled.")),
    }
}

/// Adds the checks of a sub-contractor that the bid relies on: its exclusion grounds and the debarment list (sections
/// 28(1) and 58, known).
pub fn add_subcontractor(
    tender: &Tender,
    opened: &OpenedBid,
    ids: &[RowId; 3],
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_check(tender, actor, now)?;
    of_this_tender(tender, opened)?;
    let subject = draft.text("subject").ok_or_else(Refusal::not_found)?;
    if opened.bid.checks.iter().any(|check| check.subject.to_lowercase() == subject.to_lowercase()) {
        let says = format!("{subject} is checked already. See below.");
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("subject", says)] });
    }
    let last = opened.bid.checks.iter().map(|check| check.position).max().unwrap_or_default();
    let kinds = [CheckKind::Mandatory, CheckKind::Discretionary, CheckKind::Debarment];
    let mut change = about(&tender.row, Action::AddCheck, opened, seen).on("sub-contractor");
    for ((kind, id), position) in kinds.into_iter().zip(ids).zip(last + 1..) {
        change = change.insert(bid_check::ActiveModel {
            id: Set(*id),
            bid_id: Set(opened.bid.row.id),
            position: Set(position),
            kind: Set(kind),
            subject: Set(subject.to_owned()),
            outcome: Set(CheckOutcome::Open),
            ..Default::default()
        });
    }
    Ok(change)
}

fn of_this_tender(tender: &Tender, opened: &OpenedBid) -> Result<(), Refusal> {
    let fits = opened.bid.row.tender_id == tender.row.id && opened.opened.bid_id == opened.bid.row.id;
    if fits { Ok(()) } else { Err(Refusal::not_found()) }
}

/// A check of a bid of this tender, for whoever decides it now.
fn check_of<'a>(
    tender: &Tender,
    opened: &'a OpenedBid,
    check: RowId,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<&'a bid_check::Model, Refusal> {
    may_check(tender, actor, now)?;
    of_this_tender(tender, opened)?;
    opened.bid.checks.iter().find(|row| row.id == check).ok_or_else(Refusal::not_found)
}

fn about(tender: &tender::Model, action: Action, opened: &OpenedBid, seen: Version) -> Change {
    let row = &opened.bid.row;
    Change::of(action, Subject::Bid(row.id), Some(tender.authority_id)).moves(row, seen)
}

#[cfg(test)]
mod tests;
