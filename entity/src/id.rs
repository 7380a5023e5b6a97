//! A type for each id, so that one cannot be given where another is meant.

macro_rules! ids {
    ($($name:ident: $what:literal,)+) => {$(
        #[doc = concat!("The number of ", $what, ".")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, sea_orm::DeriveValueType)]
        #[derive(serde::Serialize, serde::Deserialize)]
        pub struct $name(pub i64);

        impl From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    AuthorityId: "an authority",
    OrganisationId: "a provider's organisation",
    PersonId: "a person",
    ProcurementId: "a procurement",
    ReportId: "a report",
    TenderId: "a tender",
    ClarificationId: "a question about a tender",
    BidId: "a bid",
    RowId: "a row that belongs to a procurement, a tender, a bid or a contract, such as a risk",
    SettingId: "a row of an authority's settings, such as a meeting",
    LetterId: "a letter in the outbox",
    ScoringId: "the evaluation of a tender",
    LotEvaluationId: "the evaluation of a lot",
    SheetId: "one evaluator's scores of one bid",
    ModerationId: "the moderation of a question",
    AwardId: "a decision on a lot",
    ContractId: "a contract",
    KpiId: "a KPI",
    ReturnId: "a return",
}
