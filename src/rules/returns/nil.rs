//! Nothing to return for a period, said in one step.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::number::Version;
use entity::state::{FigureCame, KpiKind, YesNo};
use entity::{contract_return, return_figure};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, IntoActiveModel, TryIntoModel};

use super::save::{By, Figure, carried, row};
use super::standing::{Writable, not_now};
use super::values::Values;
use super::{Asked, Monitoring, Return, sign};
use crate::access::Actor;
use crate::law::clock::uk_date;
use crate::{Change, Problem, Refusal};

/// How many numbers of rows a nil return takes: one a figure, and one for the submission.
#[must_use]
pub fn rows_needed(monitoring: &Monitoring, one: &Return) -> usize {
    of_provider(monitoring, one).len() + 1
}

/// Whether a return may be given as nil now: its period is over and nothing is saved of it.
pub fn may_be_nil(
    monitoring: &Monitoring,
    one: &Return,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    monitoring.may_fill(one, actor)?;
    monitoring.is_over(one, uk_date(now))?;
    let is_whole = one.writable() == Writable::All;
    let providers = of_provider(monitoring, one);
    let own = |figure: &return_figure::Model| providers.iter().any(|it| it.kpi.row.id == figure.kpi_id);
    let has_figures =
        one.figures.iter().filter(|figure| own(figure)).any(|figure| !Values::of(figure).is_empty());
    match is_whole && (one.row.nil || !has_figures) {
        true => Ok(()),
        false => not_now("Figures are saved of this period, so there is something to return."),
    }
}

/// Says that there was nothing to return for a period, and sends it on: to the signatory where the contract asks for
/// one, else to the council. Counts and rates are nought, of cases none came and none went, of all else there is none.
pub fn give(
    monitoring: &Monitoring,
    one: &Return,
    reason: &str,
    ids: &[RowId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_be_nil(monitoring, one, actor, now)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal {
            kind: crate::Why::Incomplete,
            says: vec![Problem::at("reason", "Say why there was nothing to return.")],
        });
    }
    let person = monitoring.may_fill(one, actor)?;
    let by = By { person, came: FigureCame::Nil, now };
    let (submission, ids) = ids.split_last().ok_or_else(Refusal::not_found)?;
    // What follows is judged on the return as it will be, by the same rules as any other.
    let (mut then, mut figures) = (monitoring.clone(), Vec::new());
    for (asked, id) in of_provider(monitoring, one).into_iter().zip(ids) {
        figures.push(nothing(monitoring, one, asked, reason, *id, &by)?);
    }
    let nil = then.returns.iter_mut().find(|it| it.row.id == one.row.id).ok_or_else(Refusal::not_found)?;
    nil.row.nil = true;
    nil.row.nil_reason = Some(reason.to_owned());
    nil.figures = figures.clone();
    let nil = then.one(one.row.id)?;
    let mut change = match monitoring.is_signed() {
        true => sign::send(&then, nil, seen, actor, now)?,
        false => sign::submit(&then, nil, *submission, seen, actor, now)?,
    };
    for figure in figures {
        let held = one.figure(figure.kpi_id).is_some();
        let row: return_figure::ActiveModel = figure.into_active_model();
        let row = row.reset_all();
        change = if held { change.update(row) } else { change.insert(row) };
    }
    Ok(change.update(contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        nil: Set(true),
        nil_reason: Set(Some(reason.to_owned())),
        ..Default::default()
    }))
}

fn of_provider<'a>(monitoring: &'a Monitoring, one: &Return) -> Vec<Asked<'a>> {
    monitoring.asked(one).into_iter().filter(Asked::is_providers).collect()
}

/// What a figure is where there was nothing to return.
fn nothing(
    monitoring: &Monitoring,
    one: &Return,
    asked: Asked<'_>,
    reason: &str,
    id: RowId,
    by: &By,
) -> Result<return_figure::Model, Refusal> {
    let opening = monitoring.opening(one, asked);
    let values = nothing_of(asked, opening, reason);
    let kpi = asked.kpi.row.id;
    let figure = Figure { kpi, values, comment: None, reason: None };
    let id = one.figure(kpi).map_or(id, |held| held.id);
    let row = return_figure::ActiveModel { id: Set(id), ..row(one, asked, &figure, opening, by) };
    row.try_into_model().map_err(|_| Refusal::not_found())
}

fn nothing_of(asked: Asked<'_>, opening: Option<i64>, reason: &str) -> Values {
    let none = Values { none_reason: Some(reason.to_owned()), ..Values::default() };
    let people = asked.version.row.people == Some(YesNo::Yes);
    let values = match (asked.version.row.kind, opening) {
        (KpiKind::Count, _) => {
            Values { count: Some(0), new_this_year: people.then_some(0), ..Values::default() }
        }
        (KpiKind::Rate, _) => Values { numerator: Some(0), denominator: Some(0), ..Values::default() },
        (KpiKind::Caseload, Some(open)) => {
            Values { added: Some(0), closed: Some(0), closing: Some(open), ..Values::default() }
        }
        (KpiKind::Caseload, None) | (KpiKind::YesNo | KpiKind::Score | KpiKind::Narrative, _) => none,
    };
    carried(asked, &values, opening)
}

#[cfg(test)]
mod tests;
