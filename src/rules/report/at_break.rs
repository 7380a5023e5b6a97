//! What the paper on a break clause or an extension option says of its contract: the point with its days, the money, what
//! each decision would do, and which law governs.

mod figures;
mod ways;

use chrono::{DateTime, NaiveDate, Utc};
use entity::break_pack;
use entity::id::RowId;
use entity::number::Pence;
use entity::state::{StepKind, TermEnd};

use crate::contract::Contract;
use crate::contract::dates::{Point, Term};
use crate::contract::decide::point_at;
use crate::contract::law::law_of;
use crate::contract::money::{Money, money};
use crate::law::clock::uk_date;
use crate::law::key_decision;
use crate::law::regime::Finding;
use crate::settings::Authority;
use crate::term::back::Step;
use crate::{Refusal, Why};

pub(super) use figures::figures;
pub use ways::{Way, notices_after};

/// A contract at one of its breaks or options that is still ahead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtBreak<'a> {
    /// The contract.
    pub contract: &'a Contract,
    /// Whose it is.
    pub authority: &'a Authority,
    /// The break or option.
    pub point: Point<'a>,
    /// Which part of the term it ends, from 0.
    pub place: usize,
    /// The term as it stands.
    pub term: Term,
    /// The money, to the end of the longest term.
    pub money: Money,
    /// The law that governs the contract.
    pub finding: Finding,
    /// The day it is seen from.
    pub today: NaiveDate,
}

impl<'a> AtBreak<'a> {
    /// The contract at the end of one part of its term. Refuses a part at whose end nothing is left to decide.
    pub fn of(
        contract: &'a Contract,
        authority: &'a Authority,
        period: RowId,
        now: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        if authority.row.id != contract.row.authority_id {
            return Err(Refusal::not_found());
        }
        let today = uk_date(now);
        let point = point_at(contract, authority, period, today)?;
        let told = |why: crate::term::Unreckonable| Refusal::of(Why::CannotTell, why.to_string());
        let term = contract.term(today).map_err(told)?;
        let place = contract.periods.iter().position(|it| it.id == period).ok_or_else(Refusal::not_found)?;
        Ok(Self {
            money: money(contract, term.longest_on(), today).map_err(told)?,
            finding: law_of(contract, now),
            contract,
            authority,
            point,
            place,
            term,
            today,
        })
    }

    /// Whether the contract ends here unless it is extended.
    #[must_use]
    pub fn is_option(&self) -> bool {
        self.point.end == TermEnd::Extension
    }

    /// What was written for its decision.
    #[must_use]
    pub fn pack(&self) -> Option<&'a break_pack::Model> {
        self.contract.pack(self.point.period.id)
    }

    /// The steps before it in order, the last safe days that can be told and those that cannot.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.point.plan.steps.iter()
    }

    /// The day of a step, if it can be told.
    #[must_use]
    pub fn on(&self, kind: StepKind) -> Option<NaiveDate> {
        self.point.plan.on(kind)
    }

    /// Whether the decision is key by its money.
    #[must_use]
    pub fn key(&self) -> key_decision::Finding {
        key_decision::find(key_decision::Question {
            consequence: self.point.value.value,
            figure: self.authority.row.key_decision_pence,
            two_or_more_wards: None,
        })
    }

    /// What variations have added so far; below nothing where they took away.
    #[must_use]
    pub fn varied(&self) -> Pence {
        let changes = self.contract.variations.iter().map(|row| row.value_change.0);
        Pence(changes.fold(0, i64::saturating_add))
    }
}

#[cfg(test)]
mod tests;
