//! What a change is about, and what carries a version.

use entity::id::{
    AuthorityId, BidId, ClarificationId, ContractId, OrganisationId, PersonId, ProcurementId, ReturnId,
    RowId, SheetId, TenderId,
};
use entity::number::Version;
use entity::{
    authority, award, bid, bidder_query, clarification, contract, contract_return, kpi, lot_evaluation,
    moderation, organisation, person, procurement, report, score_sheet, scoring, tender,
};

/// Something that carries a version.
pub trait Aggregate {
    /// Its table and number.
    fn root(&self) -> (&'static str, i64);
    /// Its version as loaded.
    fn version(&self) -> Version;
}

macro_rules! aggregates {
    ($($module:ident,)+) => {$(
        impl Aggregate for $module::Model {
            fn root(&self) -> (&'static str, i64) {
                (stringify!($module), self.id.0)
            }
            fn version(&self) -> Version {
                self.version
            }
        }
    )+};
}
aggregates!(authority, organisation, person, procurement, report, tender, clarification, bid,);
aggregates!(scoring, lot_evaluation, score_sheet, moderation, bidder_query, award, contract,);
aggregates!(kpi, contract_return,);

/// What a change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The record as a whole.
    House,
    /// An authority.
    Authority(AuthorityId),
    /// A provider's organisation.
    Organisation(OrganisationId),
    /// A person.
    Person(PersonId),
    /// A procurement.
    Procurement(ProcurementId),
    /// A tender.
    Tender(TenderId),
    /// A question about a tender.
    Clarification(ClarificationId),
    /// A bid.
    Bid(BidId),
    /// A lot of a tender, whose rankings are frozen.
    Lot(RowId),
    /// One evaluator's scores of one bid, which are locked.
    Sheet(SheetId),
    /// A contract.
    Contract(ContractId),
    /// The reports on the performance of a contract, which are issued.
    Performance(ContractId),
    /// A return of a contract.
    Return(ReturnId),
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::House => write!(f, "house"),
            Self::Authority(id) => write!(f, "authority/{}", id.0),
            Self::Organisation(id) => write!(f, "organisation/{}", id.0),
            Self::Person(id) => write!(f, "person/{}", id.0),
            Self::Procurement(id) => write!(f, "procurement/{}", id.0),
            Self::Tender(id) => write!(f, "tender/{}", id.0),
            Self::Clarification(id) => write!(f, "clarification/{}", id.0),
            Self::Bid(id) => write!(f, "bid/{}", id.0),
            Self::Lot(id) => write!(f, "lot/{}", id.0),
            Self::Sheet(id) => write!(f, "sheet/{}", id.0),
            Self::Contract(id) => write!(f, "contract/{}", id.0),
            Self::Performance(id) => write!(f, "performance/{}", id.0),
            Self::Return(id) => write!(f, "return/{}", id.0),
        }
    }
}
