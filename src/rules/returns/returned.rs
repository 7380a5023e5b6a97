//! What the council reads: what was returned, and never what is still being written.

use entity::kpi_version;
use entity::state::EnteredBy;

use super::{Monitoring, Return};

impl Monitoring {
    /// The same contract with what was returned alone. Whatever is read by the council, counted or printed rests on this.
    ///
    /// INVARIANT: a figure that the provider saved and did not submit is not in it. Where a return is with its provider
    /// again, a figure that was written since the last submission is left out until it comes back. The council's own
    /// figures count from when they are saved.
    #[must_use]
    pub fn returned(&self) -> Self {
        let mut all = self.clone();
        for one in &mut all.returns {
            let last = one.submissions.last().map(|row| row.at);
            let (is_returned, is_open) = (one.is_returned(), one.is_with_provider());
            one.figures.retain(|figure| {
                let version = self.version(figure.kpi_version_id);
                version.is_some_and(|row| row.entered_by == EnteredBy::Council)
                    || is_returned && (!is_open || last.is_none_or(|last| figure.at <= last))
            });
        }
        all
    }

    /// A version of one of its KPIs.
    fn version(&self, id: entity::id::RowId) -> Option<&kpi_version::Model> {
        let mut versions = self.kpis.iter().flat_map(|kpi| &kpi.versions);
        versions.find(|version| version.row.id == id).map(|version| &version.row)
    }
}

impl Return {
    /// Whether it was submitted first after the day on which it was due.
    #[must_use]
    pub fn came_late(&self) -> bool {
        self.row.submitted_at.is_some_and(|at| self.is_late_at(at))
    }
}
