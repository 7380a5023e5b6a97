//! A KPI over its periods, for charts and tables.

mod moved;
mod says;

use chrono::{DateTime, Utc};
use entity::figure_correction;
use entity::id::ReturnId;
use entity::number::Hundredths;
use entity::state::{KpiKind, Rhythm};

use super::correct::value_words;
use super::measure::{Rag, Reading, rag, reading, shown};
use super::standing::Timeliness;
use super::values::Values;
use super::{Asked, Current, Kpi, Monitoring, Return, Version};

pub use moved::{Moved, Way, moved};
pub use says::says;

/// A KPI over its periods, oldest first.
#[derive(Clone, Debug)]
pub struct Trend<'a> {
    /// The KPI.
    pub kpi: &'a Kpi,
    /// What it asked in the last of these periods; where none asked for it, what it asks now.
    pub version: &'a Version,
    /// What a period is called among its like: quarter, month, year.
    pub one_period: &'static str,
    /// The periods that asked for it.
    pub points: Vec<Point<'a>>,
}

/// A KPI in one period.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    /// The return of the period.
    pub one: &'a Return,
    /// What it asked.
    pub version: &'a Version,
    /// What the period is called.
    pub period: String,
    /// What was returned, with every correction that was agreed.
    pub current: Option<Current<'a>>,
    /// What that comes to.
    pub reading: Reading,
    /// The target of this period.
    pub target: Option<Hundredths>,
    /// How it stands to the target.
    pub rag: Rag,
    /// Whether the return came after the day on which it was due.
    pub late: bool,
    /// Whether another version than in the period before is asked from here on.
    pub is_new_version: bool,
}

impl Monitoring {
    /// How a KPI stands in one period. It reads what it is given: give it what was submitted (`as_submitted`).
    #[must_use]
    pub fn point<'a>(&'a self, one: &'a Return, asked: Asked<'a>, now: DateTime<Utc>) -> Point<'a> {
        let current = self.current(one, asked.kpi.row.id);
        let nothing = Values::default();
        let values = current.as_ref().map_or(&nothing, |current| &current.values);
        let (version, first_on) = (asked.version, one.row.first_on);
        let is_awaited = !asked.is_providers() || !one.is_returned();
        let reading = reading(version, values);
        let rag = match rag(version, values, first_on) {
            Rag::NoData if current.is_none() && is_awaited && is_early(one, asked, now) => Rag::NotDue,
            rag => rag,
        };
        Point {
            one,
            version,
            period: self.period_words(one),
            reading,
            target: version.target(first_on),
            rag,
            late: one.came_late(),
            is_new_version: false,
            current,
        }
    }

    /// A KPI over its periods, up to and with one; all, where none is named.
    ///
    /// INVARIANT: a draft is never read: `self` is what was submitted (`as_submitted`).
    #[must_use]
    pub fn trend<'a>(
        &'a self,
        kpi: &'a Kpi,
        upto: Option<ReturnId>,
        now: DateTime<Utc>,
    ) -> Option<Trend<'a>> {
        let last_on = upto.and_then(|id| self.one(id).ok()).map(|one| one.row.last_on);
        let in_span = |one: &&Return| last_on.is_none_or(|last| one.row.last_on <= last);
        let mut points: Vec<Point<'a>> = Vec::new();
        for one in self.returns.iter().filter(in_span) {
            let Some(asked) = self.asked_of(kpi, one) else { continue };
            let mut point = self.point(one, asked, now);
            let before = points.last().map(|before| before.version.row.id);
            point.is_new_version = before.is_some_and(|before| before != asked.version.row.id);
            points.push(point);
        }
        let version = points.last().map(|point| point.version).or_else(|| kpi.latest())?;
        Some(Trend { kpi, version, one_period: self.one_period(), points })
    }

    /// What a period of this contract is called among its like.
    #[must_use]
    pub fn one_period(&self) -> &'static str {
        match self.contract.row.returns_every {
            Some(Rhythm::Monthly) => "month",
            Some(Rhythm::Quarterly) => "quarter",
            Some(Rhythm::Yearly) => "year",
            None => "period",
        }
    }
}

/// Whether nothing can be expected yet. The council's own figures are due when the provider's are.
fn is_early(one: &Return, asked: Asked<'_>, now: DateTime<Utc>) -> bool {
    match one.timeliness(now) {
        Timeliness::Running | Timeliness::InTime => true,
        Timeliness::CameInTime | Timeliness::CameLate => !asked.is_providers() && !one.is_late_at(now),
        Timeliness::Overdue | Timeliness::NeverCame => false,
    }
}

impl Trend<'_> {
    /// The points with a value, in order.
    pub fn valued(&self) -> impl Iterator<Item = &Point<'_>> {
        self.points.iter().filter(|point| matches!(point.reading, Reading::Value(_)))
    }

    /// Whether there is something to draw: values of a number, not an answer of yes or no and not words.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        match self.version.row.kind {
            KpiKind::Count | KpiKind::Rate | KpiKind::Caseload | KpiKind::Score => {
                self.valued().next().is_some()
            }
            KpiKind::YesNo | KpiKind::Narrative => false,
        }
    }
}

impl Point<'_> {
    /// What it comes to, as pages show it; where there is nothing, why.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.reading {
            Reading::NoData => self.rag.words().to_owned(),
            reading => shown(self.version, reading),
        }
    }

    /// The corrections that were agreed, oldest first.
    #[must_use]
    pub fn corrected(&self) -> &[&figure_correction::Model] {
        self.current.as_ref().map_or(&[], |current| &current.corrected)
    }

    /// The same with what it was made of: `83.3% (50 of 60)`; a narrative with its words.
    #[must_use]
    pub fn says(&self) -> String {
        let given = self
            .current
            .as_ref()
            .filter(|current| self.reading != Reading::NoData || current.values.none_reason.is_some());
        given.map_or_else(|| self.shown(), |current| value_words(self.version, &current.values))
    }
}

#[cfg(test)]
mod tests;
