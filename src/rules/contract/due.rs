//! What time alone causes to a contract: its term runs out, notices fall due, reminders, the columns lists sort by.
//!
//! INVARIANT: doing it twice does nothing twice. A change rests on the version of the contract, each reminder and each notice
//! has a key of its own, and where nothing is left to do there is no change.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::id::RowId;
use entity::reminder;
use entity::state::{ContractStage, StepKind};
use sea_orm::ActiveModelTrait;
use sea_orm::IntoActiveModel;

use super::Contract;
use super::derived::{is_kept_up, keep_up};
use super::end::{ended, how_its_term_ends};
use super::law::law_of;
use super::notices::{missing, with_missing};
use crate::access::{Actor, Side};
use crate::field::long_day;
use crate::law::clock::uk_date;
use crate::law::notices::Kind;
use crate::settings::Authority;
use crate::{Action, Change, Refusal};

/// How many days before a day people are reminded of it.
pub const REMIND_BEFORE: [i64; 4] = [91, 28, 7, 1];

/// A reminder that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remind {
    /// What makes it the only one of its kind.
    pub once: String,
    /// The day that it reminds of.
    pub on: NaiveDate,
    /// What it says.
    pub says: String,
    /// Where to look: a path of our own site.
    pub path: String,
}

/// Every reminder whose time has come by today: for each day ahead, the nearest of the set days before it.
///
/// A day that moves, as when the calendar changes, has reminders of its own.
#[must_use]
pub fn reminders(contract: &Contract, authority: &Authority, today: NaiveDate) -> Vec<Remind> {
    if contract.row.stage != ContractStage::InForce {
        return Vec::new();
    }
    let mut all = Vec::new();
    for point in contract.points(authority, today).unwrap_or_default() {
        let Some(next) = &point.next else { continue };
        let path = format!("/contracts/{}/breaks/{}", contract.row.reference, point.period.id.0);
        if let (Some(on), Some(window)) = (next.on, next.on.and_then(|on| window(on, today))) {
            let says = format!("{}: {}.", contract.row.title, next.words());
            all.push(remind(
                contract,
                &format!("period/{}/{}", point.period.id.0, next.step.code()),
                on,
                window,
                says,
                path.clone(),
            ));
        }
        if let Some(trouble) = next.trouble.as_ref().filter(|_| next.is_loud()) {
            let says = format!("{}: {trouble}", contract.row.title);
            let on = point.plan.on(StepKind::Received).unwrap_or(point.span.last);
            // Once for each window before the last day for notice, and once from the start.
            let window = window(on, today).unwrap_or(i64::MAX);
            all.push(remind(
                contract,
                &format!("trouble/{}", point.period.id.0),
                on,
                window,
                says,
                path.clone(),
            ));
        }
        for (step, on) in &next.missed {
            let says = format!(
                "{}: {} was {}, and is not recorded as done.",
                contract.row.title,
                step.label(),
                long_day(*on)
            );
            all.push(remind(
                contract,
                &format!("missed/{}/{}", point.period.id.0, step.code()),
                *on,
                0,
                says,
                path.clone(),
            ));
        }
    }
    for notice in contract.notices.iter().filter(|row| row.published_on.is_none() && row.not_needed.is_none())
    {
        let (Some(on), Some(kind)) = (notice.due_on, Kind::of(&notice.kind)) else { continue };
        let Some(window) = window(on, today) else { continue };
        let says = format!("{}: {} is due by {}.", contract.row.title, kind.words(), long_day(on));
        let path = format!("/contracts/{}/notices", contract.row.reference);
        all.push(remind(contract, &format!("notice/{}", notice.once), on, window, says, path));
    }
    all
}

fn remind(contract: &Contract, what: &str, on: NaiveDate, window: i64, says: String, path: String) -> Remind {
    Remind { once: format!("contract/{}/{what}/{on}/{window}", contract.row.id.0), on, says, path }
}

/// The nearest of the set days before a day that has come, if one has.
fn window(on: NaiveDate, today: NaiveDate) -> Option<i64> {
    let left = on.signed_duration_since(today).num_days();
    REMIND_BEFORE.into_iter().rev().find(|days| (0..=*days).contains(&left))
}

/// What time has brought about since this contract was last looked at; nothing where it has brought nothing.
///
/// `sent` are the keys of reminders that were written before; `ids` are for notices and reminders, and what they do not
/// suffice for comes with the next turn. Only the house itself, at `tick`, may ask.
pub fn due(
    contract: &Contract,
    authority: &Authority,
    sent: &BTreeSet<String>,
    ids: &[RowId],
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Option<Change>, Refusal> {
    if actor.side != Side::House || authority.row.id != contract.row.authority_id {
        return Err(Refusal::not_found());
    }
    let today = uk_date(now);
    let change = contract.moving(Action::TimePasses, contract.row.version);
    if let Some((on, place)) = expired(contract, today) {
        let how = how_its_term_ends(contract, place);
        return Ok(Some(ended(change, contract, authority, (on, how, None), ids, now)));
    }
    let finding = law_of(contract, now);
    let notices = missing(contract, &finding, today).len().min(ids.len());
    let fresh = reminders(contract, authority, today).into_iter().filter(|one| !sent.contains(&one.once));
    let fresh: Vec<_> = fresh.zip(&ids[notices..]).collect();
    let kept_up = contract.row.stage != ContractStage::InForce || is_kept_up(contract, authority, today);
    if notices == 0 && fresh.is_empty() && kept_up {
        return Ok(None);
    }
    let mut change = with_missing(change, contract, &finding, &ids[..notices], now);
    for (one, id) in fresh {
        change = change.insert(reminder_row(contract, one, *id, now).into_active_model().reset_all());
    }
    Ok(Some(if kept_up { change } else { change.update(keep_up(contract, authority, today)) }))
}

/// The last day of a contract whose term, as it stands, has run out, with the part that it ends with.
fn expired(contract: &Contract, today: NaiveDate) -> Option<(NaiveDate, usize)> {
    if contract.row.stage != ContractStage::InForce {
        return None;
    }
    let term = contract.term(today).ok()?;
    (term.ends_on() < today).then(|| (term.ends_on(), term.reach.ends))
}

fn reminder_row(contract: &Contract, one: Remind, id: RowId, now: DateTime<Utc>) -> reminder::Model {
    reminder::Model {
        id,
        authority_id: contract.row.authority_id,
        contract_id: contract.row.id,
        once: one.once,
        on_day: one.on,
        says: one.says,
        path: one.path,
        at: now,
        tries: 0,
        lease_until: None,
        sent_at: None,
    }
}

#[cfg(test)]
mod tests;
