//! What is known of a procurement.

use chrono::NaiveDate;
use entity::number::Pence;

use crate::law::cpv::Cpv;
use crate::law::dates::long_date;

/// What the regime and the threshold turn on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Who buys.
    pub authority: Authority,
    /// The day the tender or contract notice is submitted; never the day the contract starts.
    pub commencement: Option<Commencement>,
    /// The CPV codes recorded.
    pub cpv: Vec<Cpv>,
    /// A person's recorded answer to the health service question.
    pub health_service: Option<HealthAnswer>,
    /// What is mainly bought.
    pub main_category: Option<Category>,
    /// The most that could be paid over the longest term with every option, without VAT. In pence.
    pub value: Option<Pence>,
    /// Whether VAT will be charged.
    pub vat: Vat,
    /// The day on which the question is asked, where it is known: a planned date may lie beyond a change in
    /// the law.
    pub asked_on: Option<NaiveDate>,
}

/// Who buys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authority {
    /// A council in England: a sub-central authority.
    Council,
}

/// The day a procurement commences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commencement {
    /// The notice is meant to be submitted on this day.
    Planned(NaiveDate),
    /// The notice was submitted on this day.
    Actual(NaiveDate),
}

/// Is this a health care service for the purposes of the health service in England?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HealthAnswer {
    /// It is not.
    NotHealth,
    /// It is, wholly; or mainly by value, and the rest could not reasonably be bought apart (SI 2023/1348,
    /// reg. 3).
    MainlyHealth,
    /// It is in part, but the main subject by value is not.
    MixedMainNotHealth,
}

/// What is mainly bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Services.
    Services,
    /// Goods.
    Goods,
    /// Works.
    Works,
}

/// Whether VAT will be charged on what is bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vat {
    /// At the standard rate, 20%.
    Standard,
    /// None.
    Exempt,
    /// Not known: 20% is assumed, and said.
    Unknown,
}

impl Question {
    /// A council's question of which nothing is known yet.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            authority: Authority::Council,
            commencement: None,
            cpv: Vec::new(),
            health_service: None,
            main_category: None,
            value: None,
            vat: Vat::Unknown,
            asked_on: None,
        }
    }

    /// The date that decides, planned or actual.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        self.commencement.map(Commencement::date)
    }
}

impl Commencement {
    /// The date that decides: the actual one replaces the planned one.
    #[must_use]
    pub fn of(planned: Option<NaiveDate>, actual: Option<NaiveDate>) -> Option<Self> {
        actual.map(Self::Actual).or(planned.map(Self::Planned))
    }

    /// The date.
    #[must_use]
    pub const fn date(self) -> NaiveDate {
        match self {
            Self::Planned(date) | Self::Actual(date) => date,
        }
    }

    pub(super) fn sentence(self) -> String {
        match self {
            Self::Planned(date) => format!("The procurement is planned to commence on {}.", long_date(date)),
            Self::Actual(date) => format!("The procurement commenced on {}.", long_date(date)),
        }
    }
}

impl Authority {
    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Council => "council (sub-central authority)",
        }
    }
}

impl HealthAnswer {
    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotHealth => "not a health care service",
            Self::MainlyHealth => "wholly or mainly a health care service",
            Self::MixedMainNotHealth => "mixed, main subject not health care",
        }
    }
}

impl Category {
    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Services => "services",
            Self::Goods => "goods",
            Self::Works => "works",
        }
    }
}

impl Vat {
    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Standard => "standard rate",
            Self::Exempt => "exempt",
            Self::Unknown => "not known",
        }
    }
}
