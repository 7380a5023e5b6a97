//! What in the life of a contract calls for a notice.

use crate::law::notices::Kind;

/// What in the life of a contract calls for a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Occasion {
    /// It was signed.
    Signature,
    /// Large payments.
    Payments,
    /// A contract year.
    Year,
    /// A default, or an end for breach.
    Failure,
    /// A variation.
    Variation,
    /// It ended.
    End,
}

/// What calls for a notice of this kind; nothing where it belongs to the award, and not to the life of a contract.
pub(super) const fn occasion(kind: Kind) -> Option<Occasion> {
    Some(match kind {
        Kind::ContractDetails | Kind::ContractCopy => Occasion::Signature,
        Kind::ContractPayment => Occasion::Payments,
        Kind::ContractPerformance => Occasion::Year,
        Kind::PoorPerformance => Occasion::Failure,
        Kind::ContractChange | Kind::LegacyModification | Kind::HealthModification => Occasion::Variation,
        Kind::ContractTermination => Occasion::End,
        Kind::Pipeline
        | Kind::MarketEngagement
        | Kind::PlannedProcurement
        | Kind::Tender
        | Kind::BelowThresholdTender
        | Kind::Transparency
        | Kind::ContractAward
        | Kind::ProcurementTermination
        | Kind::PaymentsCompliance
        | Kind::LegacyContractNotice
        | Kind::LegacyContractAward
        | Kind::LegacyOpportunity
        | Kind::LegacyContractsFinderAward
        | Kind::HealthMostSuitableProvider
        | Kind::HealthInvitingOffers
        | Kind::HealthIntentionToAward
        | Kind::HealthAward
        | Kind::HealthAbandonment => return None,
    })
}
