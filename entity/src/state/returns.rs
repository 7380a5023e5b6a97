//! Coded values of KPIs and returns.

use crate::choice::choices;

choices! {
    /// What is returned of a KPI.
    KpiKind {
        Count = "count", "A count";
        Rate = "rate", "A rate: one count of another";
        Caseload = "caseload", "A caseload: open, new, closed";
        YesNo = "yes_no", "Yes or no";
        Score = "score", "A score";
        Narrative = "narrative", "Words only";
    }
    /// Who returns a figure.
    EnteredBy {
        Provider = "provider", "The provider";
        Council = "council", "The council";
    }
    /// Which way is better.
    Direction {
        Higher = "higher", "Higher is better";
        Lower = "lower", "Lower is better";
    }
    /// How a tolerance is counted.
    ToleranceKind {
        Absolute = "absolute", "In the unit of the figure";
        Relative = "relative", "In percent of the target";
    }
    /// Whether periods add up over the year.
    Gathers {
        Cumulative = "cumulative", "Periods add up over the year";
        Snapshot = "snapshot", "Each period stands for itself";
    }
    /// What the public reads of small counts.
    SmallNumbers {
        Suppress = "suppress", "Counts of 1 to 4 are not published";
        Publish = "publish", "Every count is published: it tells of no person";
    }
    /// How a provider did against a KPI (Procurement Regulations 2024, regulation 39).
    Rating {
        Good = "good", "Good";
        Approaching = "approaching", "Approaching target";
        RequiresImprovement = "requires_improvement", "Requires improvement";
        Inadequate = "inadequate", "Inadequate";
        Other = "other", "Other";
    }
    /// How far a return has come.
    ReturnStage {
        Open = "open", "To be filled in";
        WithSignatory = "with_signatory", "Waiting for a signature";
        Submitted = "submitted", "Submitted";
        Queried = "queried", "Asked about";
        Returned = "returned", "Sent back";
        Accepted = "accepted", "Accepted";
        Closed = "closed", "Closed without a return";
    }
    /// How a figure came into the record.
    FigureCame {
        Typed = "typed", "Typed";
        Workbook = "workbook", "From a workbook";
        Nil = "nil", "As part of a nil return";
    }
    /// Whether a correction counts.
    CorrectionStanding {
        Proposed = "proposed", "Waiting for the council";
        Agreed = "agreed", "Agreed";
        Refused = "refused", "Refused";
    }
    /// Which report on performance.
    PerformanceKind {
        Monitoring = "monitoring", "Quarterly monitoring report";
        Review = "review", "Contract review report";
    }
}
