//! Being told of what happens to a tender.

use chrono::{DateTime, Utc};
use entity::follower;
use entity::id::{OrganisationId, PersonId, RowId};
use sea_orm::ActiveValue::Set;

use super::{Standing, Tender};
use crate::access::{Act, Actor, may};
use crate::{Action, Change, Refusal, Subject, Why};

/// Wants to be told. Refuses what is told already, and a tender that nothing more happens to for providers.
pub fn follow(tender: &Tender, id: RowId, actor: &Actor, now: DateTime<Utc>) -> Result<Change, Refusal> {
    may(actor, Act::WriteBid)?;
    let organisation = actor.organisation().ok_or_else(Refusal::not_found)?;
    let person = actor.person.ok_or_else(Refusal::not_found)?;
    match tender.standing(now) {
        Standing::Open | Standing::Closed => {}
        Standing::Draft => return Err(Refusal::not_found()),
        Standing::Opened | Standing::Cancelled => {
            return Err(Refusal::of(
                Why::NotNow,
                "This tender has ended for new bidders. There is no more news of it.",
            ));
        }
    }
    if tender.told().contains(&organisation) {
        return Err(Refusal::of(Why::NotNow, "You are told of this tender already."));
    }
    let row = follower_row(id, tender, organisation, person, now);
    Ok(about(tender, Action::FollowTender).rests_on(&tender.row).insert(row))
}

/// No longer wants to be told. Whoever has a bid is told of every change to what they bid for (`bids` is how many they
/// have begun and not withdrawn).
pub fn unfollow(tender: &Tender, bids: u64, actor: &Actor, now: DateTime<Utc>) -> Result<Change, Refusal> {
    may(actor, Act::WriteBid)?;
    let organisation = actor.organisation().ok_or_else(Refusal::not_found)?;
    if tender.standing(now) == Standing::Draft {
        return Err(Refusal::not_found());
    }
    if bids > 0 {
        let says = "You have a bid for this tender, so you are told of every change to it.";
        return Err(Refusal::of(Why::NotNow, says));
    }
    let row = tender.followers.iter().find(|row| row.organisation_id == organisation);
    let row = row.ok_or_else(|| Refusal::of(Why::NotNow, "You are not told of this tender."))?;
    Ok(about(tender, Action::UnfollowTender).delete::<_, follower::ActiveModel>(row.clone()))
}

/// The row by which a provider is told.
pub(crate) fn follower_row(
    id: RowId,
    tender: &Tender,
    organisation: OrganisationId,
    person: PersonId,
    now: DateTime<Utc>,
) -> follower::ActiveModel {
    follower::ActiveModel {
        id: Set(id),
        tender_id: Set(tender.row.id),
        organisation_id: Set(organisation),
        person_id: Set(person),
        since: Set(now),
    }
}

/// Without an authority: who is interested is not for the council to see in its record.
fn about(tender: &Tender, action: Action) -> Change {
    Change::of(action, Subject::Tender(tender.row.id), None)
}

#[cfg(test)]
mod tests;
