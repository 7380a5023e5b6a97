//! What a KPI asks from a day on.

use sea_orm::entity::prelude::*;

use crate::gaps::Gaps;
use crate::id::{KpiId, PersonId, RowId};
use crate::number::Hundredths;
use crate::state::{Direction, EnteredBy, Gathers, KpiKind, Rating, SmallNumbers, ToleranceKind, YesNo};

/// What a KPI asks from a day on.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kpi_version")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RowId,
    /// The KPI.
    pub kpi_id: KpiId,
    /// Which of its versions, from 1.
    pub number: i32,
    /// The first day it counts: a period follows the version that stands on its first day.
    pub from_on: Date,
    /// Its short name.
    pub title: String,
    /// What is returned.
    pub kind: KpiKind,
    /// Who returns it.
    pub entered_by: EnteredBy,
    /// Whether it counts people, who must not be counted twice in a year.
    pub people: Option<YesNo>,
    /// Exactly what is counted, and what is not.
    pub definition: Option<String>,
    /// Where the figure comes from, such as a case system.
    pub source: Option<String>,
    /// What one of it is called, such as women.
    pub unit: Option<String>,
    /// What is counted above the line of a rate.
    pub numerator: Option<String>,
    /// What is counted below the line of a rate.
    pub denominator: Option<String>,
    /// Cases that were open on the first day, for a caseload.
    pub opening: Option<i64>,
    /// The highest score there is, for a score.
    pub score_most: Option<i32>,
    /// Where it stood before, in hundredths of the unit, or of a percent for a rate.
    pub baseline: Option<Hundredths>,
    /// The day of the baseline.
    pub baseline_on: Option<Date>,
    /// What is to be reached in a period, unless a target of its own is given for it; in hundredths, as the baseline.
    pub target: Option<Hundredths>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// How far off the target is still amber: in hundredths of the unit, or of a percent of the target.
    pub tolerance: Option<Hundredths>,
    /// How the tolerance is counted.
    pub tolerance_kind: Option<ToleranceKind>,
    /// Whether periods add up over the year.
    pub gathers: Option<Gathers>,
    /// Below how many in the denominator a rate is not judged.
    pub least_denominator: Option<i32>,
    /// Whether a file must come with the figure.
    pub evidence: Option<YesNo>,
    /// What the public reads of small counts.
    pub small_numbers: Option<SmallNumbers>,
    /// Whether it is one of the KPIs by which the contract is assessed each year (Procurement Act 2023, section 71).
    pub rated: Option<YesNo>,
    /// The rating that follows from missing the target by more than the tolerance.
    pub red_rating: Option<Rating>,
    /// Whether its definition is a proposal of the council's where the outcomes table has none.
    pub assumed: Option<YesNo>,
    /// Why it was changed.
    pub reason: Option<String>,
    /// When this version was written.
    pub at: DateTimeUtc,
    /// Who wrote it.
    pub person_id: Option<PersonId>,
    /// Which of these are empty for a reason.
    pub gaps: Gaps,
}

impl ActiveModelBehavior for ActiveModel {}
