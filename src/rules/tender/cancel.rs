//! The end of a tender without an award, and the notice that is then due.

use chrono::{DateTime, Utc};
use entity::id::LetterId;
use entity::number::Version;
use entity::state::TenderStage;
use entity::{opportunity, tender};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::Tender;
use super::law::law_of;
use super::publish::{CANCELLED, about};
use super::standing::{Standing, of_their_authority};
use super::tell::tell;
use crate::access::{Act, Actor, may};
use crate::field::Draft;
use crate::field::Field;
use crate::field::Kind::{Line, Prose};
use crate::law::clock::uk_date;
use crate::law::notices::{Duty, Event, for_finding};
use crate::law::regime::Regime;
use crate::procurement::Procurement;
use crate::{Action, Change, Refusal, Why};

/// Why a tender ends.
pub const CANCEL: &[Field] =
    &[Field::given("cancel_reason", "Why it is cancelled", "Everyone who follows it is told.", Prose)];

/// The notice that the procurement has ended.
pub const ENDING_NOTICE: &[Field] =
    &[Field::given("ending_notice", "Reference of the notice", "As the official site gives it.", Line)];

/// Cancels a tender, at any time before an award. That is final; every follower is told why.
pub fn cancel(
    tender: &Tender,
    draft: &Draft,
    letters: &[LetterId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_cancel(tender, actor, now)?;
    let row = draft.onto(tender::ActiveModel {
        id: Unchanged(tender.row.id),
        stage: Set(TenderStage::Cancelled),
        cancelled_at: Set(Some(now)),
        amending: Set(false),
        ..Default::default()
    });
    let mut change = about(tender, Action::CancelTender, seen).update(keep_gaps(row, tender));
    if tender.row.terms_number > 0 {
        change = change.update(opportunity::ActiveModel {
            tender_id: Unchanged(tender.row.id),
            cancelled_at: Set(Some(now)),
            changed_at: Set(now),
            ..Default::default()
        });
    }
    let reason = draft.text("cancel_reason").unwrap_or_default();
    let subject = format!("Tender {} has been cancelled", tender.row.reference);
    let says = format!(
        "The tender “{}” has been cancelled. No contract will be awarded in it, and bids will not be looked \
         at.\n\n{reason}",
        tender.title()
    );
    tell(change, tender, letters, "cancelled", (subject, says), now)
}

/// Whether this person may cancel it now.
pub fn may_cancel(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    match tender.standing(now) {
        Standing::Draft | Standing::Open | Standing::Closed | Standing::Opened => Ok(()),
        Standing::Cancelled => Err(Refusal::of(Why::NotNow, CANCELLED)),
    }
}

/// Records the notice that the procurement has ended, once.
pub fn record_ending_notice(
    tender: &Tender,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_record_ending_notice(tender, actor, now)?;
    let row = draft.onto(tender::ActiveModel { id: Unchanged(tender.row.id), ..Default::default() });
    Ok(about(tender, Action::RecordEndingNotice, seen).update(keep_gaps(row, tender)))
}

/// Whether this person may record it now.
pub fn may_record_ending_notice(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<(), Refusal> {
    of_their_authority(tender, actor)?;
    may(actor, Act::WriteTender)?;
    let says = match (tender.standing(now), &tender.row.ending_notice) {
        (Standing::Cancelled, None) => return Ok(()),
        (Standing::Cancelled, Some(_)) => "The notice has been recorded already.",
        (Standing::Draft | Standing::Open | Standing::Closed | Standing::Opened, _) => {
            "The notice follows when a tender is cancelled."
        }
    };
    Err(Refusal::of(Why::NotNow, says))
}

/// A form of one field says nothing of why others are empty.
fn keep_gaps(mut row: tender::ActiveModel, tender: &Tender) -> tender::ActiveModel {
    row.gaps = Unchanged(tender.row.gaps.clone());
    row
}

/// Which notice is due because it was cancelled, and when; nothing before, once it is recorded, where nothing was
/// officially announced, or where the law asks for none.
#[must_use]
pub fn ending_notice_due(tender: &Tender, procurement: &Procurement, now: DateTime<Utc>) -> Option<String> {
    let row = &tender.row;
    let announced = super::compose::first_notice(tender)?;
    if tender.standing(now) != Standing::Cancelled || row.ending_notice.is_some() {
        return None;
    }
    let law = law_of(tender, procurement, now);
    if law.regime == Regime::CannotTell {
        let says = "What is recorded does not tell which law it falls under. Find out which notice is due now \
                    that it is cancelled.";
        return Some(says.to_owned());
    }
    let value = law.tested.as_ref().map(|tested| tested.value);
    let notices = for_finding(law.regime, law.light_touch, law.standing, uk_date(announced), value);
    let due = notices
        .into_iter()
        .find(|notice| notice.due.event() == Some(Event::NoAward) && notice.duty != Duty::Optional)?;
    let number = due.kind.number().map(|number| format!(" ({number})")).unwrap_or_default();
    Some(format!("{}{number}: due {}. {}.", due.kind.words(), due.due.words(), due.source))
}

#[cfg(test)]
mod tests;
