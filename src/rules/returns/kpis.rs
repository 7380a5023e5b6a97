//! KPIs: taken from the outcomes table, written, changed from a day on, stopped.
//!
//! INVARIANT: what a submitted return was asked stays as it was. A change counts from the first day of a period after the
//! last one that was submitted, signed or given up, and each version keeps its day.

mod clash;
mod fields;
mod from;
mod take;
mod targets;

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::{KpiId, RowId};
use entity::number::{Hundredths, Version as Seen};
use entity::state::{Direction, KpiKind, YesNo};
use entity::{contract, kpi, kpi_target, kpi_version};
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::{NotSet, Set, Unchanged};
use sea_orm::TryIntoModel;

use super::standing::not_now;
use super::{Kpi, Monitoring, Version};
use crate::access::{Act, Actor};
use crate::field::Draft;
use crate::law::clock::uk_date;
use crate::law::dates::minus_days;
use crate::scoring::given::{number, text};
use crate::{Action, Change, Refusal, Subject};

pub use clash::{clashes, target_fault};
pub use fields::{CHANGE, STOP, fields, holds, unsaid};
pub(crate) use take::with_outcomes;
pub use take::{Proposal, proposals, proposed_kind, take_outcomes};
pub use targets::{TargetOf, targets, targets_of, text_of};

/// The most KPIs that a contract has, stopped ones included.
pub const MOST: usize = 200;

/// The numbers of a KPI that is added.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// Of the KPI.
    pub kpi: KpiId,
    /// Of its first version.
    pub version: RowId,
}

/// Adds a KPI under an outcome, by [`fields`] of its kind. `seen` is the version of the contract.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn add(
    monitoring: &Monitoring,
    outcome: RowId,
    kind: KpiKind,
    ids: Numbers,
    draft: &Draft,
    seen: Seen,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.council_acts(Act::WriteKpis, actor)?;
    let outcome = monitoring.outcome(outcome)?;
    if monitoring.kpis.len() >= MOST {
        return not_now(format!("This contract has {MOST} KPIs, which is the most it can have."));
    }
    let from_on = monitoring.first_day_given(None, draft, uk_date(now))?;
    let row = kpi_version::ActiveModel {
        id: Set(ids.version),
        kpi_id: Set(ids.kpi),
        number: Set(1),
        from_on: Set(from_on),
        kind: Set(kind),
        at: Set(now),
        person_id: Set(Some(person)),
        reason: Set(None),
        ..laid(blank(), kind, draft)
    };
    let row = judged(row)?;
    let change = monitoring.contract.moving(Action::AddKpi, seen).update(monitoring.look_again());
    Ok(change.insert(first(monitoring, outcome.id, ids.kpi, 0)).insert(row))
}

/// Changes a KPI from the first day of a period on. `targets` are numbers for the targets of coming periods, which go with
/// it: as many as [`Version::targets`] of the present version.
///
/// Where no return has been opened that asks for the version that stands, that version is put right instead.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn change(
    monitoring: &Monitoring,
    kpi: KpiId,
    id: RowId,
    targets: &[RowId],
    draft: &Draft,
    seen: Seen,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.council_acts(Act::WriteKpis, actor)?;
    let kpi = monitoring.going_on(kpi)?;
    let latest = kpi.latest().ok_or_else(Refusal::not_found)?;
    let from_on = monitoring.first_day_given(Some(kpi), draft, uk_date(now))?;
    let asked = monitoring.returns.iter().any(|one| one.row.first_on >= latest.row.from_on);
    let in_place = !asked && from_on == latest.row.from_on;
    let was: kpi_version::ActiveModel = latest.row.clone().into();
    let mut row = laid(was, latest.row.kind, draft);
    if latest.row.people.is_some() {
        row.people = Unchanged(latest.row.people);
    }
    (row.from_on, row.at, row.person_id) = (Set(from_on), Set(now), Set(Some(person)));
    row.reason = Set(Some(text(draft, "reason")?));
    let row = judged(row)?;
    let change = monitoring.resting_on_asked(monitoring.moving_kpi(Action::ChangeKpi, kpi, seen), from_on);
    if in_place {
        return Ok(change.update(row));
    }
    let last = kpi.versions.iter().map(|version| version.row.number).max().unwrap_or(0);
    let mut new = kpi_version::ActiveModel { id: Set(id), number: Set(last.saturating_add(1)), ..row };
    new = new.reset_all();
    let coming = latest.targets.iter().filter(|target| target.first_on >= from_on);
    let change = change.insert(new);
    Ok(coming.zip(targets).fold(change, |change, (target, row)| {
        change.insert(kpi_target::ActiveModel {
            id: Set(*row),
            kpi_id: Set(target.kpi_id),
            kpi_version_id: Set(id),
            first_on: Set(target.first_on),
            target: Set(target.target),
        })
    }))
}

