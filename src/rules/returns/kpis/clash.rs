//! What cannot be true together of a KPI.

use entity::kpi_version;
use entity::number::Hundredths;
use entity::state::{Gathers, KpiKind, ToleranceKind, YesNo};

use crate::Problem;

/// Everything in a version that cannot be true together, in the order of the page.
#[must_use]
pub fn clashes(row: &kpi_version::Model) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut say = |field: &str, says: &str| found.push(Problem::at(field, says));
    if row.kind == KpiKind::Count && row.people != Some(YesNo::Yes) && row.gathers.is_none() {
        say("gathers", "Say whether periods add up over the year or each stands for itself.");
    }
    if row.people == Some(YesNo::Yes) && row.gathers == Some(Gathers::Cumulative) {
        say(
            "gathers",
            "People must not be counted twice, so only those new this year are added up. Leave this unanswered.",
        );
    }
    for (field, given) in [("baseline", row.baseline), ("target", row.target)] {
        if let Some(says) = given.and_then(|given| target_fault(row, given)) {
            say(field, &says);
        }
    }
    if row.baseline_on.is_some() && row.baseline.is_none() {
        say("baseline_on", "Give the baseline of that day, or take the day out.");
    }
    if row.target.is_some() && row.direction.is_none() {
        say("direction", "Say which way is better, so that the figure can be held against its target.");
    }
    match (row.tolerance, row.tolerance_kind) {
        (Some(_), None) => say("tolerance_kind", "Say how the tolerance is counted."),
        (None, Some(_)) => say("tolerance", "Give the tolerance, or leave unanswered how it is counted."),
        (Some(Hundredths(..0)), Some(_)) => say("tolerance", "The tolerance is 0 or more."),
        (Some(by), Some(ToleranceKind::Relative)) if by.0 > 10_000 => {
            say("tolerance", "The tolerance is 100% of the target at most.");
        }
        (Some(by), Some(ToleranceKind::Absolute)) if row.kind == KpiKind::Rate && by.0 > 10_000 => {
            say("tolerance", "The tolerance of a rate is 100 points at most.");
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
    if row.least_denominator.is_some() && row.kind != KpiKind::Rate {
        say("least_denominator", "Only a rate has something below the line.");
    }
    if row.red_rating.is_some() && row.rated != Some(YesNo::Yes) {
        say(
            "red_rating",
            "This rating is only given where the contract is assessed by this KPI. Answer yes above, or leave this out.",
        );
    }
    found
}

/// Why something cannot be the target or the baseline of a KPI.
#[must_use]
pub fn target_fault(row: &kpi_version::Model, target: Hundredths) -> Option<String> {
    let most = match row.kind {
        KpiKind::Rate => Some(100),
        KpiKind::Score => row.score_most.map(i64::from),
        KpiKind::YesNo => Some(1),
        KpiKind::Count | KpiKind::Caseload => None,
        KpiKind::Narrative => return Some("What is told in words has no target.".to_owned()),
    };
    match most {
        _ if target.0 < 0 => Some("This must be 0 or more.".to_owned()),
        Some(most) if target.0 > most.saturating_mul(100) && row.kind == KpiKind::Rate => {
            Some("A rate is 100% at most.".to_owned())
        }
        Some(most) if target.0 > most.saturating_mul(100) => {
            Some(format!("The score goes from 0 to {most}."))
        }
        Some(_) | None => None,
    }
}
