//! Which law a procurement falls under, whether it is above the threshold, why, and what follows.

mod duties;
mod finding;
mod flags;
mod follows;
mod health;
mod light_touch;
mod question;
mod value;

pub use finding::{Finding, LightTouch, Regime, Standing, Threshold, ThresholdKind};
pub use flags::{Flag, REACH_MONTHS};
pub use follows::{Follows, KpiDuty, Summaries};
pub use question::{Authority, Category, Commencement, HealthAnswer, Question, Vat};
pub use value::{CONTRACTS_FINDER_BEFORE, CONTRACTS_FINDER_CHANGE, NOTIFIABLE, Tested, VAT_PERCENT};

use chrono::NaiveDate;

use crate::law::dates::long_date;
use crate::law::reason::Reason;
use health::Health;

/// The Public Contracts Regulations 2015 begin: 26 February 2015 (regulation 118, read).
pub const LEGACY_FROM: NaiveDate = day(2015, 2, 26);

/// The Provider Selection Regime begins: 1 January 2024 (SI 2023/1348, regulation 1, read).
pub const HEALTH_FROM: NaiveDate = day(2024, 1, 1);

/// The Procurement Act 2023 begins: 24 February 2025 (SI 2024/716, read).
pub const ACT_FROM: NaiveDate = day(2025, 2, 24);

/// Answers the question from what is given, and says so where that is not enough.
#[must_use]
pub fn find(question: &Question) -> Finding {
    let mut reasons = Vec::new();
    let mut flags = flags::of_date(question);
    let regime = regime(question, &mut reasons, &mut flags);
    let light_touch = light_touch::find(question, regime, &mut reasons, &mut flags);
    let test = value::test(question, regime, light_touch, &mut reasons, &mut flags);
    let follows = follows::of(question, regime, light_touch, &test);
    Finding {
        regime,
        light_touch,
        tested: test.tested,
        thresholds: test.thresholds,
        standing: test.standing,
        reasons,
        flags,
        follows,
    }
}

fn regime(question: &Question, reasons: &mut Vec<Reason>, flags: &mut Vec<Flag>) -> Regime {
    let Some(commencement) = question.commencement else {
        reasons.push(Reason::new(
            "The day on which the tender or contract notice is submitted is not known, so the regime \
             cannot be told.",
            "SI 2024/716, regulation 5",
        ));
        return Regime::CannotTell;
    };
    let date = commencement.date();
    reasons.push(Reason::new(commencement.sentence(), "SI 2024/716, regulation 5"));
    if date < LEGACY_FROM {
        reasons.push(Reason::new(
            format!("The rules before {} are not held here.", long_date(LEGACY_FROM)),
            "Public Contracts Regulations 2015, regulation 118",
        ));
        return Regime::CannotTell;
    }
    match health::find(question, date, reasons, flags) {
        Health::Yes => Regime::ProviderSelection,
        Health::CannotTell => Regime::CannotTell,
        Health::No => by_date(date, reasons),
    }
}

fn by_date(date: NaiveDate, reasons: &mut Vec<Reason>) -> Regime {
    if date < ACT_FROM {
        reasons.push(Reason::new(
            format!(
                "It commences before {}, so the Public Contracts Regulations 2015 govern it and the \
                 whole life of its contract.",
                long_date(ACT_FROM)
            ),
            "SI 2024/716, regulation 5",
        ));
        Regime::Pcr2015
    } else {
        reasons.push(Reason::new(
            format!(
                "It commences on or after {}, so the Procurement Act 2023 governs it.",
                long_date(ACT_FROM)
            ),
            "Procurement Act 2023; SI 2024/716",
        ));
        Regime::Act2023
    }
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => panic!("a date in the law does not exist"),
    }
}

#[cfg(test)]
mod tests;
