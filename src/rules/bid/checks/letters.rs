//! Letters to a bidder about a check.

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::id::LetterId;
use entity::state::CheckOutcome;
use entity::{bid_check, tender};

use super::OpenedBid;
use crate::Letter;
use crate::field::long_day;

/// That they are asked something.
pub(super) fn asked(
    tender: &tender::Model,
    opened: &OpenedBid,
    check: &bid_check::Model,
    (asked, until): (&str, NaiveDate),
    id: LetterId,
    at: DateTime<Utc>,
) -> Letter {
    let says = format!(
        "{}\n\nThe council asks:\n\n{asked}\n\nYou can answer until the end of {}.",
        opening_words(tender, check),
        long_day(until)
    );
    let path = format!("/bids/{}/asked/{}", opened.bid.row.id.0, check.id.0);
    letter(tender, opened, check, ("asked", "The council asks about your bid", says, path), id, at)
}

/// What was decided.
pub(super) fn decided(
    tender: &tender::Model,
    opened: &OpenedBid,
    check: &bid_check::Model,
    (outcome, reason): (CheckOutcome, &str),
    id: LetterId,
    at: DateTime<Utc>,
) -> Letter {
    let what = match outcome {
        CheckOutcome::Passed => "It is passed.",
        CheckOutcome::PutRight => "It has been put right.",
        CheckOutcome::Replaced => "The sub-contractor has been replaced.",
        CheckOutcome::Failed => "It is failed, so your bid is not taken further.",
        CheckOutcome::Open | CheckOutcome::Asked => "It is still to be decided.",
    };
    let says = format!("{}\n\n{what}\n\nReason:\n\n{reason}", opening_words(tender, check));
    let path = format!("/bids/{}", opened.bid.row.id.0);
    letter(tender, opened, check, ("decided", "A check of your bid was decided", says, path), id, at)
}

fn opening_words(tender: &tender::Model, check: &bid_check::Model) -> String {
    format!(
        "This is about your bid for {} ({}): {}, {}.",
        tender.title,
        tender.reference,
        check.kind.label().to_lowercase(),
        check.subject
    )
}

fn letter(
    tender: &tender::Model,
    opened: &OpenedBid,
    check: &bid_check::Model,
    (what, subject, says, path): (&str, &str, String, String),
    id: LetterId,
    at: DateTime<Utc>,
) -> Letter {
    Letter {
        id,
        to: opened.bid.row.organisation_id,
        tender: Some(tender.id),
        contract: None,
        once: format!("{what}/{}/{}", check.id.0, opened.bid.row.version.0),
        subject: format!("{subject}: {}", tender.reference),
        says,
        path,
        at,
    }
}
