//! Who may do what. Every act is asked of this room; no other room matches a role.

use entity::id::{AuthorityId, OrganisationId, PersonId};
use entity::state::{ClearanceKind, Role};

use crate::{Refusal, Why};

/// Someone who acts, as the store found them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who it is; empty for the house itself, such as a command at the server.
    pub person: Option<PersonId>,
    /// Their name or title.
    pub name: String,
    /// On whose side they act.
    pub side: Side,
    /// What they may do.
    pub roles: Vec<Role>,
}

/// On whose side someone acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// For an authority.
    Staff(AuthorityId),
    /// For a provider.
    Provider(OrganisationId),
    /// The house itself: whoever may run commands at the server.
    House,
}

impl Actor {
    /// The house itself, for commands.
    #[must_use]
    pub fn house() -> Self {
        Self { person: None, name: "Gatehouse".to_owned(), side: Side::House, roles: Vec::new() }
    }

    /// The authority they act for, if they do.
    #[must_use]
    pub fn authority(&self) -> Option<AuthorityId> {
        match self.side {
            Side::Staff(authority) => Some(authority),
            Side::Provider(_) | Side::House => None,
        }
    }

    /// The provider they act for, if they do.
    #[must_use]
    pub fn organisation(&self) -> Option<OrganisationId> {
        match self.side {
            Side::Provider(organisation) => Some(organisation),
            Side::Staff(_) | Side::House => None,
        }
    }

    /// Whether they hold a role.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
}

/// What someone may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// See the authority's procurements.
    ReadProcurements,
    /// Start a procurement or change its facts.
    WriteProcurement,
    /// Send it to clearance, or take it back to draft.
    SendToClearance,
    /// Answer on clearance.
    Clear(ClearanceKind),
    /// Put a cleared procurement forward for decision.
    PutForDecision,
    /// Record what was decided and what became of it.
    RecordDecision,
    /// Give a procurement up.
    Withdraw,
    /// Invite people, change their roles, stop their sign-in.
    ManagePeople,
    /// Change what the authority has settled for itself.
    ChangeSettings,
    /// Read the record of actions.
    ReadRecord,
    /// Dispose of details past their retention period.
    Dispose,
    /// Invite colleagues on a provider's side.
    ManageColleagues,
    /// See one's own provider's organisation.
    ReadOrganisation,
    /// Change one's own provider's details and declarations.
    ChangeOrganisation,
    /// Make a tender of a procurement, write it, publish it, answer questions, extend, cancel.
    WriteTender,
    /// Open the bids of a tender, as one of two.
    OpenBids,
    /// Reopen a tender after its deadline, because the system or the council was at fault.
    ReopenTender,
    /// Decide conditions of participation and grounds for exclusion.
    DecideChecks,
    /// See one's own provider's bids and letters.
    ReadBids,
    /// Write a bid, ask questions, follow a tender.
    WriteBid,
    /// Submit or withdraw a bid.
    SubmitBid,
    /// See how far an evaluation is: who is to do what, and how much is done; never a score, a label or a price.
    SeeEvaluation,
    /// Run an evaluation: give out questions, ask bidders, open prices, freeze the ranking, tell bidders, record notices.
    RunEvaluation,
    /// Score or moderate, as far as one sits on the panel.
    Evaluate,
    /// Decide on declared interests, release evaluators.
    DecideConflicts,
    /// Sign off quality.
    SignOffQuality,
    /// Read an evaluation once its quality is signed off.
    ReadEvaluation,
    /// Read prices, and what would change the winner.
    ReadPrices,
    /// Record what was decided of an award.
    RecordAward,
    /// See how far an award is, to whom, and what bidders are told.
    ReadAward,
    /// See the authority's contracts.
    ReadContracts,
    /// Make a contract of an award.
    StartContract,
    /// Enter a contract, write it, put it in force, manage it, vary it, record payments and its end.
    WriteContract,
    /// Write the paper on which it is decided at a break of a contract, and keep it.
    WriteBreakPaper,
    /// Record what was decided at a break of a contract.
    DecideContract,
    /// Record that a statutory notice was published.
    RecordContractNotice,
    /// Read meetings into the committee calendar.
    KeepCalendar,
    /// Keep price indices.
    KeepIndices,
    /// Say what is measured: KPIs, their targets, the periods.
    WriteKpis,
    /// See one's own provider's returns.
    ReadReturns,
    /// Fill in a return, answer questions about it, propose corrections.
    PrepareReturn,
    /// Sign a return that someone else prepared, or decline to.
    SignReturn,
    /// Return the figures that the council itself measures.
    EnterCouncilFigures,
    /// Ask about figures of a return, accept it, send it back, decide on corrections.
    ReviewReturn,
    /// Write for reports on performance, read texts for publication, issue them.
    WritePerformance,
}

