//! Notices: which there are, what sets each off, and the last day for it.

mod codes;
mod lists;

use chrono::NaiveDate;

pub use lists::{LARGE_CONTRACT, PAYMENT_NOTICES_FROM, for_finding};

use crate::law::dates::{
    half_year_end, last_day_of_period, last_of_days_beginning_with, plus_days, quarter_end,
};

/// A notice, or a document that must be published like one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// UK1: the year's contracts over £2m, of an authority that expects to spend over £100m.
    Pipeline,
    /// UK2: talks with the market before the tender.
    MarketEngagement,
    /// UK3: a tender is planned.
    PlannedProcurement,
    /// UK4: the tender.
    Tender,
    /// UK4 as used below the threshold.
    BelowThresholdTender,
    /// UK5: a direct award is intended.
    Transparency,
    /// UK6: who is to have the contract, before it is signed.
    ContractAward,
    /// UK7: the contract has been signed.
    ContractDetails,
    /// A copy of a contract worth more than £5m.
    ContractCopy,
    /// UK8: payments over £30,000.
    ContractPayment,
    /// UK9: how the supplier did against its KPIs.
    ContractPerformance,
    /// UK9: breach, or poor performance that was not put right.
    PoorPerformance,
    /// UK10: the contract is to be changed.
    ContractChange,
    /// UK11: the contract has ended, by expiry too.
    ContractTermination,
    /// UK12: no contract will be awarded.
    ProcurementTermination,
    /// UK17: how promptly the authority pays.
    PaymentsCompliance,
    /// Legacy contract notice.
    LegacyContractNotice,
    /// Legacy contract award notice.
    LegacyContractAward,
    /// Legacy notice of a modification.
    LegacyModification,
    /// Legacy opportunity on Contracts Finder.
    LegacyOpportunity,
    /// Legacy award on Contracts Finder.
    LegacyContractsFinderAward,
    /// Provider Selection: intention to follow the Most Suitable Provider Process.
    HealthMostSuitableProvider,
    /// Provider Selection: offers are invited (Competitive Process).
    HealthInvitingOffers,
    /// Provider Selection: intention to award.
    HealthIntentionToAward,
    /// Provider Selection: the award.
    HealthAward,
    /// Provider Selection: a modification.
    HealthModification,
    /// Provider Selection: the procurement is abandoned.
    HealthAbandonment,
}

/// What sets a notice off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// 1 April.
    FinancialYearBegins,
    /// The tender notice is published.
    TenderNotice,
    /// A direct award is about to be made.
    DirectAward,
    /// The award is decided.
    AwardDecided,
    /// The contract is signed.
    ContractSigned,
    /// A payment is made.
    Payment,
    /// A half-year of payments ends.
    PaymentPeriod,
    /// The contract begins, and each year of it.
    ContractYear,
    /// A breach or a failure to improve first meets the rule.
    Failure,
    /// The contract is changed.
    Change,
    /// The contract ends.
    ContractEnd,
    /// It is decided to award nothing.
    NoAward,
    /// The authority chooses a process.
    ProcessChosen,
}

/// When a notice is due, counted from its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Before the event.
    Before(Event),
    /// Before the end of so many days beginning with the day of the event.
    DaysBeginningWith(u32, Event),
    /// Within so many days of the event, whose own day is not counted.
    DaysAfter(u32, Event),
    /// Before the end of so many days beginning with the last day of the quarter that holds the event.
    DaysBeginningWithQuarterEnd(u32, Event),
    /// Before the end of so many days beginning with 31 March or 30 September.
    DaysBeginningWithHalfYearEnd(u32, Event),
    /// At least once in every twelve months, and at the end.
    EveryTwelveMonths(Event),
    /// As soon as reasonably practicable after the event.
    AsSoonAsPracticable(Event),
    /// Whenever the authority chooses.
    WhenChosen,
}

/// Must it be published?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// Yes.
    Mandatory,
    /// Yes, if this comes about.
    If(&'static str),
    /// The authority may.
    Optional,
}

/// A notice that follows from a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which.
    pub kind: Kind,
    /// Must it be published?
    pub duty: Duty,
    /// When.
    pub due: Due,
    /// What is different for a light touch contract, where something is.
    pub light_touch: Option<&'static str>,
    /// Where the rule stands.
    pub source: &'static str,
}

