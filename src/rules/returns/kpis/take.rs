//! The outcomes table of the procurement, taken over into its contract: outcomes, and a KPI for each measure.

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::contract_outcome;
use entity::id::{KpiId, RowId};
use entity::number::Version as Seen;
use entity::state::{EnteredBy, KpiKind, YesNo};
use entity::{kpi_version, measure, outcome};
use sea_orm::ActiveValue::Set;

use super::super::Monitoring;
use super::super::standing::not_now;
use super::{Numbers, blank, first};
use crate::access::{Act, Actor};
use crate::field::Typed;
use crate::law::clock::uk_date;
use crate::procurement::Procurement;
use crate::{Action, Change, Refusal};

/// A measure of the outcomes table that could become a KPI.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// Its outcome.
    pub outcome: &'a outcome::Model,
    /// The measure.
    pub measure: &'a measure::Model,
    /// What it seems to be, by its words.
    pub kind: KpiKind,
}

impl Proposal<'_> {
    /// The name of the box that says what becomes of it: the code of a kind, or nothing.
    #[must_use]
    pub fn name(&self) -> String {
        format!("measure-{}", self.measure.id.0)
    }
}

/// The measures of the outcomes that the contract does not have yet, or under which nothing is measured, in the order of
/// the table.
#[must_use]
pub fn proposals<'a>(monitoring: &Monitoring, procurement: &'a Procurement) -> Vec<Proposal<'a>> {
    let of = |outcome: &'a outcome::Model| {
        let measures = procurement.measures.iter().filter(move |measure| measure.outcome_id == outcome.id);
        measures.map(move |measure| Proposal { outcome, measure, kind: proposed_kind(&measure.says) })
    };
    let unmeasured = |outcome: &&outcome::Model| match taken(monitoring, outcome.id) {
        Some(id) => monitoring.kpis.iter().all(|kpi| kpi.row.outcome_id != id),
        None => true,
    };
    procurement.outcomes.iter().filter(unmeasured).flat_map(of).collect()
}

/// The contract's own row of an outcome that was taken over.
fn taken(monitoring: &Monitoring, outcome: RowId) -> Option<RowId> {
    let row = monitoring.contract.outcomes.iter().find(|row| row.source_id == Some(outcome));
    row.map(|row| row.id)
}

fn untaken<'a>(
    monitoring: &'a Monitoring,
    procurement: &'a Procurement,
) -> impl Iterator<Item = &'a outcome::Model> {
    procurement.outcomes.iter().filter(|row| taken(monitoring, row.id).is_none())
}

/// What a measure seems to be, by its words. People decide; this only saves them choosing.
#[must_use]
pub fn proposed_kind(says: &str) -> KpiKind {
    let says = says.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| says.contains(word));
    if has(&["%", "percent", "per cent", "proportion", "rate of", " rate"]) {
        KpiKind::Rate
    } else if has(&["caseload", "open cases"]) {
        KpiKind::Caseload
    } else if has(&["score", "scale", "satisfaction"]) {
        KpiKind::Score
    } else if has(&["number", "how many", "count", "reduction in", "reduced"]) {
        KpiKind::Count
    } else {
        KpiKind::Narrative
    }
}

/// Takes the outcomes over that are not there yet, with the KPIs that the form chose for their measures.
///
/// Each KPI says what the table says: the measure as its name, marked as the council’s own proposal until it is defined.
/// `ids` are two for each measure; `outcomes` one for each outcome.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn take_outcomes(
    monitoring: &Monitoring,
    procurement: &Procurement,
    outcomes: &[RowId],
    ids: &[Numbers],
    typed: &Typed,
    seen: Seen,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.council_acts(Act::WriteKpis, actor)?;
    if monitoring.contract.row.procurement_id != Some(procurement.row.id) {
        return Err(Refusal::not_found());
    }
    let rows: Vec<_> = untaken(monitoring, procurement).zip(outcomes).collect();
    let chosen: Vec<_> = proposals(monitoring, procurement)
        .into_iter()
        .filter_map(|proposal| Some((KpiKind::of(typed.get(&proposal.name()))?, proposal)))
        .collect();
    if rows.is_empty() && chosen.is_empty() {
        return not_now("There is nothing to take over: choose what becomes of at least one measure.");
    }
    let change = with_outcomes(
        monitoring.contract.moving(Action::TakeOutcomes, seen),
        monitoring.contract.row.id,
        monitoring.contract.outcomes.len(),
        rows.iter().map(|(row, id)| (*row, **id)),
    );
    let from = monitoring.offered_first(None, uk_date(now));
    let Some(from_on) = from.or(monitoring.contract.row.starts_on) else {
        if chosen.is_empty() {
            return Ok(change);
        }
        return not_now(
            "Give the contract’s first day and the parts of its term first: KPIs count from a period on.",
        );
    };
    let place = |of: &outcome::Model| {
        let new = rows.iter().find(|(row, _)| row.id == of.id).map(|(_, id)| **id);
        new.or_else(|| taken(monitoring, of.id))
    };
    let mut change = change.update(monitoring.look_again());
    for (before, ((kind, proposal), ids)) in (0_i32..).zip(chosen.into_iter().zip(ids)) {
        let Some(outcome) = place(proposal.outcome) else { continue };
        change =
            change.insert(first(monitoring, outcome, ids.kpi, before)).insert(kpi_version::ActiveModel {
                id: Set(ids.version),
                kpi_id: Set(ids.kpi),
                number: Set(1),
                from_on: Set(from_on),
                title: Set(shortened(&proposal.measure.says)),
                kind: Set(kind),
                entered_by: Set(EnteredBy::Provider),
                assumed: Set(Some(YesNo::Yes)),
                at: Set(now),
                person_id: Set(Some(person)),
                ..blank()
            });
    }
    Ok(change)
}

/// Adds outcomes of a procurement to a contract that has so many.
pub(crate) fn with_outcomes<'a>(
    change: Change,
    contract: entity::id::ContractId,
    there: usize,
    outcomes: impl Iterator<Item = (&'a outcome::Model, RowId)>,
) -> Change {
    let begin = i32::try_from(there).unwrap_or(i32::MAX).saturating_add(1);
    (begin..).zip(outcomes).fold(change, |change, (position, (row, id))| {
        change.insert(contract_outcome::ActiveModel {
            id: Set(id),
            contract_id: Set(contract),
            position: Set(position),
            says: Set(row.says.clone()),
            measured_by: Set(row.measured_by.clone()),
            measured_when: Set(row.measured_when.clone()),
            source_id: Set(Some(row.id)),
            gaps: Set(row.gaps.clone()),
        })
    })
}

/// A measure as the name of a KPI: its first line, 200 characters at most.
fn shortened(says: &str) -> String {
    says.lines().next().unwrap_or(says).trim().chars().take(200).collect()
}

/// A KPI that is still to be numbered.
impl Numbers {
    /// Pairs of numbers, for as many KPIs as there are pairs.
    #[must_use]
    pub fn pairs(ids: &[i64]) -> Vec<Self> {
        ids.chunks_exact(2).map(|pair| Self { kpi: KpiId(pair[0]), version: RowId(pair[1]) }).collect()
    }
}
