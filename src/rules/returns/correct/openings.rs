//! Caseloads that no longer carry over: a corrected period ends with other cases than the next one began with.

use crate::returns::values::Values;
use crate::returns::{Asked, Monitoring, Return};
use entity::id::{KpiId, ReturnId};

/// A period whose cases at its beginning are others than the period before ended with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutOfStep {
    /// The return of the period.
    pub one: ReturnId,
    /// The KPI.
    pub kpi: KpiId,
    /// What the period is called.
    pub period: String,
    /// The cases it began with, as its figure stands.
    pub stands: i64,
    /// The cases that are carried into it.
    pub carried: i64,
}

impl Monitoring {
    /// The later periods that would no longer begin with the cases that are carried into them if this figure were so:
    /// each that has a figure, on the ground that its new and closed cases stay as they are.
    #[must_use]
    pub fn shifted_by(&self, one: &Return, asked: Asked<'_>, values: &Values) -> Vec<OutOfStep> {
        let Some(mut carried) = values.closing else { return Vec::new() };
        let mut found = Vec::new();
        for later in self.returns.iter().filter(|later| later.row.first_on > one.row.last_on) {
            let Some(current) = self.current(later, asked.kpi.row.id) else { break };
            let (Some(stands), Some(closing)) = (current.values.opening, current.values.closing) else {
                break;
            };
            if stands == carried {
                break;
            }
            found.push(OutOfStep {
                one: later.row.id,
                kpi: asked.kpi.row.id,
                period: self.period_words(later),
                stands,
                carried,
            });
            carried = closing.saturating_add(carried).saturating_sub(stands);
        }
        found
    }

    /// The caseloads of a return that do not begin with what is carried into it: after a correction of the period before.
    #[must_use]
    pub fn out_of_step(&self, one: &Return) -> Vec<OutOfStep> {
        let of = |asked: Asked<'_>| {
            let stands = self.current(one, asked.kpi.row.id)?.values.opening?;
            let carried = self.opening(one, asked)?;
            let (kpi, period) = (asked.kpi.row.id, self.period_words(one));
            (stands != carried).then_some(OutOfStep { one: one.row.id, kpi, period, stands, carried })
        };
        self.asked(one).into_iter().filter_map(of).collect()
    }
}
