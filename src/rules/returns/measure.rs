//! What a figure comes to: its value, how that stands to its target, and the year to date. Exact until it is shown.

use chrono::NaiveDate;
use entity::number::{Hundredths, grouped};
use entity::state::{Direction, Gathers, KpiKind, Rating, ToleranceKind, YesNo};
use num_traits::{Signed, ToPrimitive, Zero};

use super::values::Values;
use super::{Asked, Monitoring, Return, Version};
use crate::exact::{Exact, plain, ratio, whole};

/// What a figure comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A value, in the unit of the KPI; of a rate, in percent.
    Value(Exact),
    /// There is none.
    NoData,
    /// Its denominator is nought, so there is no rate: neither 0% nor 100%.
    ZeroDenominator,
    /// It is told in words.
    Words,
}

/// How a figure stands to its target. Grey is never green and never red.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rag {
    /// The target is met.
    Green,
    /// It is missed by no more than the tolerance.
    Amber,
    /// It is missed by more.
    Red,
    /// There is no figure.
    NoData,
    /// The return is not due, and not there.
    NotDue,
    /// The denominator is nought.
    ZeroDenominator,
    /// The denominator is too small to judge by.
    TooFew,
    /// There is no target to stand to.
    NoTarget,
}

impl Rag {
    /// Every way there is.
    pub const ALL: [Self; 8] = [
        Self::Green,
        Self::Amber,
        Self::Red,
        Self::NoData,
        Self::NotDue,
        Self::ZeroDenominator,
        Self::TooFew,
        Self::NoTarget,
    ];

    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Green => "On target",
            Self::Amber => "Near target",
            Self::Red => "Off target",
            Self::NoData => "No figure",
            Self::NotDue => "Not due yet",
            Self::ZeroDenominator => "Nothing to measure",
            Self::TooFew => "Too few to judge",
            Self::NoTarget => "No target",
        }
    }

    /// What pages and papers know it by: green, amber, red or one of the greys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::NoData => "no-data",
            Self::NotDue => "not-due",
            Self::ZeroDenominator => "zero",
            Self::TooFew => "too-few",
            Self::NoTarget => "no-target",
        }
    }

    /// The rating that follows (Procurement Regulations 2024, regulation 39): what cannot be judged is “other”.
    #[must_use]
    pub fn rating(self, version: &Version) -> Rating {
        match self {
            Self::Green => Rating::Good,
            Self::Amber => Rating::Approaching,
            Self::Red => version.row.red_rating.unwrap_or(Rating::RequiresImprovement),
            Self::NoData | Self::NotDue | Self::ZeroDenominator | Self::TooFew | Self::NoTarget => {
                Rating::Other
            }
        }
    }
}

/// What the values of a figure come to.
#[must_use]
pub fn reading(version: &Version, values: &Values) -> Reading {
    let value = |number: Option<i64>| number.map_or(Reading::NoData, |number| Reading::Value(whole(number)));
    match version.row.kind {
        KpiKind::Count => value(values.count),
        KpiKind::Rate => rate(values.numerator, values.denominator),
        KpiKind::Caseload => value(values.closing),
        KpiKind::YesNo => value(values.yes.map(i64::from)),
        KpiKind::Score => values.score.map_or(Reading::NoData, |score| Reading::Value(ratio(score.0, 100))),
        KpiKind::Narrative => {
            if values.words.is_some() {
                Reading::Words
            } else {
                Reading::NoData
            }
        }
    }
}

fn rate(numerator: Option<i64>, denominator: Option<i64>) -> Reading {
    match (numerator, denominator) {
        (_, Some(0)) => Reading::ZeroDenominator,
        (Some(above), Some(below)) => Reading::Value(ratio(above, below) * whole(100)),
        (None, _) | (_, None) => Reading::NoData,
    }
}

