//! The pause between saying who has won and signing.

use chrono::NaiveDate;

use crate::law::dates::plus_days;
use crate::law::holidays::{Calendar, NotLoaded};
use crate::law::regime::{LightTouch, Regime, Standing};

/// Working days of standstill under the Procurement Act 2023 (section 51(2) and (5), read) and under the
/// Provider Selection Regime (SI 2023/1348, regulation 12(9), read).
pub const STANDSTILL_WORKING_DAYS: u32 = 8;

/// Days of standstill after letters sent electronically: Public Contracts Regulations 2015, regulation
/// 87(2) (read).
pub const STANDSTILL_DAYS_ELECTRONIC: u32 = 10;

/// Days of standstill after letters sent only by other means: regulation 87(3)(a) (read).
pub const STANDSTILL_DAYS_POST: u32 = 15;

/// Must there be a standstill?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// The contract may not be signed before it ends.
    Mandatory,
    /// None is required; one that is given must be whole, and guards against the contract being set aside.
    Voluntary,
    /// None, and none is provided for.
    None,
    /// The facts do not decide it.
    CannotTell,
}

/// How a standstill is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// Working days in any part of the UK, beginning with the day of the notice (Procurement Act 2023,
    /// section 51).
    WorkingDaysBeginningWith(u32),
    /// Working days in England after the day the period begins, which is the day after the notice (SI
    /// 2023/1348, regulation 12).
    WorkingDaysAfterNextDay(u32),
    /// Calendar days after the letters; a last day that is no working day moves to the next (PCR 2015,
    /// regulations 2(4) and 87, read). Bank holidays of any part of the UK count, because regulation 2
    /// names no part.
    DaysAfterThenWorkingDay(u32),
}

/// The standstill of one award.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standstill {
    /// Must there be one?
    pub duty: Duty,
    /// How it is counted, if there is one.
    pub count: Option<Count>,
    /// What it runs from, in words.
    pub runs_from: &'static str,
    /// Where the rule stands.
    pub source: &'static str,
}

/// Why the end of a standstill cannot be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoEnd {
    /// The regime is not known.
    #[error("The end of standstill cannot be worked out until the regime is known.")]
    Regime,
    /// Bank holidays are not loaded for these years.
    #[error(transparent)]
    NotLoaded(#[from] NotLoaded),
}

impl Duty {
    /// As a page shows it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Mandatory => "mandatory",
            Self::Voluntary => "voluntary",
            Self::None => "none",
            Self::CannotTell => "cannot tell",
        }
    }
}

impl Count {
    /// The last day of the standstill that runs from this day.
    pub fn ends(self, from: NaiveDate) -> Result<NaiveDate, NotLoaded> {
        match self {
            Self::WorkingDaysBeginningWith(days) => {
                Calendar::AnyPartOfUk.nth_working_day_beginning_with(from, days)
            }
            Self::WorkingDaysAfterNextDay(days) => {
                Calendar::EnglandAndWales.add_working_days(plus_days(from, 1), days)
            }
            Self::DaysAfterThenWorkingDay(days) => {
                Calendar::AnyPartOfUk.working_day_on_or_after(plus_days(from, days))
            }
        }
    }

    /// `8 working days beginning with the day of the notice`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::WorkingDaysBeginningWith(days) => {
                format!("{days} working days beginning with the day of the notice")
            }
            Self::WorkingDaysAfterNextDay(days) => {
                format!("{days} working days after the day following the notice")
            }
            Self::DaysAfterThenWorkingDay(days) => {
                format!("{days} days after the letters, ending on a working day")
            }
        }
    }
}

/// The last day of standstill from the day of the notice, or of the letters sent electronically, under a
/// regime.
pub fn standstill_end(regime: Regime, from: NaiveDate) -> Result<NaiveDate, NoEnd> {
    Ok(usual_count(regime).ok_or(NoEnd::Regime)?.ends(from)?)
}

/// The first day on which the contract may be signed: the day after standstill ends, working day or not.
#[must_use]
pub fn earliest_signing(standstill_ends: NaiveDate) -> NaiveDate {
    plus_days(standstill_ends, 1)
}

/// The standstill of an award under this regime, for a contract of this kind and standing.
#[must_use]
pub fn of(regime: Regime, light_touch: LightTouch, standing: Standing) -> Standstill {
    match regime {
        Regime::Pcr2015 => legacy(standing),
        Regime::Act2023 => under_the_act(light_touch, standing),
        Regime::ProviderSelection => Standstill {
            duty: Duty::Mandatory,
            count: usual_count(regime),
            runs_from: "the day after the notice of intention to award is published; not for Direct \
             Award A or B",
            source: "SI 2023/1348, regulation 12",
        },
        Regime::CannotTell => Standstill {
            duty: Duty::CannotTell,
            count: None,
            runs_from: "not known until the regime is",
            source: "no rule applied",
        },
    }
}

fn usual_count(regime: Regime) -> Option<Count> {
    match regime {
        Regime::Pcr2015 => Some(Count::DaysAfterThenWorkingDay(STANDSTILL_DAYS_ELECTRONIC)),
        Regime::Act2023 => Some(Count::WorkingDaysBeginningWith(STANDSTILL_WORKING_DAYS)),
        Regime::ProviderSelection => Some(Count::WorkingDaysAfterNextDay(STANDSTILL_WORKING_DAYS)),
        Regime::CannotTell => None,
    }
}

/// Regulations 86 and 87 reach every contract in scope of Part 2, light touch above its threshold included.
fn legacy(standing: Standing) -> Standstill {
    let duty = by_standing(standing, Duty::Mandatory);
    Standstill {
        duty,
        count: counted(duty, Regime::Pcr2015),
        runs_from: "the day the regulation 86 letters are sent electronically (15 days when sent only by \
         post)",
        source: "Public Contracts Regulations 2015, regulations 86 and 87",
    }
}

/// Section 51(3)(f) leaves light touch contracts out of the mandatory standstill (read).
fn under_the_act(light_touch: LightTouch, standing: Standing) -> Standstill {
    let duty = match light_touch {
        LightTouch::Yes => by_standing(standing, Duty::Voluntary),
        LightTouch::No => by_standing(standing, Duty::Mandatory),
        LightTouch::CannotTell => by_standing(standing, Duty::CannotTell),
    };
    Standstill {
        duty,
        count: counted(duty, Regime::Act2023),
        runs_from: "the day the contract award notice (UK6) is published",
        source: "Procurement Act 2023, section 51",
    }
}

fn by_standing(standing: Standing, above: Duty) -> Duty {
    match standing {
        Standing::Above => above,
        Standing::Below | Standing::BelowNotNotifiable | Standing::NoThreshold => Duty::None,
        Standing::CannotTell => Duty::CannotTell,
    }
}

fn counted(duty: Duty, regime: Regime) -> Option<Count> {
    match duty {
        Duty::Mandatory | Duty::Voluntary => usual_count(regime),
        Duty::None | Duty::CannotTell => None,
    }
}

#[cfg(test)]
mod tests;
