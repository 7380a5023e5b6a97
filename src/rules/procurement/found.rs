//! What is found beside the record and never typed: maximum value, regime, key decision, dates.

use chrono::{DateTime, NaiveDate, Utc};
use entity::authority;
use entity::number::Pence;
use entity::state::{Category, HealthAnswer, TermEnd, Vat, YesNo};

use super::Procurement;
use crate::law::clock::uk_date;
use crate::law::cpv::Cpv;
use crate::law::dates::{clear_working_days_before, last_day_of_period, long_date};
use crate::law::{key_decision, regime};

/// A value that was worked out, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Derived<T> {
    /// The value; nothing when the facts do not suffice.
    pub value: Option<T>,
    /// How it was worked out, or what is missing.
    pub how: String,
}

/// Everything found for one procurement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The longest term with every option, in months.
    pub longest_term: Derived<u32>,
    /// The most that could be paid over the longest term, in pence, without VAT.
    pub maximum: Derived<Pence>,
    /// The last day of the longest term.
    pub ends_on: Derived<NaiveDate>,
    /// The law it falls under, and what follows.
    pub regime: regime::Finding,
    /// Whether the decision is key.
    pub key_decision: key_decision::Finding,
    /// Last days before the meeting: what, and when.
    pub before_meeting: Vec<(&'static str, Derived<NaiveDate>)>,
}

/// Finds everything that follows from the facts given.
#[must_use]
pub fn found(procurement: &Procurement, authority: &authority::Model, now: DateTime<Utc>) -> Found {
    let maximum = maximum(procurement);
    Found {
        longest_term: longest_term(procurement),
        ends_on: last_day(procurement),
        regime: regime::find(&question(procurement, maximum.value, now)),
        key_decision: key_decision::find(key_question(procurement, authority, maximum.value)),
        before_meeting: before_meeting(procurement),
        maximum,
    }
}

/// The longest term: the parts of the term, or else the time between the first and last day.
#[must_use]
pub fn longest_term(procurement: &Procurement) -> Derived<u32> {
    let parts = &procurement.term_periods;
    if !parts.is_empty() {
        let months: Option<Vec<u32>> =
            parts.iter().map(|part| part.months.and_then(|months| u32::try_from(months).ok())).collect();
        return match months {
            Some(months) => {
                let sum = months.iter().try_fold(0_u32, |sum, part| sum.checked_add(*part));
                let words: Vec<_> = months.iter().map(u32::to_string).collect();
                match sum {
                    Some(sum) => Derived {
                        value: Some(sum),
                        how: format!("{} months, the parts of the term.", words.join(" + ")),
                    },
                    None => unknown("The parts of the term are too long to add up."),
                }
            }
            None => unknown("A part of the term has no length."),
        };
    }
    let (Some(starts), Some(ends)) = (procurement.row.starts_on, procurement.row.ends_on) else {
        return unknown("Neither the parts of the term nor both its first and last day are given.");
    };
    match (1..=600).find(|months| last_day_of_period(starts, *months) >= ends) {
        Some(months) if last_day_of_period(starts, months) == ends => Derived {
            value: Some(months),
            how: format!("From {} to {}.", long_date(starts), long_date(ends)),
        },
        _ => unknown("First and last day are not a whole number of months apart."),
    }
}

/// The most that could be paid over the longest term: the yearly cost times the term, or the total as stated.
/// Half a penny rounds up.
#[must_use]
pub fn maximum(procurement: &Procurement) -> Derived<Pence> {
    let row = &procurement.row;
    let from_years = row.annual_value.zip(longest_term(procurement).value).and_then(|(annual, months)| {
        let twelfths = i128::from(annual.0) * i128::from(months);
        let maximum = i64::try_from((twelfths + 6).div_euclid(12)).ok()?;
        Some((annual, months, Pence(maximum)))
    });
    match (from_years, row.total_value) {
        (Some((annual, months, maximum)), _) => {
            Derived { value: Some(maximum), how: format!("{annual} a year for {}.", years(months)) }
        }
        (None, Some(total)) => {
            Derived { value: Some(total), how: "The cost of the whole term, as stated.".to_owned() }
        }
        // The yearly cost is there: what is missing is the term.
        (None, None) if row.annual_value.is_some() => unknown(&longest_term(procurement).how),
        (None, None) => {
            unknown("Neither the yearly cost with the term nor the cost of the whole term is given.")
        }
    }
}

