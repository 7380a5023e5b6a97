//! What follows from a finding: notices, standstill, periods, KPIs and the duties around them.

use super::duties;
use super::finding::{LightTouch, Regime, Standing};
use super::question::Question;
use super::value::Test;
use crate::law::notices::{self, Notice};
use crate::law::periods::{self, Minimum};
use crate::law::reason::Reason;
use crate::law::standstill::{self, Standstill};

/// What follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follows {
    /// The notices, in the order in which they come.
    pub notices: Vec<Notice>,
    /// The pause before signing.
    pub standstill: Standstill,
    /// The shortest time to tender, for an open tender run electronically with all documents at once.
    pub tender_period: Minimum,
    /// What each tenderer is told of the assessment.
    pub summaries: Summaries,
    /// Must KPIs be set and published?
    pub kpis: KpiDuty,
    /// Other duties, each with its source.
    pub duties: Vec<Reason>,
}

/// What each tenderer is told of the assessment, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Summaries {
    /// An assessment summary to every tenderer assessed, before UK6 (Procurement Act 2023, section 50(3),
    /// read).
    BeforeAwardNotice,
    /// A letter to every tenderer and candidate, which starts standstill (PCR 2015, regulation 86, read).
    Regulation86Letters,
    /// A letter to each provider, before the notice of intention (SI 2023/1348, regulation 11(8), read).
    HealthLetters,
    /// None is required by law.
    NotRequired,
}

/// Must key performance indicators be set (Procurement Act 2023, section 52, read)?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KpiDuty {
    /// At least three, published, and rated at least every twelve months.
    AtLeastThree,
    /// No.
    NotRequired,
    /// The value or the kind of contract is not known.
    CannotTell,
}

impl Summaries {
    /// What a page says.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::BeforeAwardNotice => {
                "an assessment summary to every tenderer assessed, before the contract award notice"
            }
            Self::Regulation86Letters => "a regulation 86 letter to every tenderer and candidate",
            Self::HealthLetters => "a letter to the successful provider and each unsuccessful one",
            Self::NotRequired => "none required by law",
        }
    }
}

impl KpiDuty {
    /// What a page says.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::AtLeastThree => "at least three, published",
            Self::NotRequired => "none required by law",
            Self::CannotTell => "cannot tell",
        }
    }
}

/// None while the regime or the standing is not known: a list of duties that may be wrong is worse than
/// none.
pub(super) fn of(
    question: &Question,
    regime: Regime,
    light_touch: LightTouch,
    test: &Test,
) -> Option<Follows> {
    let commences = question.date()?;
    if regime == Regime::CannotTell || test.standing == Standing::CannotTell {
        return None;
    }
    let value = test.tested.as_ref().map(|tested| tested.value);
    Some(Follows {
        notices: notices::for_finding(regime, light_touch, test.standing, commences, value),
        standstill: standstill::of(regime, light_touch, test.standing),
        tender_period: periods::open_tender(regime, light_touch, test.standing),
        summaries: summaries(regime, test.standing),
        kpis: kpis(regime, light_touch, test),
        duties: duties::of(question, regime, test),
    })
}

fn summaries(regime: Regime, standing: Standing) -> Summaries {
    match (regime, standing) {
        (Regime::Act2023, Standing::Above) => Summaries::BeforeAwardNotice,
        (Regime::Pcr2015, Standing::Above) => Summaries::Regulation86Letters,
        (Regime::ProviderSelection, _) => Summaries::HealthLetters,
        (
            Regime::Act2023 | Regime::Pcr2015,
            Standing::Below | Standing::BelowNotNotifiable | Standing::NoThreshold | Standing::CannotTell,
        )
        | (Regime::CannotTell, _) => Summaries::NotRequired,
    }
}

fn kpis(regime: Regime, light_touch: LightTouch, test: &Test) -> KpiDuty {
    match (regime, light_touch, test.tested.as_ref()) {
        (Regime::Pcr2015 | Regime::ProviderSelection, _, _) | (Regime::Act2023, LightTouch::Yes, _) => {
            KpiDuty::NotRequired
        }
        (Regime::CannotTell, _, _) | (Regime::Act2023, LightTouch::No | LightTouch::CannotTell, None) => {
            KpiDuty::CannotTell
        }
        (Regime::Act2023, _, Some(tested)) if tested.value <= notices::LARGE_CONTRACT => KpiDuty::NotRequired,
        (Regime::Act2023, LightTouch::No, Some(_)) => KpiDuty::AtLeastThree,
        (Regime::Act2023, LightTouch::CannotTell, Some(_)) => KpiDuty::CannotTell,
    }
}
