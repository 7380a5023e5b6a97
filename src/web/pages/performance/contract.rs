//! How a contract does in one period: every KPI by outcome, what that calls for, how timely its returns are.

use axum::extract::{Path, Query};
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::state::YesNo;
use rules::access::Act;
use rules::field::long_day;
use rules::law::clock::long_instant;
use rules::returns::correct::corrected_words;
use rules::returns::overview::Counts;
use rules::returns::trend::{Point, Way, moved};
use rules::returns::{Monitoring, Return};
use serde::{Deserialize, Serialize};

use super::plan::{Called, called};
use super::{Mark, YearShown, case, target_of};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct PerformancePage {
    head: ContractHead,
    path: String,
    /// The version of the contract that a plan is begun on.
    version: i32,
    has_kpis: bool,
    periods: Vec<Offered>,
    period: Option<Period>,
    called: Vec<Called>,
    timely: String,
    may_write: bool,
    may_write_kpis: bool,
}

/// A period that can be chosen.
#[derive(Serialize)]
struct Offered {
    number: i32,
    says: String,
    chosen: bool,
}

/// How the contract does in a period.
#[derive(Serialize)]
struct Period {
    number: i32,
    says: String,
    came: String,
    counts: String,
    outcomes: Vec<OutcomeShown>,
}

#[derive(Serialize)]
struct OutcomeShown {
    says: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    number: i32,
    title: String,
    who: &'static str,
    says: String,
    corrected: Vec<String>,
    target: Option<String>,
    mark: Mark,
    arrow: &'static str,
    moved: Option<String>,
    year: Option<YearShown>,
    baseline: Option<String>,
    rating: Option<&'static str>,
}

/// Which period is asked for.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    period: String,
}

impl Page for PerformancePage {
    const TEMPLATE: &'static str = "performance/contract.html";
    fn title(&self) -> String {
        format!("Performance – {}", self.head.reference())
    }
}

/// How one contract does.
pub async fn show(
    desk: Desk<Staff>,
    Path(reference): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let monitoring = case(&desk, &reference).await?;
    let chosen = asked.period.trim().parse().ok().and_then(|number| monitoring.numbered(number).ok());
    let one = chosen.or_else(|| monitoring.latest(desk.now));
    let offered = |other: &Return| Offered {
        number: other.row.number,
        says: monitoring.period_words(other),
        chosen: one.is_some_and(|one| one.row.id == other.row.id),
    };
    desk.page(&PerformancePage {
        head: ContractHead::of(&desk, &monitoring.contract),
        path: format!("/contracts/{reference}"),
        version: monitoring.contract.row.version.0,
        has_kpis: !monitoring.kpis.is_empty(),
        periods: monitoring.returns.iter().rev().map(offered).collect(),
        period: one.map(|one| period(&monitoring, one, desk.now)),
        called: called(&monitoring, desk.now),
        timely: monitoring.timely(desk.now).says(),
        may_write: desk.may(Act::WriteContract),
        may_write_kpis: desk.may(Act::WriteKpis),
    })
}

fn period(monitoring: &Monitoring, one: &Return, now: DateTime<Utc>) -> Period {
    let points = monitoring.points(one, now);
    let mut outcomes: Vec<OutcomeShown> = Vec::new();
    let mut last = None;
    for point in &points {
        let Ok(kpi) = monitoring.kpi(point.version.row.kpi_id) else { continue };
        if last != Some(kpi.row.outcome_id) {
            let says = monitoring.outcome(kpi.row.outcome_id).map(|row| row.says.clone());
            outcomes.push(OutcomeShown { says: says.unwrap_or_default(), rows: Vec::new() });
            last = Some(kpi.row.outcome_id);
        }
        if let Some(outcome) = outcomes.last_mut() {
            outcome.rows.push(row(monitoring, kpi.row.number, point, now));
        }
    }
    Period {
        number: one.row.number,
        says: monitoring.period_words(one),
        came: came(one),
        counts: Counts::of(&points).says(),
        outcomes,
    }
}

/// When the return came.
fn came(one: &Return) -> String {
    match one.row.submitted_at {
        Some(at) => {
            let late = one.days_late().map_or_else(String::new, |days| match days {
                1 => ", 1 day late".to_owned(),
                days => format!(", {days} days late"),
            });
            format!("Returned on {}{late}.", long_instant(at))
        }
        None => format!("Not returned. It is due by the end of {}.", long_day(one.row.due_on)),
    }
}

fn row(monitoring: &Monitoring, number: i32, point: &Point<'_>, now: DateTime<Utc>) -> Row {
    let (version, kpi) = (&point.version.row, monitoring.kpi(point.version.row.kpi_id).ok());
    let trend = kpi.and_then(|kpi| monitoring.trend(kpi, Some(point.one.row.id), now));
    let moved = trend.and_then(|trend| moved(&trend.points));
    let is_rated = version.rated == Some(YesNo::Yes);
    Row {
        number,
        title: version.title.clone(),
        who: version.entered_by.label(),
        says: point.says(),
        corrected: point.current.iter().flat_map(|it| corrected_words(point.version, it)).collect(),
        target: target_of(point.version, point.target),
        mark: point.rag.into(),
        arrow: moved.as_ref().map_or("", |moved| match moved.way {
            Way::Up => "↑",
            Way::Down => "↓",
            Way::Same => "→",
        }),
        moved: moved.map(|moved| moved.says),
        year: YearShown::of(monitoring, point),
        baseline: target_of(point.version, version.baseline),
        rating: is_rated.then(|| point.rag.rating(point.version).label()),
    }
}
