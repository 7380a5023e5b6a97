//! Files that show what figures rest on.

use chrono::{DateTime, Utc};
use entity::id::{KpiId, RowId};
use entity::number::Version;
use entity::return_evidence;
use sea_orm::ActiveValue::{Set, Unchanged};

use super::standing::{Writable, not_now};
use super::{Monitoring, Return};
use crate::access::Actor;
use crate::bid::{FileName, Kept};
use crate::field::Kind::Line;
use crate::field::{Draft, Field};
use crate::{Action, Change, Problem, Refusal, Why};

/// What is asked beside the file itself and the figure that it is for.
pub const ADD: &[Field] =
    &[Field::given("title", "What it shows", "Such as: register of sessions, without names.", Line)];

/// How many files a return may have.
pub const MOST: usize = 50;

/// Whether this person may add a file for a figure, or for the return as a whole, before a byte of it is read.
pub fn may_add(
    monitoring: &Monitoring,
    one: &Return,
    kpi: Option<KpiId>,
    actor: &Actor,
) -> Result<(), Refusal> {
    may_change(monitoring, one, kpi, actor)?;
    if one.files().count() >= MOST {
        return not_now(format!("A return has {MOST} files at most. Take one out first."));
    }
    Ok(())
}

fn may_change(
    monitoring: &Monitoring,
    one: &Return,
    kpi: Option<KpiId>,
    actor: &Actor,
) -> Result<(), Refusal> {
    monitoring.may_fill(one, actor)?;
    let writable = one.writable();
    let Some(kpi) = kpi else {
        return match writable {
            Writable::All => Ok(()),
            Writable::Only(_) | Writable::Locked => not_now("Add files to the figures that are asked about."),
        };
    };
    let asked = monitoring.asked_of(monitoring.kpi(kpi)?, one).filter(super::Asked::is_providers);
    asked.ok_or_else(Refusal::not_found)?;
    if writable.holds(kpi) {
        return Ok(());
    }
    not_now("Only the figures that the council asks about can be changed now.")
}

/// Adds a file that has come whole.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn add(
    monitoring: &Monitoring,
    one: &Return,
    kpi: Option<KpiId>,
    id: RowId,
    draft: &Draft,
    (file, kept): (&FileName, &Kept),
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_add(monitoring, one, kpi, actor)?;
    if kept.bytes <= 0 {
        let says = "This file is empty. Choose another.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("file", says)] });
    }
    let row = return_evidence::ActiveModel {
        id: Set(id),
        return_id: Set(one.row.id),
        kpi_id: Set(kpi),
        title: Set(draft.text("title").unwrap_or_default().to_owned()),
        name: Set(file.name.clone()),
        media: Set(file.media.clone()),
        bytes: Set(kept.bytes),
        sha256: Set(kept.sha256.clone()),
        object: Set(kept.object.clone()),
        added_at: Set(now),
        person_id: Set(actor.person.ok_or_else(Refusal::not_found)?),
        withdrawn: Set(false),
    };
    let change = one.moving(Action::AddEvidence, seen).on("Evidence");
    Ok(change.insert(row).hiding(&["object"]))
}

/// Takes a file out. What was submitted with it keeps it.
pub fn remove(
    monitoring: &Monitoring,
    one: &Return,
    id: RowId,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    let file = one.files().find(|file| file.id == id).ok_or_else(Refusal::not_found)?;
    may_change(monitoring, one, file.kpi_id, actor)?;
    let row = return_evidence::ActiveModel { id: Unchanged(id), withdrawn: Set(true), ..Default::default() };
    Ok(one.moving(Action::RemoveEvidence, seen).on("Evidence").update(row))
}

#[cfg(test)]
mod tests;
