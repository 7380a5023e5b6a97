//! What a person should look at before relying on a finding.

use chrono::NaiveDate;

use super::finding::Threshold;
use super::question::{Commencement, Question};
use crate::law::cpv::Cpv;
use crate::law::dates::{long_date, plus_months};
use crate::law::thresholds;

/// A planned date this many months or fewer before a change of thresholds is flagged: it may slip past the
/// change. This tool's own caution, not law.
pub const REACH_MONTHS: u32 = 6;

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Thresholds change between today and the planned date.
    CrossesChange {
        /// The day they change.
        change: NaiveDate,
    },
    /// Thresholds change soon after the planned date, should it slip.
    ChangeWithinReach {
        /// The day they change.
        change: NaiveDate,
    },
    /// The law itself changes between today and the planned date.
    CrossesRegime {
        /// The day the new law begins.
        change: NaiveDate,
    },
    /// The planned date has passed and no actual one is recorded.
    PlannedDatePassed {
        /// The planned date.
        planned: NaiveDate,
    },
    /// No CPV code is recorded.
    NoCpv,
    /// These codes are on the health list, and the health service question is not answered.
    HealthUnanswered(Vec<Cpv>),
    /// It is recorded as mainly health care, but no code is on the health list.
    HealthAnswerWithoutCode,
    /// It is recorded as not mainly health care, but this code is on the health list without condition.
    HealthCode(Cpv),
    /// Some codes are light touch services and some are not.
    MixedCodes,
    /// Goods or works are said to be bought, but a code is a light touch service.
    CategoryAgainstCodes,
    /// No value is recorded.
    NoValue,
    /// The value lies within a tenth of this threshold.
    NearThreshold(Threshold),
    /// 20% VAT was assumed; the outcome is the same without.
    VatAssumed,
    /// 20% VAT was assumed, and the outcome would differ without.
    VatDecides,
}

impl Flag {
    /// As a page shows it.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::CrossesChange { change } => format!(
                "The thresholds change on {}, before the planned date: those of the planned date are used.",
                long_date(*change)
            ),
            Self::ChangeWithinReach { change } => format!(
                "The thresholds change on {}, soon after the planned date: check again if it slips.",
                long_date(*change)
            ),
            Self::CrossesRegime { change } => {
                format!("A new law begins on {}, before the planned date.", long_date(*change))
            }
            Self::PlannedDatePassed { planned } => format!(
                "The planned date, {}, has passed: record the day on which the notice was submitted.",
                long_date(*planned)
            ),
            Self::NoCpv => "Record at least one CPV code.".to_owned(),
            Self::HealthUnanswered(codes) => {
                format!("Answer the health service question: {} on the health list.", listed(codes))
            }
            Self::HealthAnswerWithoutCode => {
                "It is recorded as health care, but no CPV code is on the health list: check both.".to_owned()
            }
            Self::HealthCode(code) => {
                format!(
                    "{code} is always a health care service on the health list: check the recorded answer."
                )
            }
            Self::MixedCodes => "Some CPV codes are light touch services and some are not.".to_owned(),
            Self::CategoryAgainstCodes => {
                "Goods or works are said to be bought, but a CPV code is a light touch service.".to_owned()
            }
            Self::NoValue => "Record the value over the longest term with every option.".to_owned(),
            Self::NearThreshold(threshold) => format!(
                "The value is within a tenth of {}, the threshold for {}.",
                threshold.figure,
                threshold.kind.words()
            ),
            Self::VatAssumed => "20% VAT was assumed. The outcome is the same if none is charged.".to_owned(),
            Self::VatDecides => {
                "20% VAT was assumed, and it decides the outcome: find out whether VAT is charged.".to_owned()
            }
        }
    }
}

/// Only a planned date can still move; an actual one is settled.
pub(super) fn of_date(question: &Question) -> Vec<Flag> {
    let Some(Commencement::Planned(planned)) = question.commencement else { return Vec::new() };
    let mut flags = Vec::new();
    if let Some(today) = question.asked_on {
        flags.extend(crossed(today, planned));
    }
    if let Some(change) = thresholds::next_change_after(planned)
        && change <= plus_months(planned, REACH_MONTHS)
    {
        flags.push(Flag::ChangeWithinReach { change });
    }
    flags
}

fn crossed(today: NaiveDate, planned: NaiveDate) -> Vec<Flag> {
    let mut flags = Vec::new();
    if planned < today {
        flags.push(Flag::PlannedDatePassed { planned });
    }
    if let Some(change) = thresholds::last_change_by(planned).filter(|change| *change > today) {
        flags.push(Flag::CrossesChange { change });
    }
    for change in [super::HEALTH_FROM, super::ACT_FROM] {
        if today < change && change <= planned {
            flags.push(Flag::CrossesRegime { change });
        }
    }
    flags
}

fn listed(codes: &[Cpv]) -> String {
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    format!("{} {}", codes.join(", "), if codes.len() == 1 { "is" } else { "are" })
}