/// How a value stands to a target. The edges are inclusive.
#[must_use]
pub fn judge(version: &Version, target: Option<Hundredths>, value: &Exact) -> Rag {
    let Some(target) = target.map(|target| ratio(target.0, 100)) else { return Rag::NoTarget };
    let tolerance = version.row.tolerance.map_or_else(Exact::zero, |by| ratio(by.0, 100));
    let tolerance = match version.row.tolerance_kind {
        Some(ToleranceKind::Relative) => tolerance * target.abs() / whole(100),
        Some(ToleranceKind::Absolute) | None => tolerance,
    };
    let missed_by = match version.row.direction {
        Some(Direction::Lower) => value - &target,
        Some(Direction::Higher) | None => target - value,
    };
    if missed_by <= Exact::zero() {
        Rag::Green
    } else if missed_by <= tolerance {
        Rag::Amber
    } else {
        Rag::Red
    }
}

/// How values stand to the target of the period that begins on this day.
#[must_use]
pub fn rag(version: &Version, values: &Values, first_on: NaiveDate) -> Rag {
    let few = version.row.least_denominator.map_or(0, i64::from);
    match reading(version, values) {
        Reading::Value(_) if values.denominator.is_some_and(|below| below < few) => Rag::TooFew,
        Reading::Value(value) => judge(version, version.target(first_on), &value),
        Reading::Words => Rag::NoTarget,
        Reading::NoData => Rag::NoData,
        Reading::ZeroDenominator => Rag::ZeroDenominator,
    }
}

/// The year to date of a KPI: from sums, never from a mean of percentages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearToDate {
    /// What it comes to.
    pub reading: Reading,
    /// The sums it was made of, above and below the line of a rate.
    pub sums: Option<(i64, i64)>,
    /// The target to which it stands: of what adds up, the sum of the targets of the periods that have a figure.
    pub target: Option<Hundredths>,
    /// How many periods of the year have a figure.
    pub periods: usize,
    /// How many that asked for one have none.
    pub missing: usize,
}

impl Monitoring {
    /// The year to date of a KPI up to and with a return. `typed` stands in for what that return holds, if given.
    #[must_use]
    pub fn year_to_date(&self, one: &Return, asked: Asked<'_>, typed: Option<&Values>) -> YearToDate {
        let mut known: Vec<(Values, Option<Hundredths>)> = Vec::new();
        let mut missing = 0;
        for period in self.year_to(one) {
            let Some(then) = self.asked_of(asked.kpi, period) else { continue };
            let held = self.current(period, asked.kpi.row.id).map(|current| current.values);
            let values = if period.row.id == one.row.id { typed.cloned().or(held) } else { held };
            match values.filter(|values| reading(then.version, values) != Reading::NoData) {
                Some(values) => known.push((values, then.version.target(period.row.first_on))),
                None => missing += 1,
            }
        }
        let all: Vec<&Values> = known.iter().map(|(values, _)| values).collect();
        let (reading, sums) = sum_up(asked.version, &all);
        let target = match adds_up(asked.version) {
            true => known.iter().map(|(_, target)| target.map(|target| target.0)).sum::<Option<i64>>(),
            false => asked.version.target(one.row.first_on).map(|target| target.0),
        };
        let target = target.filter(|_| has_target_of_year(asked.version)).map(Hundredths);
        YearToDate { reading, sums, target, periods: known.len(), missing }
    }
}

/// Whether periods add up over the year, and their targets with them.
fn adds_up(version: &Version) -> bool {
    let row = &version.row;
    row.kind == KpiKind::Count && (row.people == Some(YesNo::Yes) || row.gathers == Some(Gathers::Cumulative))
}

/// Whether the year as a whole stands to a target: people counted once, and cases supported, have targets by period only.
fn has_target_of_year(version: &Version) -> bool {
    let row = &version.row;
    match row.kind {
        KpiKind::Caseload | KpiKind::YesNo | KpiKind::Narrative => false,
        KpiKind::Count => row.people != Some(YesNo::Yes),
        KpiKind::Rate | KpiKind::Score => true,
    }
}

