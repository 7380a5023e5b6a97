//! What a KPI off its target calls for: an explanation, a plan, a default notice.
//!
//! Two reds in a row call for a plan. In a row are reds with neither green nor amber between them: a period that cannot be
//! judged, because it has no figure, nothing to measure or too few, neither adds to a run nor breaks it.

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::{KpiId, RowId};
use entity::improvement_plan;
use entity::number::Version;
use entity::state::PlanStanding;
use sea_orm::ActiveValue::Set;

use super::measure::{Rag, target_shown};
use super::trend::{Point, Trend};
use super::{Kpi, Monitoring};
use crate::access::Actor;
use crate::law::clock::uk_date;
use crate::rows::Holder;
use crate::{Action, Change, Refusal, Subject, Why};

/// So many reds in a row call for a plan.
const CALLS_FOR_PLAN: usize = 2;
/// So many rows a list of a contract holds.
const MOST: usize = 200;

/// A KPI that is off its target, or has a plan.
#[derive(Clone, Debug)]
pub struct OffTarget<'a> {
    /// The KPI over its periods.
    pub trend: Trend<'a>,
    /// How many reds in a row it ends with.
    pub reds: usize,
    /// What comes next.
    pub step: Step<'a>,
}

/// What comes next where a KPI is off its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// Red once: an explanation is asked for.
    Explanation,
    /// Red twice running: a plan is proposed.
    Plan,
    /// A plan goes on.
    GoesOn(&'a improvement_plan::Model),
    /// The day of a plan has gone by, and nobody said what came of it.
    PlanIsDue(&'a improvement_plan::Model),
    /// A plan was not met: a default notice is next.
    DefaultNotice(&'a improvement_plan::Model),
}

impl Monitoring {
    /// Every KPI that is off its target or has a plan, the longest run of reds first. `self` is what was submitted (`as_submitted`).
    #[must_use]
    pub fn off_target(&self, now: DateTime<Utc>) -> Vec<OffTarget<'_>> {
        let trends = self.kpis.iter().filter_map(|kpi| self.trend(kpi, None, now));
        let mut all: Vec<_> = trends.filter_map(|trend| self.judged(trend, uk_date(now))).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.reds));
        all
    }

    /// The KPIs for which a plan is to be proposed.
    #[must_use]
    pub fn calls_for_plan(&self, now: DateTime<Utc>) -> Vec<OffTarget<'_>> {
        self.off_target(now).into_iter().filter(|one| one.step == Step::Plan).collect()
    }

    /// How many of its improvement plans go on.
    #[must_use]
    pub fn open_plans(&self) -> usize {
        self.contract.plans.iter().filter(|plan| is_open(plan)).count()
    }

    fn judged<'a>(&'a self, trend: Trend<'a>, today: NaiveDate) -> Option<OffTarget<'a>> {
        let last = self.plan_of(trend.kpi.row.id);
        let closed = last.filter(|plan| !is_open(plan));
        // What a plan was made for does not call for another: periods count that run on after it was closed.
        let since = closed.and_then(|plan| plan.closed_on);
        let reds = run_of_reds(&trend.points, since).len();
        let step = match last {
            Some(plan) if is_open(plan) && plan.due_on.is_some_and(|due| due < today) => {
                Step::PlanIsDue(plan)
            }
            Some(plan) if is_open(plan) => Step::GoesOn(plan),
            Some(plan) if self.calls_for_notice(plan, &trend) => Step::DefaultNotice(plan),
            Some(_) | None if self.has_ended(trend.kpi, today) => return None,
            Some(_) | None if reds >= CALLS_FOR_PLAN => Step::Plan,
            Some(_) | None if reds > 0 => Step::Explanation,
            Some(_) | None => return None,
        };
        Some(OffTarget { trend, reds, step })
    }

    /// Whether a KPI is measured no more, because it was stopped or its contract ended.
    fn has_ended(&self, kpi: &Kpi, today: NaiveDate) -> bool {
        let ended = [kpi.row.ended_on, self.contract.row.ended_on];
        ended.into_iter().flatten().any(|last| last < today)
    }

    /// The last plan that a KPI led to.
    #[must_use]
    pub fn plan_of(&self, kpi: KpiId) -> Option<&improvement_plan::Model> {
        let mut plans = self.contract.plans.iter().rev();
        plans.find(|plan| plan.kpi_id == Some(kpi))
    }

    /// Whether a plan was not met, the KPI is still red, and no default notice was given since.
    fn calls_for_notice(&self, plan: &improvement_plan::Model, trend: &Trend<'_>) -> bool {
        let since = plan.closed_on.or(plan.due_on);
        let given = self.contract.defaults.iter().filter_map(|row| row.issued_on);
        let was_given = given.into_iter().any(|on| since.is_none_or(|since| on >= since));
        let is_unmet = plan.standing == Some(PlanStanding::NotMet);
        is_unmet && !was_given && !run_of_reds(&trend.points, None).is_empty()
    }
}

