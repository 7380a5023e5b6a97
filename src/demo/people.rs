//! The people of the demonstration. They are roles, not persons; all share one published password.

use entity::state::Role;

/// The password of everyone in the demonstration.
pub const PASSWORD: &str = "Gatehouse demonstration";

/// Someone to sign in as.
#[derive(Clone, Copy, Debug)]
pub struct DemoPerson {
    /// What to sign in with.
    pub email: &'static str,
    /// Their title.
    pub name: &'static str,
    /// Where they work.
    pub at: At,
    /// What they may do.
    pub roles: &'static [Role],
}

/// Where someone works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Medway Council.
    Medway,
    /// Dorset Council.
    Dorset,
    /// The invented charity.
    Charity,
    /// Another invented provider.
    Harbour,
    /// A third.
    Kestrel,
}

const fn person(email: &'static str, name: &'static str, at: At, roles: &'static [Role]) -> DemoPerson {
    DemoPerson { email, name, at, roles }
}

/// Everyone, in the order they are invited. The first of each place is its administrator.
pub const PEOPLE: &[DemoPerson] = &[
    person("administrator@medway.example", "Administrator, Medway", At::Medway, &[Role::Administrator]),
    person(
        "procurement@medway.example",
        "Procurement officer, Medway",
        At::Medway,
        &[Role::ProcurementOfficer],
    ),
    person("writer@medway.example", "Report writer, Medway", At::Medway, &[Role::ReportWriter]),
    person("approver@medway.example", "Approver, Medway", At::Medway, &[Role::Approver]),
    person("legal@medway.example", "Legal clearance, Medway", At::Medway, &[Role::ClearanceLegal]),
    person("finance@medway.example", "Finance clearance, Medway", At::Medway, &[Role::ClearanceFinance]),
    person("equality@medway.example", "Equality clearance, Medway", At::Medway, &[Role::ClearanceEquality]),
    person(
        "democratic@medway.example",
        "Democratic services, Medway",
        At::Medway,
        &[Role::DemocraticServices],
    ),
    person("contracts@medway.example", "Contract manager, Medway", At::Medway, &[Role::ContractManager]),
    person("auditor@medway.example", "Auditor, Medway", At::Medway, &[Role::Auditor]),
    person("safeguarding@medway.example", "Evaluator (safeguarding), Medway", At::Medway, &[Role::Evaluator]),
    person("families@medway.example", "Evaluator (families), Medway", At::Medway, &[Role::Evaluator]),
    person("administrator@dorset.example", "Administrator, Dorset", At::Dorset, &[Role::Administrator]),
    person(
        "procurement@dorset.example",
        "Procurement officer, Dorset",
        At::Dorset,
        &[Role::ProcurementOfficer],
    ),
    person("writer@dorset.example", "Report writer, Dorset", At::Dorset, &[Role::ReportWriter]),
    person("approver@dorset.example", "Approver, Dorset", At::Dorset, &[Role::Approver]),
    person("legal@dorset.example", "Legal clearance, Dorset", At::Dorset, &[Role::ClearanceLegal]),
    person("finance@dorset.example", "Finance clearance, Dorset", At::Dorset, &[Role::ClearanceFinance]),
    person("equality@dorset.example", "Equality clearance, Dorset", At::Dorset, &[Role::ClearanceEquality]),
    person(
        "democratic@dorset.example",
        "Democratic services, Dorset",
        At::Dorset,
        &[Role::DemocraticServices],
    ),
    person("contracts@dorset.example", "Contract manager, Dorset", At::Dorset, &[Role::ContractManager]),
    person("auditor@dorset.example", "Auditor, Dorset", At::Dorset, &[Role::Auditor]),
    person(
        "administrator@charity.example",
        "Administrator, Riverbank Women’s Trust",
        At::Charity,
        &[Role::ProviderAdministrator],
    ),
    person("bids@charity.example", "Bid author, Riverbank Women’s Trust", At::Charity, &[Role::BidAuthor]),
    person(
        "returns@charity.example",
        "Return preparer, Riverbank Women’s Trust",
        At::Charity,
        &[Role::ReturnPreparer],
    ),
    person(
        "signatory@charity.example",
        "Authorised signatory, Riverbank Women’s Trust",
        At::Charity,
        &[Role::AuthorisedSignatory],
    ),
    person("bids@harbour.example", "Bid author, Harbour Advocacy", At::Harbour, EVERYTHING),
    person("bids@kestrel.example", "Bid author, Kestrel Family Services", At::Kestrel, EVERYTHING),
];

/// In a small organisation one person may do everything.
const EVERYTHING: &[Role] =
    &[Role::BidAuthor, Role::ReturnPreparer, Role::AuthorisedSignatory, Role::ProviderAdministrator];