fn sum_up(version: &Version, all: &[&Values]) -> (Reading, Option<(i64, i64)>) {
    let total = |of: fn(&Values) -> Option<i64>| all.iter().try_fold(0_i64, |sum, v| sum.checked_add(of(v)?));
    let value = |number: Option<i64>| number.map_or(Reading::NoData, |number| Reading::Value(whole(number)));
    let Some(last) = all.last() else { return (Reading::NoData, None) };
    match version.row.kind {
        KpiKind::Count if version.row.people == Some(YesNo::Yes) => (value(total(|v| v.new_this_year)), None),
        KpiKind::Count if adds_up(version) => (value(total(|v| v.count)), None),
        KpiKind::Rate => {
            let sums = total(|v| v.numerator).zip(total(|v| v.denominator));
            (rate(sums.map(|sums| sums.0), sums.map(|sums| sums.1)), sums)
        }
        // Everyone who was there at the beginning, and whoever came: never the sum of the quarterly totals.
        KpiKind::Caseload => {
            let opening = all.first().and_then(|first| first.opening);
            let supported = total(|v| v.added).zip(opening).and_then(|(added, open)| added.checked_add(open));
            (value(supported), None)
        }
        KpiKind::YesNo => (value(total(|v| v.yes.map(i64::from))), None),
        KpiKind::Count | KpiKind::Score | KpiKind::Narrative => (reading(version, last), None),
    }
}

/// What the year to date of a KPI is called.
#[must_use]
pub fn year_words(version: &Version) -> &'static str {
    let row = &version.row;
    match row.kind {
        KpiKind::Count if row.people == Some(YesNo::Yes) => "Different people this year",
        KpiKind::Count if adds_up(version) => "This year so far",
        KpiKind::Rate => "This year so far, of all counts together",
        KpiKind::Caseload => "Supported this year",
        KpiKind::YesNo => "Periods with yes this year",
        KpiKind::Count | KpiKind::Score | KpiKind::Narrative => "As last returned",
    }
}

/// A value as pages show it: a rate in percent with one decimal, yes or no, any other with what decimals it has.
#[must_use]
pub fn shown(version: &Version, reading: &Reading) -> String {
    match reading {
        Reading::Value(value) => match version.row.kind {
            KpiKind::Rate => format!("{}%", one_decimal(value)),
            KpiKind::YesNo => if value.is_zero() { "No" } else { "Yes" }.to_owned(),
            KpiKind::Count | KpiKind::Caseload | KpiKind::Score | KpiKind::Narrative => plain(value),
        },
        Reading::NoData => Rag::NoData.words().to_owned(),
        Reading::ZeroDenominator => Rag::ZeroDenominator.words().to_owned(),
        Reading::Words => "In words".to_owned(),
    }
}

/// A year to date as pages show it: of yes or no, how many periods.
#[must_use]
pub fn year_shown(version: &Version, year: &YearToDate) -> String {
    match (&year.reading, version.row.kind) {
        (Reading::Value(value), KpiKind::YesNo) => format!("{} of {}", plain(value), year.periods),
        (reading, _) => shown(version, reading),
    }
}

/// A target as pages show it, in the unit of the KPI.
#[must_use]
pub fn target_shown(version: &Version, target: Hundredths) -> String {
    match version.row.kind {
        KpiKind::Rate => format!("{target}%"),
        KpiKind::YesNo => if target.0 > 0 { "Yes" } else { "No" }.to_owned(),
        KpiKind::Count | KpiKind::Caseload | KpiKind::Score | KpiKind::Narrative => target.to_string(),
    }
}

/// With one decimal, half up: `55.7`.
#[must_use]
pub fn one_decimal(number: &Exact) -> String {
    let tenths = (number * whole(10) + ratio(1, 2)).floor().to_integer();
    let sign = if tenths.is_negative() { "-" } else { "" };
    let tenths = tenths.magnitude().to_u64().unwrap_or(u64::MAX);
    format!("{sign}{}.{}", grouped(tenths / 10), tenths % 10)
}

#[cfg(test)]
mod tests;
