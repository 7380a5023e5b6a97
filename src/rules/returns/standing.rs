//! How far a return has come, and who may do what with it. No other room matches the stage of a return.

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::{KpiId, PersonId};
use entity::number;
use entity::state::{ContractStage, ReturnStage, YesNo};

pub mod review;

use super::{Monitoring, Return};
use crate::access::{Act, Actor, Side, may};
use crate::law::clock::uk_date;
use crate::{Action, Change, Refusal, Subject, Why};

/// Which figures of a return may be written now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Writable {
    /// All of the provider's.
    All,
    /// Only those that were asked about.
    Only(Vec<KpiId>),
    /// None: it is locked. Late is another thing.
    Locked,
}

impl Writable {
    /// Whether the figure of this KPI may be written.
    #[must_use]
    pub fn holds(&self, kpi: KpiId) -> bool {
        match self {
            Self::All => true,
            Self::Only(kpis) => kpis.contains(&kpi),
            Self::Locked => false,
        }
    }
}

/// How a return stands to the day on which it is due. Whether it can still be written is another question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timeliness {
    /// Its period is not over.
    Running,
    /// It can be submitted, and is not late.
    InTime,
    /// It was submitted by its day.
    CameInTime,
    /// It was submitted after its day.
    CameLate,
    /// It is not there, and its day has gone by.
    Overdue,
    /// The council stopped waiting for it.
    NeverCame,
}

impl Return {
    /// Which figures may be written now.
    #[must_use]
    pub fn writable(&self) -> Writable {
        match self.row.stage {
            ReturnStage::Open | ReturnStage::Returned => Writable::All,
            // Answered or not: until it is submitted again.
            ReturnStage::Queried => Writable::Only(self.open_queries().map(|query| query.kpi_id).collect()),
            ReturnStage::WithSignatory
            | ReturnStage::Submitted
            | ReturnStage::Accepted
            | ReturnStage::Closed => Writable::Locked,
        }
    }

    /// Whether other things may still be asked for its period: nobody has submitted it, signed it or given it up.
    #[must_use]
    pub fn may_be_asked_anew(&self) -> bool {
        match self.row.stage {
            ReturnStage::Open => self.row.submissions == 0,
            ReturnStage::WithSignatory
            | ReturnStage::Submitted
            | ReturnStage::Queried
            | ReturnStage::Returned
            | ReturnStage::Accepted
            | ReturnStage::Closed => false,
        }
    }

    /// The KPIs that are asked about and not answered.
    #[must_use]
    pub fn queried(&self) -> Vec<KpiId> {
        self.unanswered().map(|query| query.kpi_id).collect()
    }

    /// Whether it waits for the provider.
    #[must_use]
    pub fn is_with_provider(&self) -> bool {
        match self.row.stage {
            ReturnStage::Open | ReturnStage::Returned | ReturnStage::Queried | ReturnStage::WithSignatory => {
                true
            }
            ReturnStage::Submitted | ReturnStage::Accepted | ReturnStage::Closed => false,
        }
    }

    /// Whether it waits for a signature.
    #[must_use]
    pub fn is_with_signatory(&self) -> bool {
        self.row.stage == ReturnStage::WithSignatory
    }

    /// Whether it waits for the council's review.
    #[must_use]
    pub fn is_submitted(&self) -> bool {
        self.row.stage == ReturnStage::Submitted
    }