/// The roles that allow an act.
#[must_use]
pub fn allowed(act: Act) -> &'static [Role] {
    use Role::*;
    match act {
        Act::ReadProcurements | Act::ReadContracts => &[
            Administrator,
            ProcurementOfficer,
            Approver,
            ContractManager,
            ReportWriter,
            ClearanceLegal,
            ClearanceFinance,
            ClearanceEquality,
            DemocraticServices,
            Auditor,
        ],
        Act::WriteProcurement => &[ProcurementOfficer, ReportWriter],
        Act::SendToClearance | Act::PutForDecision => &[ProcurementOfficer],
        Act::Withdraw => &[ProcurementOfficer, Approver],
        Act::Clear(ClearanceKind::Legal) => &[ClearanceLegal],
        Act::Clear(ClearanceKind::Finance) => &[ClearanceFinance],
        Act::Clear(ClearanceKind::Equality) => &[ClearanceEquality],
        Act::RecordDecision => &[DemocraticServices, Approver],
        Act::ManagePeople | Act::ChangeSettings | Act::Dispose => &[Administrator],
        Act::ReadRecord => &[Administrator, Auditor],
        Act::ManageColleagues => &[ProviderAdministrator],
        Act::WriteTender | Act::DecideChecks => &[ProcurementOfficer],
        Act::OpenBids => &[ProcurementOfficer, Approver, DemocraticServices],
        Act::ReopenTender => &[Approver],
        Act::ChangeOrganisation => &[ProviderAdministrator],
        Act::ReadBids => &[BidAuthor, AuthorisedSignatory, ProviderAdministrator],
        Act::WriteBid => &[BidAuthor],
        Act::SubmitBid => &[BidAuthor, AuthorisedSignatory],
        Act::RunEvaluation => &[ProcurementOfficer],
        // A seat on the panel opens the rest; administrators and auditors read no score before consensus.
        Act::Evaluate => &[
            ProcurementOfficer,
            Approver,
            ContractManager,
            ReportWriter,
            ClearanceLegal,
            ClearanceFinance,
            ClearanceEquality,
            DemocraticServices,
            Evaluator,
        ],
        Act::SeeEvaluation => &[
            Administrator,
            ProcurementOfficer,
            Approver,
            ContractManager,
            ReportWriter,
            ClearanceLegal,
            ClearanceFinance,
            ClearanceEquality,
            DemocraticServices,
            Auditor,
            Evaluator,
        ],
        Act::DecideConflicts => &[Approver],
        Act::SignOffQuality | Act::ReadPrices => &[ProcurementOfficer, Approver],
        Act::ReadEvaluation => &[Administrator, ProcurementOfficer, Approver, Auditor],
        Act::ReadAward => &[Administrator, ProcurementOfficer, Approver, DemocraticServices, Auditor],
        Act::RecordAward | Act::DecideContract => &[Approver, DemocraticServices],
        Act::WriteBreakPaper | Act::WritePerformance => &[ProcurementOfficer, ContractManager, ReportWriter],
        Act::StartContract => &[ProcurementOfficer],
        Act::WriteContract | Act::RecordContractNotice | Act::WriteKpis | Act::EnterCouncilFigures => {
            &[ProcurementOfficer, ContractManager]
        }
        Act::ReviewReturn => &[ContractManager],
        Act::ReadReturns => &[ReturnPreparer, AuthorisedSignatory, ProviderAdministrator],
        Act::PrepareReturn => &[ReturnPreparer],
        Act::SignReturn => &[AuthorisedSignatory],
        Act::KeepCalendar => &[Administrator, DemocraticServices],
        Act::KeepIndices => &[Administrator, ContractManager],
        Act::ReadOrganisation => &[BidAuthor, ReturnPreparer, AuthorisedSignatory, ProviderAdministrator],
    }
}

/// The roles whose holders are reminded of a contract that nobody manages.
pub const MINDING: &[Role] = &[Role::ContractManager];

/// Whether the actor is reminded of contracts that nobody manages.
#[must_use]
pub fn minds_unmanaged(actor: &Actor) -> bool {
    MINDING.iter().any(|role| actor.is(*role))
}

/// Whether the actor may, and if not, who could.
pub fn may(actor: &Actor, act: Act) -> Result<(), Refusal> {
    let roles = allowed(act);
    if roles.iter().any(|role| actor.is(*role)) {
        return Ok(());
    }
    Err(Refusal::of(Why::NotYours, format!("This needs the role {}.", one_of(roles))))
}

/// Who may do it, as pages say it: "procurement officer or approver".
#[must_use]
pub fn who(act: Act) -> String {
    one_of(allowed(act))
}

/// Whether a role belongs to an authority's side (the others belong to a provider's).
#[must_use]
pub fn is_staff_role(role: Role) -> bool {
    match role {
        Role::Administrator
        | Role::ProcurementOfficer
        | Role::Approver
        | Role::ContractManager
        | Role::ReportWriter
        | Role::ClearanceLegal
        | Role::ClearanceFinance
        | Role::ClearanceEquality
        | Role::DemocraticServices
        | Role::Auditor
        | Role::Evaluator => true,
        Role::BidAuthor | Role::ReturnPreparer | Role::AuthorisedSignatory | Role::ProviderAdministrator => {
            false
        }
    }
}

/// "procurement officer or report writer", in the words of pages.
fn one_of(roles: &[Role]) -> String {
    use entity::choice::Choice;
    let names: Vec<String> = roles.iter().map(|role| role.label().to_lowercase()).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests;
