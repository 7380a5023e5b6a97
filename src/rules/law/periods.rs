//! The shortest time suppliers may be given to ask to take part and to tender.

use chrono::NaiveDate;

use crate::law::dates::plus_days;
use crate::law::regime::{LightTouch, Regime, Standing};

/// The shortest period the law allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minimum {
    /// This many days, the day of the invitation not counted.
    Days(u32),
    /// No number is set, but the period must be reasonable, proportionate and the same for everyone.
    Proportionate,
    /// The facts do not decide it.
    CannotTell,
}

/// What the minimum tendering period turns on (Procurement Act 2023, section 54(4), read).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// Is it a light touch contract?
    pub light_touch: bool,
    /// Only suppliers assessed beforehand may tender.
    pub preselected: bool,
    /// The period was agreed with those suppliers.
    pub negotiated: bool,
    /// A planned procurement notice (UK3) was published 40 days to 12 months before the tender notice.
    pub qualifying_planned_notice: bool,
    /// Urgency makes every other period that applies impractical.
    pub urgent: bool,
    /// Only members of a dynamic market may tender.
    pub dynamic_market: bool,
    /// Tenders may be submitted electronically.
    pub electronic: bool,
    /// The tender notice and all tender documents are provided at the same time.
    pub all_documents: bool,
}

impl Circumstances {
    /// An open tender as this tool runs it: electronic, all documents at once, nothing that shortens it.
    pub const OPEN: Self = Self {
        light_touch: false,
        preselected: false,
        negotiated: false,
        qualifying_planned_notice: false,
        urgent: false,
        dynamic_market: false,
        electronic: true,
        all_documents: true,
    };
}

impl Minimum {
    /// The earliest day on which the period may end, if a number of days is set.
    #[must_use]
    pub fn earliest_close(self, invited: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => Some(plus_days(invited, days)),
            Self::Proportionate | Self::CannotTell => None,
        }
    }

    /// `at least 25 days`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Days(days) => format!("at least {days} days, the day of the invitation not counted"),
            Self::Proportionate => {
                "no minimum, but reasonable, proportionate and the same for everyone".to_owned()
            }
            Self::CannotTell => "cannot tell".to_owned(),
        }
    }
}

/// The minimum tendering period of the Act: of the rows that apply, the shortest (section 54(4)).
///
/// A council is a sub-central authority, so the rows for preselected suppliers are open to it.
#[must_use]
pub fn tendering(case: Circumstances) -> Minimum {
    if case.light_touch || (case.preselected && case.negotiated) {
        return Minimum::Proportionate;
    }
    let short = case.preselected || case.qualifying_planned_notice || case.urgent || case.dynamic_market;
    match (short, case.electronic, case.all_documents) {
        (true, _, _) => Minimum::Days(10),
        (false, true, true) => Minimum::Days(25),
        (false, true, false) | (false, false, true) => Minimum::Days(30),
        (false, false, false) => Minimum::Days(35),
    }
}

/// The minimum participation period of the Act, for requests to take part (section 54(3), read).
#[must_use]
pub fn participation(light_touch: bool, urgent: bool) -> Minimum {
    match (light_touch, urgent) {
        (true, _) => Minimum::Proportionate,
        (false, true) => Minimum::Days(10),
        (false, false) => Minimum::Days(25),
    }
}

/// The minimum for an open procedure under the 2015 Regulations, from the day the contract notice is sent.
///
/// Regulation 27: 35 days, 30 when tenders come electronically, 15 after a prior information notice or in
/// urgency (known).
#[must_use]
pub const fn legacy_open(electronic: bool, prior_notice_or_urgent: bool) -> Minimum {
    match (prior_notice_or_urgent, electronic) {
        (true, _) => Minimum::Days(15),
        (false, true) => Minimum::Days(30),
        (false, false) => Minimum::Days(35),
    }
}

/// The minimum for an open tender run electronically with all documents at once, under this regime.
///
/// Below the threshold the Act asks for reasonable and equal limits (section 87(6), read); light touch
/// under the 2015 Regulations for reasonable and proportionate ones (regulation 76(6), read); the Provider
/// Selection Regime sets none.
#[must_use]
pub fn open_tender(regime: Regime, light_touch: LightTouch, standing: Standing) -> Minimum {
    let full_rules = match regime {
        Regime::Act2023 => tendering(Circumstances::OPEN),
        Regime::Pcr2015 => legacy_open(true, false),
        Regime::ProviderSelection => return Minimum::Proportionate,
        Regime::CannotTell => return Minimum::CannotTell,
    };
    match (standing, light_touch) {
        (Standing::Below | Standing::BelowNotNotifiable | Standing::NoThreshold, _)
        | (Standing::Above | Standing::CannotTell, LightTouch::Yes) => Minimum::Proportionate,
        (Standing::Above, LightTouch::No) => full_rules,
        (Standing::CannotTell, LightTouch::No | LightTouch::CannotTell)
        | (Standing::Above, LightTouch::CannotTell) => Minimum::CannotTell,
    }
}

#[cfg(test)]
mod tests;
