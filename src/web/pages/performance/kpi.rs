//! One KPI over its periods: the picture, every figure with what was said of it, and what the KPI asked when.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::kpi_version;
use entity::state::{Direction, YesNo};
use rules::Refusal;
use rules::field::long_day;
use rules::returns::correct::corrected_words;
use rules::returns::measure::target_shown;
use rules::returns::trend::{Point, Trend, says};
use rules::returns::{Monitoring, Version};
use serde::Serialize;

use super::{Mark, YearShown, case, target_of};
use crate::report::trend::picture;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct KpiPage {
    head: ContractHead,
    path: String,
    number: i32,
    title: String,
    outcome: String,
    picture: Option<String>,
    says: String,
    rows: Vec<Row>,
    versions: Vec<VersionShown>,
    ended: Option<String>,
}

/// A period.
#[derive(Serialize)]
struct Row {
    number: i32,
    period: String,
    late: Option<String>,
    says: String,
    mark: Mark,
    target: Option<String>,
    year: Option<YearShown>,
    comment: Option<String>,
    reason: Option<String>,
    corrected: Vec<String>,
    /// The version that is asked from here on, where it is another than before.
    new_version: Option<i32>,
}

/// What the KPI asked from a day on.
#[derive(Serialize)]
struct VersionShown {
    number: i32,
    from: String,
    facts: Vec<(&'static str, String)>,
    is_proposal: bool,
}

impl Page for KpiPage {
    const TEMPLATE: &'static str = "performance/kpi.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.head.reference())
    }
}

/// One KPI.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, number)): Path<(String, i32)>,
) -> Result<Response, Stop> {
    let monitoring = case(&desk, &reference).await?;
    let kpi = monitoring.kpis.iter().find(|kpi| kpi.row.number == number).ok_or_else(Refusal::not_found)?;
    let trend = monitoring.trend(kpi, None, desk.now).ok_or_else(Refusal::not_found)?;
    let outcome = monitoring.outcome(kpi.row.outcome_id).map(|row| row.says.clone());
    desk.page(&KpiPage {
        head: ContractHead::of(&desk, &monitoring.contract),
        path: format!("/contracts/{reference}"),
        number,
        title: trend.version.row.title.clone(),
        outcome: outcome.unwrap_or_default(),
        picture: picture(&trend),
        says: says(&trend),
        rows: rows(&monitoring, &trend),
        versions: kpi.versions.iter().rev().map(VersionShown::of).collect(),
        ended: kpi.row.ended_on.map(|on| {
            let why = kpi.row.end_reason.as_deref().unwrap_or("No reason is given.");
            format!("Its last day was {}. {why}", long_day(on))
        }),
    })
}

/// The periods, newest first.
fn rows(monitoring: &Monitoring, trend: &Trend<'_>) -> Vec<Row> {
    trend.points.iter().rev().map(|point| Row::of(monitoring, point)).collect()
}

impl Row {
    fn of(monitoring: &Monitoring, point: &Point<'_>) -> Self {
        let figure = point.current.as_ref().map(|current| current.figure);
        Self {
            number: point.one.row.number,
            period: point.period.clone(),
            late: point.one.days_late().map(|days| match days {
                1 => "Came 1 day late".to_owned(),
                days => format!("Came {days} days late"),
            }),
            says: point.says(),
            mark: point.rag.into(),
            target: target_of(point.version, point.target),
            year: YearShown::of(monitoring, point),
            comment: figure.and_then(|figure| figure.comment.clone()),
            reason: figure.and_then(|figure| figure.reason.clone()),
            corrected: point.current.iter().flat_map(|it| corrected_words(point.version, it)).collect(),
            new_version: point.is_new_version.then_some(point.version.row.number),
        }
    }
}

impl VersionShown {
    fn of(version: &Version) -> Self {
        let row = &version.row;
        let facts = [
            ("What is returned", Some(row.kind.label().to_owned())),
            ("Exactly what counts", row.definition.clone()),
            ("Above the line", row.numerator.clone()),
            ("Below the line", row.denominator.clone()),
            ("Where it comes from", row.source.clone()),
            ("Who returns it", Some(row.entered_by.label().to_owned())),
            ("Target", target(version)),
            ("Tolerance", tolerance(row)),
            ("Baseline", baseline(version)),
            ("Judged from", row.least_denominator.map(|least| format!("{least} in the denominator"))),
            ("Why it was changed", row.reason.clone()),
        ];
        Self {
            number: row.number,
            from: long_day(row.from_on),
            facts: facts.into_iter().filter_map(|(label, says)| Some((label, says?))).collect(),
            is_proposal: row.assumed == Some(YesNo::Yes),
        }
    }
}

fn target(version: &Version) -> Option<String> {
    let row = &version.row;
    let better = match row.direction {
        Some(Direction::Lower) => " or lower",
        Some(Direction::Higher) => " or higher",
        None => "",
    };
    let usual = row.target.map(|target| format!("{}{better}", target_shown(version, target)));
    let own = version.targets.len();
    match (usual, own) {
        (usual, 0) => usual,
        (Some(usual), own) => Some(format!("{usual}; {} of their own", periods(own))),
        (None, own) => Some(format!("{} of their own", periods(own))),
    }
}

fn periods(number: usize) -> String {
    if number == 1 { "1 period has a target".to_owned() } else { format!("{number} periods have targets") }
}

fn tolerance(row: &kpi_version::Model) -> Option<String> {
    let kind = row.tolerance_kind.map(|kind| format!(" ({})", kind.label()));
    Some(format!("{}{}", row.tolerance?, kind.unwrap_or_default()))
}

fn baseline(version: &Version) -> Option<String> {
    let stood = target_shown(version, version.row.baseline?);
    Some(match version.row.baseline_on {
        Some(on) => format!("{stood} on {}", long_day(on)),
        None => stood,
    })
}