fn is_open(plan: &improvement_plan::Model) -> bool {
    match plan.standing {
        Some(PlanStanding::Open) | None => true,
        Some(PlanStanding::Met | PlanStanding::NotMet) => false,
    }
}

/// The reds with which a KPI ends, oldest first, of the periods that ended after a day.
fn run_of_reds<'p, 'a>(points: &'p [Point<'a>], since: Option<NaiveDate>) -> Vec<&'p Point<'a>> {
    let mut run = Vec::new();
    for point in points.iter().rev() {
        match point.rag {
            Rag::Red if since.is_none_or(|since| point.one.row.last_on > since) => run.push(point),
            Rag::Red | Rag::Amber | Rag::Green => break,
            Rag::NoData | Rag::NotDue | Rag::ZeroDenominator | Rag::TooFew | Rag::NoTarget => {}
        }
    }
    run.reverse();
    run
}

impl OffTarget<'_> {
    /// What the figures say, for the reason of a plan.
    #[must_use]
    pub fn reason(&self) -> String {
        let reds = self.trend.points.iter().rev().filter(|point| point.rag == Rag::Red).take(self.reds);
        let mut reds: Vec<String> = reds.map(in_words).collect();
        reds.reverse();
        let periods = self.trend.one_period;
        let head = match self.reds {
            1 => "Off target:".to_owned(),
            number => format!("Off target in {number} {periods}s running:"),
        };
        format!("{head} {}.", reds.join("; "))
    }
}

fn in_words(point: &Point<'_>) -> String {
    let target = point.target.map(|target| format!(", target {}", target_shown(point.version, target)));
    let corrected = if point.corrected().is_empty() { "" } else { ", corrected" };
    format!("{} in {}{}{corrected}", point.shown(), point.period, target.unwrap_or_default())
}

/// Begins an improvement plan from the figures of a KPI. People then say what is done, by whom and by when.
///
/// Refuses without two reds in a row, and while a plan for this KPI goes on. `monitoring` is what was submitted.
pub fn propose(
    monitoring: &Monitoring,
    kpi: &Kpi,
    id: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let contract = &monitoring.contract;
    contract.may_write_there("improvement", actor)?;
    let off = monitoring.trend(kpi, None, now).and_then(|trend| monitoring.judged(trend, uk_date(now)));
    let not_now = |says| Err(Refusal::of(Why::NotNow, says));
    let off = match off {
        Some(off) if off.step == Step::Plan => off,
        Some(OffTarget { step: Step::GoesOn(_) | Step::PlanIsDue(_), .. }) => {
            return not_now("A plan for this KPI goes on. Say what came of it before you begin another.");
        }
        Some(_) | None => {
            return not_now("This KPI was not off its target twice running, so it calls for no plan.");
        }
    };
    if contract.plans.len() >= MOST {
        return not_now("This list is full: it holds 200 entries at most.");
    }
    let row = improvement_plan::ActiveModel {
        id: Set(id),
        contract_id: Set(contract.row.id),
        kpi_id: Set(Some(kpi.row.id)),
        position: Set(i32::try_from(contract.plans.len()).unwrap_or(i32::MAX).saturating_add(1)),
        title: Set(off.trend.version.row.title.clone()),
        reason: Set(Some(off.reason())),
        standing: Set(Some(PlanStanding::Open)),
        ..blank()
    };
    let (subject, authority) = (Subject::Contract(contract.row.id), contract.row.authority_id);
    let change = Change::of(Action::ProposePlan, subject, Some(authority)).moves(&contract.row, seen);
    Ok(change.on(off.trend.version.row.title.clone()).insert(row))
}

/// A plan of which nothing is said yet.
fn blank() -> improvement_plan::ActiveModel {
    improvement_plan::ActiveModel {
        action: Set(None),
        owner: Set(None),
        measure: Set(None),
        begun_on: Set(None),
        due_on: Set(None),
        closed_on: Set(None),
        outcome: Set(None),
        gaps: Set(entity::gaps::Gaps::default()),
        ..Default::default()
    }
}

#[cfg(test)]
mod tests;