/// "5 years", "2 years and 6 months".
#[must_use]
pub fn years(months: u32) -> String {
    let count = |number: u32, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    match (months / 12, months % 12) {
        (0, months) => count(months, "month"),
        (years, 0) => count(years, "year"),
        (years, months) => format!("{} and {}", count(years, "year"), count(months, "month")),
    }
}

/// The last day: as given, or worked out from the first day and the longest term.
#[must_use]
pub fn last_day(procurement: &Procurement) -> Derived<NaiveDate> {
    let row = &procurement.row;
    match (row.ends_on, row.starts_on, longest_term(procurement).value) {
        (Some(ends), _, _) => Derived { value: Some(ends), how: "As given.".to_owned() },
        (None, Some(starts), Some(months)) => Derived {
            value: Some(last_day_of_period(starts, months)),
            how: format!("{} from {}.", years(months), long_date(starts)),
        },
        (None, _, _) => unknown("The first day or the length of the term is not given."),
    }
}

/// The months after which a break clause or an extension option stands, with which of the two.
#[must_use]
pub fn turning_points(procurement: &Procurement) -> Vec<(u32, TermEnd)> {
    let mut months = 0_u32;
    let mut points = Vec::new();
    for part in &procurement.term_periods {
        let Some(length) = part.months.and_then(|length| u32::try_from(length).ok()) else { return points };
        months = months.saturating_add(length);
        if let Some(end @ (TermEnd::Break | TermEnd::Extension)) = part.ends_with {
            points.push((months, end));
        }
    }
    points
}

/// The question of the regime, from what is recorded.
#[must_use]
pub fn question(procurement: &Procurement, maximum: Option<Pence>, now: DateTime<Utc>) -> regime::Question {
    let row = &procurement.row;
    regime::Question {
        authority: regime::Authority::Council,
        commencement: regime::Commencement::of(row.commences_planned, row.commenced_on),
        cpv: row
            .cpv_codes
            .as_deref()
            .unwrap_or_default()
            .split(", ")
            .filter_map(|code| code.parse::<Cpv>().ok())
            .collect(),
        health_service: row.health_answer.map(|answer| match answer {
            HealthAnswer::NotHealth => regime::HealthAnswer::NotHealth,
            HealthAnswer::MixedNotHealth => regime::HealthAnswer::MixedMainNotHealth,
            HealthAnswer::Health => regime::HealthAnswer::MainlyHealth,
        }),
        main_category: row.category.map(|category| match category {
            Category::Services => regime::Category::Services,
            Category::Goods => regime::Category::Goods,
            Category::Works => regime::Category::Works,
        }),
        value: maximum,
        vat: match row.vat {
            Some(Vat::Standard) => regime::Vat::Standard,
            Some(Vat::Exempt) => regime::Vat::Exempt,
            None => regime::Vat::Unknown,
        },
        asked_on: Some(uk_date(now)),
    }
}

fn key_question(
    p: &Procurement,
    authority: &authority::Model,
    maximum: Option<Pence>,
) -> key_decision::Question {
    key_decision::Question {
        consequence: maximum,
        figure: authority.key_decision_pence,
        two_or_more_wards: p.row.significant_wards.map(|answer| match answer {
            YesNo::Yes => true,
            YesNo::No => false,
        }),
    }
}

/// SI 2012/2089: notice of a key decision 28 clear days before, agenda and reports 5 clear days before.
fn before_meeting(procurement: &Procurement) -> Vec<(&'static str, Derived<NaiveDate>)> {
    let Some(meeting) = procurement.row.meets_on else { return Vec::new() };
    let agenda = match clear_working_days_before(meeting, 5) {
        Ok(day) => {
            Derived { value: Some(day), how: "Five clear working days before the meeting.".to_owned() }
        }
        Err(unknown_year) => unknown(&unknown_year.to_string()),
    };
    vec![
        (
            "Notice of a key decision by",
            Derived {
                value: Some(key_decision::notice_by(meeting)),
                how: "28 clear days before the meeting.".to_owned(),
            },
        ),
        ("Agenda and report by", agenda),
    ]
}

fn unknown<T>(how: &str) -> Derived<T> {
    Derived { value: None, how: how.to_owned() }
}

#[cfg(test)]
mod tests;
