//! The rows of an opening: each bid that was opened, and the checks that it waits for.

use entity::id::RowId;
use entity::state::{CheckKind, CheckOutcome};
use entity::{bid_check, opened_bid};
use sea_orm::ActiveValue::Set;

use super::Submitted;
use crate::Change;
use crate::tender::Tender;

/// What is checked of every bidder, after the conditions of participation (Procurement Act 2023, sections 26 to 28).
pub(super) const GROUNDS: [CheckKind; 3] =
    [CheckKind::Mandatory, CheckKind::Discretionary, CheckKind::Debarment];

/// Adds them to the change, in the order of the bids.
pub(super) fn opened(
    mut change: Change,
    tender: &Tender,
    opening: RowId,
    bids: &[Submitted],
    ids: &[RowId],
) -> Change {
    let conditions: Vec<RowId> =
        tender.published().iter().flat_map(|terms| &terms.conditions).map(|condition| condition.id).collect();
    let asked = conditions.iter().map(|id| (CheckKind::Condition, Some(*id)));
    let checks: Vec<_> = asked.chain(GROUNDS.map(|kind| (kind, None))).collect();
    let mut ids = ids.iter().copied();
    for one in bids {
        change = ids.by_ref().take(1).fold(change, |change, id| change.insert(bid_row(id, opening, one)));
        for (position, ((kind, condition), id)) in
            (1..).zip(checks.iter().zip(ids.by_ref().take(checks.len())))
        {
            change = change.insert(bid_check::ActiveModel {
                id: Set(id),
                bid_id: Set(one.bid.id),
                position: Set(position),
                kind: Set(*kind),
                condition_id: Set(*condition),
                subject: Set(one.about.organisation.clone()),
                outcome: Set(CheckOutcome::Open),
                ..Default::default()
            });
        }
    }
    change
}

fn bid_row(id: RowId, opening: RowId, one: &Submitted) -> opened_bid::ActiveModel {
    opened_bid::ActiveModel {
        id: Set(id),
        opening_id: Set(opening),
        bid_id: Set(one.bid.id),
        submission_id: Set(one.submission.id),
        name: Set(one.about.organisation.clone()),
        digest: Set(one.submission.digest.clone()),
    }
}