    /// Whether its figures were accepted: from now on they change only by corrections.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.row.stage == ReturnStage::Accepted
    }

    /// The stage in which another provider takes it over: one that waited for a signature has to be sent again.
    #[must_use]
    pub fn stage_handed_over(&self) -> ReturnStage {
        match self.row.stage {
            ReturnStage::WithSignatory => self.row.came_from.unwrap_or(ReturnStage::Open),
            stage @ (ReturnStage::Open
            | ReturnStage::Submitted
            | ReturnStage::Queried
            | ReturnStage::Returned
            | ReturnStage::Accepted
            | ReturnStage::Closed) => stage,
        }
    }

    /// Whether what it says may be read by the council: it was submitted at least once.
    #[must_use]
    pub fn is_returned(&self) -> bool {
        self.row.submissions > 0
    }

    /// Whether the council may still enter the figures that it measures itself: until the return is accepted or closed.
    pub fn takes_own(&self) -> Result<(), Refusal> {
        match self.row.stage {
            ReturnStage::Open
            | ReturnStage::Returned
            | ReturnStage::Queried
            | ReturnStage::WithSignatory
            | ReturnStage::Submitted => Ok(()),
            ReturnStage::Accepted => {
                not_now("This return was accepted. To change a figure, record a correction.")
            }
            ReturnStage::Closed => not_now("This period was closed without a return. Open it again first."),
        }
    }

    /// How it stands to its day at an instant. The day itself is in time, to its end in the United Kingdom.
    #[must_use]
    pub fn timeliness(&self, now: DateTime<Utc>) -> Timeliness {
        let today = uk_date(now);
        if let Some(at) = self.row.submitted_at {
            return if self.is_late_at(at) { Timeliness::CameLate } else { Timeliness::CameInTime };
        }
        if self.row.stage == ReturnStage::Closed {
            return Timeliness::NeverCame;
        }
        if today <= self.row.last_on {
            Timeliness::Running
        } else if today <= self.row.due_on {
            Timeliness::InTime
        } else {
            Timeliness::Overdue
        }
    }

    /// Whether an instant is after the day on which it is due.
    #[must_use]
    pub fn is_late_at(&self, at: DateTime<Utc>) -> bool {
        uk_date(at) > self.row.due_on
    }

    /// A change that moves it.
    pub(super) fn moving(&self, action: Action, seen: number::Version) -> Change {
        let row = &self.row;
        Change::of(action, Subject::Return(row.id), Some(row.authority_id)).moves(row, seen)
    }
}

impl Monitoring {
    /// Whether someone of the provider may do this with returns of this contract. Nobody else finds them.
    ///
    /// Reading stays with whoever returned it, too; writing is for the provider that the contract is with now.
    pub fn provider_acts(&self, act: Act, actor: &Actor) -> Result<PersonId, Refusal> {
        match actor.side {
            Side::Provider(own) if self.contract.row.organisation_id == Some(own) => {}
            Side::Staff(_) | Side::Provider(_) | Side::House => return Err(Refusal::not_found()),
        }
        may(actor, act)?;
        actor.person.ok_or_else(Refusal::not_found)
    }

    /// Whether someone of the council may do this with KPIs and returns of this contract.
    pub fn council_acts(&self, act: Act, actor: &Actor) -> Result<PersonId, Refusal> {
        let person = self.contract.acts(act, actor)?;
        match self.contract.row.stage {
            ContractStage::Abandoned => Err(Refusal::of(
                Why::NotNow,
                "This contract was given up before it was in force, so nothing is measured.",
            )),
            ContractStage::SettingUp | ContractStage::InForce | ContractStage::Ended => Ok(person),
        }
    }

    /// Whether a second person signs each return. Where nothing is said, one does.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.contract.row.returns_signed != Some(YesNo::No)
    }

    /// Whether a return may be filled in by this person now, and who they are.
    pub fn may_fill(&self, one: &Return, actor: &Actor) -> Result<PersonId, Refusal> {
        let person = self.provider_acts(Act::PrepareReturn, actor)?;
        match one.row.stage {
            ReturnStage::Open | ReturnStage::Returned | ReturnStage::Queried => Ok(person),
            ReturnStage::WithSignatory => not_now(
                "This return is with your authorised signatory, and is locked until it is signed or declined.",
            ),
            ReturnStage::Submitted => not_now(
                "This return was submitted. The council reads it now; it will ask if something is unclear.",
            ),
            ReturnStage::Accepted => {
                not_now("This return was accepted. To change a figure, propose a correction.")
            }
            ReturnStage::Closed => not_now("The council closed this period without a return."),
        }
    }

    /// Whether a return may be submitted for its period yet: not before it is over.
    pub fn is_over(&self, one: &Return, today: NaiveDate) -> Result<(), Refusal> {
        if today > one.row.last_on {
            return Ok(());
        }
        let says = format!(
            "This period runs to {}. You can save figures now and submit them from the day after.",
            crate::field::long_day(one.row.last_on)
        );
        not_now(says)
    }
}

pub(super) fn not_now<T>(says: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::of(Why::NotNow, says))
}
