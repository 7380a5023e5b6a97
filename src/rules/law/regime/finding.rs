//! What the rules found.

use entity::number::Pence;

use super::flags::Flag;
use super::follows::Follows;
use super::value::Tested;
use crate::law::reason::Reason;

/// The law a procurement falls under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Regime {
    /// Public Contracts Regulations 2015, for what commenced before 24 February 2025.
    Pcr2015,
    /// Procurement Act 2023.
    Act2023,
    /// Provider Selection Regime (SI 2023/1348), for health care services.
    ProviderSelection,
    /// What is known does not decide it.
    CannotTell,
}

/// Is the contract a light touch contract?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LightTouch {
    /// Yes.
    Yes,
    /// No.
    No,
    /// What is known does not decide it.
    CannotTell,
}

/// How the value stands to the threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// At or above it: the full rules.
    Above,
    /// Below it, but large enough for notices.
    Below,
    /// Below it, and too small for notices.
    BelowNotNotifiable,
    /// The regime has no threshold (Provider Selection).
    NoThreshold,
    /// What is known does not decide it.
    CannotTell,
}

/// Which threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ThresholdKind {
    /// Goods and services of a sub-central authority.
    GoodsOrServices,
    /// Light touch services.
    LightTouch,
    /// Works.
    Works,
}

/// A threshold the value was tested against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// Which.
    pub kind: ThresholdKind,
    /// The figure, in pence, on the VAT basis of the value tested.
    pub figure: Pence,
}

/// The answer, with its reasons and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The law that governs.
    pub regime: Regime,
    /// Is it a light touch contract?
    pub light_touch: LightTouch,
    /// The value that was tested; none where no value is known or no threshold applies.
    pub tested: Option<Tested>,
    /// The thresholds tested: more than one while the kind of contract is not known.
    pub thresholds: Vec<Threshold>,
    /// How the value stands.
    pub standing: Standing,
    /// Why, step by step.
    pub reasons: Vec<Reason>,
    /// What a person should look at.
    pub flags: Vec<Flag>,
    /// What follows; none while the regime or the standing cannot be told.
    pub follows: Option<Follows>,
}

impl Regime {
    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pcr2015 => "Public Contracts Regulations 2015",
            Self::Act2023 => "Procurement Act 2023",
            Self::ProviderSelection => "Provider Selection Regime",
            Self::CannotTell => "Cannot tell",
        }
    }
}

impl LightTouch {
    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Yes => "Light touch",
            Self::No => "Not light touch",
            Self::CannotTell => "Cannot tell",
        }
    }
}

impl Standing {
    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Above => "At or above the threshold",
            Self::Below => "Below the threshold, notices apply",
            Self::BelowNotNotifiable => "Below the threshold, no notices",
            Self::NoThreshold => "No threshold applies",
            Self::CannotTell => "Cannot tell",
        }
    }
}

impl ThresholdKind {
    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::GoodsOrServices => "goods and services",
            Self::LightTouch => "light touch services",
            Self::Works => "works",
        }
    }
}