/// Stops a KPI: from the first day of a period on it is not asked any more.
pub fn stop(
    monitoring: &Monitoring,
    kpi: KpiId,
    draft: &Draft,
    seen: Seen,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    monitoring.council_acts(Act::WriteKpis, actor)?;
    let kpi = monitoring.going_on(kpi)?;
    let from_on = monitoring.first_day_given(None, draft, uk_date(now))?;
    let reason = text(draft, "reason")?;
    let change = monitoring.resting_on_asked(monitoring.moving_kpi(Action::StopKpi, kpi, seen), from_on);
    Ok(change.update(kpi::ActiveModel {
        id: Unchanged(kpi.row.id),
        ended_on: Set(Some(minus_days(from_on, 1))),
        end_reason: Set(Some(reason)),
        ..Default::default()
    }))
}

impl Monitoring {
    /// A KPI that was not stopped.
    fn going_on(&self, id: KpiId) -> Result<&Kpi, Refusal> {
        let kpi = self.kpi(id)?;
        match kpi.row.ended_on {
            None => Ok(kpi),
            Some(_) => not_now("This KPI was stopped, and stays as it is. Add another one in its place."),
        }
    }

    /// Lets the contract be looked at again today: a period that runs may open now.
    fn look_again(&self) -> contract::ActiveModel {
        let id = Unchanged(self.contract.row.id);
        contract::ActiveModel { id, looked_on: Set(None), ..Default::default() }
    }

    fn moving_kpi(&self, action: Action, kpi: &Kpi, seen: Seen) -> Change {
        let row = &self.contract.row;
        Change::of(action, Subject::Contract(row.id), Some(row.authority_id))
            .on(format!("KPI {}", kpi.row.number))
            .moves(&kpi.row, seen)
    }

    /// A change that holds the returns from a day on as they are: none of them is submitted meanwhile.
    fn resting_on_asked(&self, change: Change, from_on: chrono::NaiveDate) -> Change {
        let returns = self.returns.iter().filter(|one| one.row.first_on >= from_on);
        returns.fold(change, |change, one| change.rests_on(&one.row))
    }
}

/// The row of a KPI that is added: `before` are those that are added by the same change before it.
fn first(monitoring: &Monitoring, outcome: RowId, id: KpiId, before: i32) -> kpi::ActiveModel {
    let last = monitoring.kpis.iter().map(|kpi| kpi.row.number).max().unwrap_or(0);
    kpi::ActiveModel {
        id: Set(id),
        authority_id: Set(monitoring.contract.row.authority_id),
        contract_id: Set(monitoring.contract.row.id),
        outcome_id: Set(outcome),
        version: Set(Seen(1)),
        number: Set(last.saturating_add(before).saturating_add(1)),
        ended_on: Set(None),
        end_reason: Set(None),
    }
}

/// A version of which nothing is said.
fn blank() -> kpi_version::ActiveModel {
    let mut row = <kpi_version::ActiveModel as sea_orm::ActiveModelTrait>::default_values();
    (row.id, row.kpi_id, row.number, row.from_on) = (NotSet, NotSet, NotSet, NotSet);
    row.gaps = Set(entity::gaps::Gaps::default());
    row
}

/// What a form says of a version of this kind. Two boxes are read by hand: their columns are of another type.
fn laid(row: kpi_version::ActiveModel, kind: KpiKind, draft: &Draft) -> kpi_version::ActiveModel {
    let mut row = draft.onto(row);
    match kind {
        KpiKind::Caseload => row.opening = Set(number(draft, "opening_cases").map(i64::from)),
        KpiKind::YesNo => {
            let wanted = draft.text("wanted").and_then(YesNo::of);
            let (target, direction) = match wanted {
                Some(YesNo::Yes) => (Some(Hundredths(100)), Some(Direction::Higher)),
                Some(YesNo::No) => (Some(Hundredths(0)), Some(Direction::Lower)),
                None => (None, None),
            };
            (row.target, row.direction) = (Set(target), Set(direction));
        }
        KpiKind::Count | KpiKind::Rate | KpiKind::Score | KpiKind::Narrative => {}
    }
    row
}

/// The same, unless what it says cannot be true together.
fn judged(row: kpi_version::ActiveModel) -> Result<kpi_version::ActiveModel, Refusal> {
    let after = row.clone().try_into_model().map_err(|_| Refusal::not_found())?;
    Refusal::unless_empty(clashes(&after))?;
    Ok(row)
}

impl Version {
    /// Whether it says everything that whoever returns a figure has to know.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        unsaid(&self.row).is_empty()
    }
}

#[cfg(test)]
mod tests;
