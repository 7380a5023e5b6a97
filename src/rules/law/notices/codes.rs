//! What is stored of a kind of notice.

use super::Kind;

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 27] = [
        Self::Pipeline,
        Self::MarketEngagement,
        Self::PlannedProcurement,
        Self::Tender,
        Self::BelowThresholdTender,
        Self::Transparency,
        Self::ContractAward,
        Self::ContractDetails,
        Self::ContractCopy,
        Self::ContractPayment,
        Self::ContractPerformance,
        Self::PoorPerformance,
        Self::ContractChange,
        Self::ContractTermination,
        Self::ProcurementTermination,
        Self::PaymentsCompliance,
        Self::LegacyContractNotice,
        Self::LegacyContractAward,
        Self::LegacyModification,
        Self::LegacyOpportunity,
        Self::LegacyContractsFinderAward,
        Self::HealthMostSuitableProvider,
        Self::HealthInvitingOffers,
        Self::HealthIntentionToAward,
        Self::HealthAward,
        Self::HealthModification,
        Self::HealthAbandonment,
    ];

    /// What is stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pipeline => "pipeline",
            Self::MarketEngagement => "market_engagement",
            Self::PlannedProcurement => "planned_procurement",
            Self::Tender => "tender",
            Self::BelowThresholdTender => "below_threshold_tender",
            Self::Transparency => "transparency",
            Self::ContractAward => "contract_award",
            Self::ContractDetails => "contract_details",
            Self::ContractCopy => "contract_copy",
            Self::ContractPayment => "contract_payment",
            Self::ContractPerformance => "contract_performance",
            Self::PoorPerformance => "poor_performance",
            Self::ContractChange => "contract_change",
            Self::ContractTermination => "contract_termination",
            Self::ProcurementTermination => "procurement_termination",
            Self::PaymentsCompliance => "payments_compliance",
            Self::LegacyContractNotice => "legacy_contract_notice",
            Self::LegacyContractAward => "legacy_contract_award",
            Self::LegacyModification => "legacy_modification",
            Self::LegacyOpportunity => "legacy_opportunity",
            Self::LegacyContractsFinderAward => "legacy_contracts_finder_award",
            Self::HealthMostSuitableProvider => "health_most_suitable_provider",
            Self::HealthInvitingOffers => "health_inviting_offers",
            Self::HealthIntentionToAward => "health_intention_to_award",
            Self::HealthAward => "health_award",
            Self::HealthModification => "health_modification",
            Self::HealthAbandonment => "health_abandonment",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
