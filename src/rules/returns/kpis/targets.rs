//! Targets of their own for periods that are still open.

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::{KpiId, RowId};
use entity::kpi_target;
use entity::number::{Hundredths, Version as Seen};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::super::{Kpi, Monitoring};
use super::target_fault;
use crate::access::{Act, Actor};
use crate::field::Kind::Number;
use crate::field::{Draft, Field, Lists, Typed, draft};
use crate::law::clock::uk_date;
use crate::{Action, Change, Problem, Refusal};

use entity::gaps::Gaps;

/// The target of one period, as a form of targets has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetOf {
    /// The first day of the period.
    pub first_on: NaiveDate,
    /// What the period is called.
    pub period: String,
    /// Its own target, if it has one.
    pub own: Option<Hundredths>,
}

impl TargetOf {
    /// The name of its box.
    #[must_use]
    pub fn name(&self) -> String {
        format!("target-{}", self.first_on)
    }
}

/// The open periods that a KPI asks for, each with its own target.
#[must_use]
pub fn targets_of(monitoring: &Monitoring, kpi: &Kpi, today: NaiveDate) -> Vec<TargetOf> {
    let Some(latest) = kpi.latest() else { return Vec::new() };
    let own =
        |first: NaiveDate| latest.targets.iter().find(|row| row.first_on == first).map(|row| row.target);
    let target = |period: super::super::periods::Period| TargetOf {
        first_on: period.span.first,
        period: super::super::entry::span_words(period.span),
        own: own(period.span.first),
    };
    monitoring.open_periods(Some(kpi), today).unwrap_or_default().into_iter().map(target).collect()
}

/// What the box of a target holds.
#[must_use]
pub fn text_of(target: Option<Hundredths>) -> String {
    target.map(|target| target.to_string()).unwrap_or_default()
}

/// Gives open periods targets of their own, or takes them away where a box is empty. `ids` are as many as periods.
pub fn targets(
    monitoring: &Monitoring,
    kpi: KpiId,
    ids: &[RowId],
    typed: &Typed,
    seen: Seen,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    monitoring.council_acts(Act::WriteKpis, actor)?;
    let kpi = monitoring.going_on(kpi)?;
    let latest = kpi.latest().ok_or_else(Refusal::not_found)?;
    let (mut problems, mut given) = (Vec::new(), Vec::new());
    for of in targets_of(monitoring, kpi, uk_date(now)) {
        let name = of.name();
        match read(typed.get(&name)) {
            Ok(Some(target)) => match target_fault(&latest.row, target) {
                Some(says) => problems.push(Problem::at(&name, format!("{}: {says}", of.period))),
                None => given.push((of, Some(target))),
            },
            Ok(None) => given.push((of, None)),
            Err(says) => problems.push(Problem::at(&name, format!("{}: {says}", of.period))),
        }
    }
    if problems.is_empty() && latest.row.direction.is_none() && given.iter().any(|(_, to)| to.is_some()) {
        let says = "Say first which way is better: change the KPI, then give it targets.";
        problems.push(Problem::whole(says));
    }
    Refusal::unless_empty(problems)?;
    let change = monitoring.moving_kpi(Action::ChangeKpi, kpi, seen);
    let first = given.iter().map(|(of, _)| of.first_on).min().unwrap_or(latest.row.from_on);
    let change = monitoring.resting_on_asked(change, first);
    Ok(given.into_iter().zip(ids).fold(change, |change, ((of, to), id)| {
        let row = latest.targets.iter().find(|row| row.first_on == of.first_on);
        match (row, to) {
            (Some(row), Some(to)) if row.target != to => change.update(kpi_target::ActiveModel {
                id: Unchanged(row.id),
                target: Set(to),
                ..Default::default()
            }),
            (Some(row), None) => change.delete::<_, kpi_target::ActiveModel>(row.clone()),
            (None, Some(to)) => change.insert(kpi_target::ActiveModel {
                id: Set(*id),
                kpi_id: Set(kpi.row.id),
                kpi_version_id: Set(latest.row.id),
                first_on: Set(of.first_on),
                target: Set(to),
            }),
            (Some(_), Some(_)) | (None, None) => change,
        }
    }))
}

/// A box of targets, read as any number is.
fn read(text: &str) -> Result<Option<Hundredths>, String> {
    const TARGET: [Field; 1] = [Field::optional("target", "Target", "", Number)];
    let typed = Typed::default().with("target", text);
    let read: Result<Draft, Refusal> = draft(&TARGET, &typed, &Lists::default(), &Gaps::default());
    match read.map_err(Refusal::first)?.value("target") {
        Some(sea_orm::Value::BigInt(Some(number))) => Ok(Some(Hundredths(*number))),
        _ => Ok(None),
    }
}
