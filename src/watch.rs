//! What time alone causes, done: each contract that is in force is looked at once a day, and again when the authority's
//! settings move, such as its committee calendar.
//!
//! INVARIANT: it may run as often as one likes, and at several machines at once. What is to be done is said by
//! `rules::contract::due`, and each change rests on the version of the contract that was looked at: what another has
//! written meanwhile is passed over here, and looked at again in the next round.

use chrono::{DateTime, Utc};
use entity::id::{ContractId, RowId};
use rules::access::Actor;
use rules::contract::due::due;
use rules::law::clock::uk_date;
use rules::settings::Authority;

use crate::post::Pace;
use crate::store::{House, Store, StoreError};

/// How many contracts are noted as looked at in one step.
const AT_ONCE: u64 = 200;
/// How many notices and reminders of one contract are written in one change.
const MOST_ROWS: usize = 64;
/// How often one contract is looked at in one round, until nothing is left to be done.
const MOST_LOOKS: usize = 8;

/// What one round came to, in contracts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Those that were looked at to the end.
    pub looked_at: usize,
    /// The changes that were written.
    pub changes: usize,
    /// Those that someone else wrote meanwhile: they come again in the next round.
    pub passed_over: usize,
    /// Those that could not be looked at: they come again too, and the log names them.
    pub failed: usize,
}

/// What became of one contract.
enum Look {
    Done,
    PassedOver,
}

/// One round over every authority. It asks before each contract whether it is to stop.
pub async fn look(store: &Store, pace: Pace<'_>) -> Result<Round, StoreError> {
    let (house, mut round) = (store.reader(House), Round::default());
    for id in house.authorities().await? {
        if let Some(authority) = house.authority(id).await? {
            look_at_those_of(store, &authority, pace, &mut round).await?;
        }
    }
    Ok(round)
}

async fn look_at_those_of(
    store: &Store,
    authority: &Authority,
    pace: Pace<'_>,
    round: &mut Round,
) -> Result<(), StoreError> {
    let (house, today, mut after) = (store.reader(House), uk_date((pace.now)()), ContractId(0));
    loop {
        let ids = house.contracts_to_look_at(&authority.row, today, after, AT_ONCE).await?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        let mut done = Vec::with_capacity(ids.len());
        let mut stopped = Ok(false);
        for id in ids {
            stopped = match (pace.stop)() {
                true => Ok(true),
                false => match look_at(store, authority, id, (pace.now)(), round).await {
                    Ok(Look::Done) => {
                        done.push(id);
                        Ok(false)
                    }
                    Ok(Look::PassedOver) => {
                        round.passed_over += 1;
                        Ok(false)
                    }
                    Err(error @ StoreError::ClockBehind { .. }) => Err(error),
                    // One that cannot be looked at keeps nobody waiting behind it.
                    Err(error) => {
                        tracing::error!(contract = id.0, %error, "a contract could not be looked at");
                        round.failed += 1;
                        Ok(false)
                    }
                },
            };
            if !matches!(stopped, Ok(false)) {
                break;
            }
        }
        store.note_looked(&done, authority.row.version, today).await?;
        round.looked_at += done.len();
        if stopped? {
            return Ok(());
        }
    }
}

async fn look_at(
    store: &Store,
    authority: &Authority,
    id: ContractId,
    now: DateTime<Utc>,
    round: &mut Round,
) -> Result<Look, StoreError> {
    let (house, pen) = (store.reader(House), store.pen(Actor::house(), now));
    for _ in 0..MOST_LOOKS {
        let Some(contract) = house.contract(id).await? else { return Ok(Look::Done) };
        let sent = house.reminded(id).await?;
        let ask = |ids: &[RowId]| due(&contract, authority, &sent, ids, &Actor::house(), now);
        // Most days bring nothing: numbers for rows are taken only where there is something to write.
        if !matches!(ask(&[RowId(0); MOST_ROWS]), Ok(Some(_))) {
            return Ok(Look::Done);
        }
        let ids: Vec<_> = pen.new_ids(MOST_ROWS).await?.map(RowId).collect();
        let change = match ask(&ids) {
            Ok(Some(change)) => change,
            Ok(None) => return Ok(Look::Done),
            Err(refusal) => {
                tracing::error!(contract = id.0, says = refusal.first(), "time could bring nothing about");
                return Ok(Look::Done);
            }
        };
        match pen.apply(change, None).await {
            Ok(_) => round.changes += 1,
            Err(StoreError::Stale | StoreError::Taken) => return Ok(Look::PassedOver),
            Err(error) => return Err(error),
        }
    }
    Ok(Look::PassedOver)
}
