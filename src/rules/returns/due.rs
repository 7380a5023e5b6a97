//! What time alone causes to returns: periods that open, reminders before the day, chasers after it.
//!
//! INVARIANT: doing it twice does nothing twice. Each return has the number of its period, each letter and reminder a key of
//! its own, and where nothing is left to do there is no change. The day on which a return is due is read, never moved.

mod told;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use entity::contract_return;
use entity::id::{LetterId, ReturnId, RowId};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::periods::with_opened;
use super::{Monitoring, Return};
use crate::access::{Actor, Side};
use crate::law::clock::uk_date;
use crate::{Action, Change, Letter, Refusal, Subject};

pub use told::{CHASE_AFTER, REMIND_BEFORE, Tell, To};

/// What time has brought about to the returns of a contract; nothing where it has brought nothing.
///
/// `sent` are the keys of letters and reminders that were written before; `ids` are for returns, letters and reminders, and
/// what they do not suffice for comes with the next turn. Only the house itself may ask.
pub fn due(
    monitoring: &Monitoring,
    sent: &BTreeSet<String>,
    ids: &[i64],
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<Change>, Refusal> {
    if actor.side != Side::House {
        return Err(Refusal::not_found());
    }
    let today = uk_date(now);
    let opening = monitoring.to_open(today);
    let moving: Vec<_> = monitoring.handed_over().collect();
    let mut telling = told::all(monitoring, now);
    telling.retain(|tell| !sent.contains(&tell.once));
    if opening.is_empty() && moving.is_empty() && telling.is_empty() {
        return Ok(None);
    }
    let row = &monitoring.contract.row;
    let action = if opening.is_empty() { Action::TimePasses } else { Action::OpenReturns };
    let mut change = Change::of(action, Subject::Contract(row.id), Some(row.authority_id)).rests_on(row);
    for one in moving {
        change = change.moves(&one.row, one.row.version).update(contract_return::ActiveModel {
            id: Unchanged(one.row.id),
            organisation_id: Set(row.organisation_id),
            // Nobody signs what another provider has prepared.
            stage: Set(one.stage_handed_over()),
            prepared_by: Set(None),
            prepared_at: Set(None),
            ..Default::default()
        });
    }
    let returns: Vec<_> = ids.iter().take(opening.len()).map(|id| ReturnId(*id)).collect();
    let rest = ids.get(opening.len()..).unwrap_or_default();
    change = with_opened(change, monitoring, &opening, &returns, now);
    Ok(Some(
        telling
            .into_iter()
            .zip(rest)
            .fold(change, |change, (tell, id)| with_told(change, monitoring, tell, *id, now)),
    ))
}

/// Writes what is told: a letter to the provider, a reminder to whoever manages the contract.
fn with_told(change: Change, monitoring: &Monitoring, tell: Tell, id: i64, now: DateTime<Utc>) -> Change {
    let row = &monitoring.contract.row;
    match tell.to {
        To::Provider(to) => change.letter(Letter {
            id: LetterId(id),
            to,
            tender: None,
            contract: Some(row.id),
            once: tell.once,
            subject: tell.subject,
            says: tell.says,
            path: tell.path,
            at: now,
        }),
        To::Manager => change.insert(entity::reminder::ActiveModel {
            id: Set(RowId(id)),
            authority_id: Set(row.authority_id),
            contract_id: Set(row.id),
            once: Set(tell.once),
            on_day: Set(tell.on),
            says: Set(tell.says),
            path: Set(tell.path),
            at: Set(now),
            tries: Set(0),
            lease_until: Set(None),
            sent_at: Set(None),
        }),
    }
}

impl Monitoring {
    /// Returns that nobody has submitted yet and that are with a provider that no longer has the contract: they go over to
    /// the one that has. What was submitted stays with whoever submitted it.
    fn handed_over(&self) -> impl Iterator<Item = &Return> {
        let own = self.contract.row.organisation_id;
        self.returns.iter().filter(move |one| one.is_awaited() && one.row.organisation_id != own)
    }
}

impl Return {
    /// Whether nobody has submitted it yet and it is still waited for.
    #[must_use]
    pub fn is_awaited(&self) -> bool {
        self.is_with_provider() && !self.is_returned()
    }

    /// How many days are left to its day; nothing once that has gone by.
    fn days_left(&self, today: NaiveDate) -> Option<i64> {
        let left = self.row.due_on.signed_duration_since(today).num_days();
        (left >= 0).then_some(left)
    }
}

#[cfg(test)]
mod tests;