impl Kind {
    /// `UK4`; none for notices without such a number.
    #[must_use]
    pub const fn number(self) -> Option<&'static str> {
        match self {
            Self::Pipeline => Some("UK1"),
            Self::MarketEngagement => Some("UK2"),
            Self::PlannedProcurement => Some("UK3"),
            Self::Tender | Self::BelowThresholdTender => Some("UK4"),
            Self::Transparency => Some("UK5"),
            Self::ContractAward => Some("UK6"),
            Self::ContractDetails => Some("UK7"),
            Self::ContractPayment => Some("UK8"),
            Self::ContractPerformance | Self::PoorPerformance => Some("UK9"),
            Self::ContractChange => Some("UK10"),
            Self::ContractTermination => Some("UK11"),
            Self::ProcurementTermination => Some("UK12"),
            Self::PaymentsCompliance => Some("UK17"),
            Self::ContractCopy
            | Self::LegacyContractNotice
            | Self::LegacyContractAward
            | Self::LegacyModification
            | Self::LegacyOpportunity
            | Self::LegacyContractsFinderAward
            | Self::HealthMostSuitableProvider
            | Self::HealthInvitingOffers
            | Self::HealthIntentionToAward
            | Self::HealthAward
            | Self::HealthModification
            | Self::HealthAbandonment => None,
        }
    }

    /// What a page calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pipeline => "Pipeline notice",
            Self::MarketEngagement => "Preliminary market engagement notice",
            Self::PlannedProcurement => "Planned procurement notice",
            Self::Tender => "Tender notice",
            Self::BelowThresholdTender => "Below-threshold tender notice",
            Self::Transparency => "Transparency notice",
            Self::ContractAward => "Contract award notice",
            Self::ContractDetails => "Contract details notice",
            Self::ContractCopy => "Copy of the contract",
            Self::ContractPayment => "Contract payment notice",
            Self::ContractPerformance => "Contract performance notice",
            Self::PoorPerformance => "Contract performance notice (breach or poor performance)",
            Self::ContractChange => "Contract change notice",
            Self::ContractTermination => "Contract termination notice",
            Self::ProcurementTermination => "Procurement termination notice",
            Self::PaymentsCompliance => "Payments compliance notice",
            Self::LegacyContractNotice => "Contract notice (Find a Tender)",
            Self::LegacyContractAward => "Contract award notice (Find a Tender)",
            Self::LegacyModification => "Modification notice (Find a Tender)",
            Self::LegacyOpportunity => "Opportunity on Contracts Finder",
            Self::LegacyContractsFinderAward => "Award on Contracts Finder",
            Self::HealthMostSuitableProvider => {
                "Notice of intention to follow the Most Suitable Provider Process"
            }
            Self::HealthInvitingOffers => "Notice inviting offers (Competitive Process)",
            Self::HealthIntentionToAward => "Notice of intention to make an award",
            Self::HealthAward => "Notice of award",
            Self::HealthModification => "Notice of modification",
            Self::HealthAbandonment => "Notice of abandonment",
        }
    }
}

impl Event {
    /// What a sentence calls it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::FinancialYearBegins => "1 April",
            Self::TenderNotice => "the tender notice",
            Self::DirectAward => "the direct award",
            Self::AwardDecided => "the award",
            Self::ContractSigned => "signing the contract",
            Self::Payment => "the payment",
            Self::PaymentPeriod => "the half-year’s end",
            Self::ContractYear => "the start of the contract",
            Self::Failure => "the breach or failure",
            Self::Change => "the change",
            Self::ContractEnd => "the end of the contract",
            Self::NoAward => "deciding not to award",
            Self::ProcessChosen => "choosing the process",
        }
    }
}

impl Due {
    /// The last day for the notice when its event falls on this day; none where the law sets no day.
    ///
    /// A notice due *before* its event has no last day of its own: it must be out when the event happens.
    #[must_use]
    pub fn last_day(self, event: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::DaysBeginningWith(days, _) => Some(last_of_days_beginning_with(event, days)),
            Self::DaysAfter(days, _) => Some(plus_days(event, days)),
            Self::DaysBeginningWithQuarterEnd(days, _) => {
                Some(last_of_days_beginning_with(quarter_end(event), days))
            }
            Self::DaysBeginningWithHalfYearEnd(days, _) => {
                Some(last_of_days_beginning_with(half_year_end(event), days))
            }
            Self::EveryTwelveMonths(_) => Some(last_day_of_period(event, 12)),
            Self::Before(_) | Self::AsSoonAsPracticable(_) | Self::WhenChosen => None,
        }
    }

    /// What it is counted from, if anything.
    #[must_use]
    pub const fn event(self) -> Option<Event> {
        match self {
            Self::Before(event)
            | Self::DaysBeginningWith(_, event)
            | Self::DaysAfter(_, event)
            | Self::DaysBeginningWithQuarterEnd(_, event)
            | Self::DaysBeginningWithHalfYearEnd(_, event)
            | Self::EveryTwelveMonths(event)
            | Self::AsSoonAsPracticable(event) => Some(event),
            Self::WhenChosen => None,
        }
    }

    /// `within 30 days beginning with signing the contract`.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Before(event) => format!("before {}", event.words()),
            Self::DaysBeginningWith(days, event) => {
                format!("within {days} days, the first being the day of {}", event.words())
            }
            Self::DaysAfter(days, event) => format!("within {days} days after {}", event.words()),
            Self::DaysBeginningWithQuarterEnd(days, event) => {
                format!(
                    "within {days} days, the first being the last day of the quarter of {}",
                    event.words()
                )
            }
            Self::DaysBeginningWithHalfYearEnd(days, _) => {
                format!("within {days} days, the first being 31 March or 30 September")
            }
            Self::EveryTwelveMonths(event) => {
                format!("at least once in every twelve months from {}, and at the end", event.words())
            }
            Self::AsSoonAsPracticable(event) => {
                format!("as soon as reasonably practicable after {}", event.words())
            }
            Self::WhenChosen => "when the authority chooses".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
