//! What the figures of contracts come to: of one contract in a period, of one KPI over its periods, across contracts.

mod across;
mod contract;
mod file;
mod kpi;
mod plan;

pub use across::list;
pub use contract::show;
pub use file::{all_csv, csv};
pub use kpi::show as show_kpi;
pub use plan::begin as begin_plan;

use entity::number::Hundredths;
use rules::returns::measure::{Rag, Reading, YearToDate, judge, target_shown, year_shown, year_words};
use rules::returns::trend::Point;
use rules::returns::{Monitoring, Version};
use serde::Serialize;

use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// How something stands to its target, for the macro that draws it.
#[derive(Serialize)]
struct Mark {
    code: &'static str,
    words: &'static str,
}

impl From<Rag> for Mark {
    fn from(rag: Rag) -> Self {
        Self { code: rag.code(), words: rag.words() }
    }
}

/// The year to date of a KPI.
#[derive(Serialize)]
struct YearShown {
    /// What it is called.
    label: &'static str,
    /// What it comes to.
    says: String,
    /// The sums it was made of: `39 of 70`.
    sums: Option<String>,
    /// The target of the year so far, and how it stands to that.
    target: Option<String>,
    mark: Option<Mark>,
    /// How many periods have no figure, in words.
    missing: Option<String>,
}

impl YearShown {
    /// Nothing where a year to date says no more than the figure itself, as of a narrative.
    fn of(monitoring: &Monitoring, point: &Point<'_>) -> Option<Self> {
        let kpi = monitoring.kpi(point.version.row.kpi_id).ok()?;
        let asked = monitoring.asked_of(kpi, point.one)?;
        let year = monitoring.year_to_date(point.one, asked, None);
        if matches!(year.reading, Reading::Words | Reading::NoData) {
            return None;
        }
        Some(Self::shown(monitoring, point, &year))
    }

    fn shown(monitoring: &Monitoring, point: &Point<'_>, year: &YearToDate) -> Self {
        let version = point.version;
        let judged = match (&year.reading, year.target) {
            (Reading::Value(value), Some(target)) => Some(judge(version, Some(target), value)),
            (Reading::ZeroDenominator, _) => Some(Rag::ZeroDenominator),
            _ => None,
        };
        // What is not due yet is not missing.
        let missing = year.missing.saturating_sub(usize::from(point.rag == Rag::NotDue));
        let periods = monitoring.one_period();
        Self {
            label: year_words(version),
            says: year_shown(version, year),
            sums: year.sums.map(|(above, below)| format!("{above} of {below}")),
            target: year.target.map(|target| target_shown(version, target)),
            mark: judged.map(Mark::from),
            missing: match missing {
                0 => None,
                1 => Some(format!("1 {periods} has no figure")),
                missing => Some(format!("{missing} {periods}s have no figure")),
            },
        }
    }
}

/// A target as pages show it.
fn target_of(version: &Version, target: Option<Hundredths>) -> Option<String> {
    target.map(|target| target_shown(version, target))
}

/// A contract of the desk's own authority with its KPIs and what was submitted.
async fn case(desk: &Desk<Staff>, reference: &str) -> Result<Monitoring, Stop> {
    desk.monitoring(reference).await?.ok_or(Stop::NotFound)
}
