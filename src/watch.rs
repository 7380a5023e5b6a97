//! What time alone causes, done: each contract that is in force is looked at once a day, and again when the authority's
//! settings move, such as its committee calendar.
//!
//! INVARIANT: it may run as often as one likes, and at several machines at once. What is to be done is said by
//! `rules::contract::due` and `rules::returns::due`, and each change rests on the version of the contract that was looked at: what another has
//! written meanwhile is passed over here, and looked at again in the next round.

use chrono::{DateTime, Utc};
use entity::id::{ContractId, RowId};
use rules::access::Actor;
use rules::contract::due::due;
use rules::law::clock::uk_date;
use rules::settings::Authority;
use rules::{Change, Refusal, returns};

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

/// The contract itself, then its returns.
async fn look_at(
    store: &Store,
    authority: &Authority,
    id: ContractId,
    now: DateTime<Utc>,
    round: &mut Round,
) -> Result<Look, StoreError> {
    match look_at_contract(store, authority, id, now, round).await? {
        Look::Done => look_at_returns(store, id, now, round).await,
        Look::PassedOver => Ok(Look::PassedOver),
    }
}

async fn look_at_contract(
    store: &Store,
    authority: &Authority,
    id: ContractId,
    now: DateTime<Utc>,
    round: &mut Round,
) -> Result<Look, StoreError> {
    let house = store.reader(House);
    for _ in 0..MOST_LOOKS {
        let Some(contract) = house.contract(id).await? else { return Ok(Look::Done) };
        let sent = house.reminded(id).await?;
        let ask = |ids: &[i64]| {
            let ids: Vec<_> = ids.iter().copied().map(RowId).collect();
            due(&contract, authority, &sent, &ids, &Actor::house(), now)
        };
        if let Some(look) = bring_about(store, id, ask, now, round).await? {
            return Ok(look);
        }
    }
    Ok(Look::PassedOver)
}

async fn look_at_returns(
    store: &Store,
    id: ContractId,
    now: DateTime<Utc>,
    round: &mut Round,
) -> Result<Look, StoreError> {
    let house = store.reader(House);
    for _ in 0..MOST_LOOKS {
        let Some(monitoring) = house.monitoring(id).await? else { return Ok(Look::Done) };
        if monitoring.kpis.is_empty() {
            return Ok(Look::Done);
        }
        let mut sent = house.reminded(id).await?;
        sent.extend(house.lettered(id).await?);
        let ask = |ids: &[i64]| returns::due::due(&monitoring, &sent, ids, &Actor::house(), now);
        if let Some(look) = bring_about(store, id, ask, now, round).await? {
            return Ok(look);
        }
    }
    Ok(Look::PassedOver)
}

/// Asks what time has brought about and writes it; says what became of it once there is nothing left to write.
async fn bring_about(
    store: &Store,
    id: ContractId,
    ask: impl Fn(&[i64]) -> Result<Option<Change>, Refusal>,
    now: DateTime<Utc>,
    round: &mut Round,
) -> Result<Option<Look>, StoreError> {
    let pen = store.pen(Actor::house(), now);
    // Most days bring nothing: numbers for rows are taken only where there is something to write.
    if !matches!(ask(&[0; MOST_ROWS]), Ok(Some(_))) {
        return Ok(Some(Look::Done));
    }
    let ids: Vec<i64> = pen.new_ids(MOST_ROWS).await?.collect();
    let change = match ask(&ids) {
        Ok(Some(change)) => change,
        Ok(None) => return Ok(Some(Look::Done)),
        Err(refusal) => {
            tracing::error!(contract = id.0, says = refusal.first(), "time could bring nothing about");
            return Ok(Some(Look::Done));
        }
    };
    match pen.apply(change, None).await {
        Ok(_) => round.changes += 1,
        Err(StoreError::Stale | StoreError::Taken) => return Ok(Some(Look::PassedOver)),
        Err(error) => return Err(error),
    }
    Ok(None)
}
