//! What the rules of contracts ask of every act: whose contract, in which stage, by whom.

use entity::id::PersonId;
use entity::number::{Pence, Version};
use entity::state::ContractStage;
use sea_orm::Value;

use super::Contract;
use crate::access::{Act, Actor, Side, may};
use crate::field::Draft;
use crate::{Action, Change, Refusal, Subject, Why};

/// Money that a form gave, if it did.
pub(super) fn money(draft: &Draft, name: &str) -> Option<Pence> {
    match draft.value(name) {
        Some(Value::BigInt(Some(pence))) => Some(Pence(*pence)),
        _ => None,
    }
}

pub(super) fn not_now<T>(says: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal::of(Why::NotNow, says))
}

impl Contract {
    /// Whether someone of its authority may do this. Nobody else finds it.
    pub fn acts(&self, act: Act, actor: &Actor) -> Result<PersonId, Refusal> {
        match actor.side {
            Side::Staff(own) if own == self.row.authority_id => {}
            Side::Staff(_) | Side::Provider(_) | Side::House => return Err(Refusal::not_found()),
        }
        may(actor, act)?;
        actor.person.ok_or_else(Refusal::not_found)
    }

    /// The same, while it is in force.
    pub(super) fn in_force(&self, act: Act, actor: &Actor) -> Result<PersonId, Refusal> {
        let person = self.acts(act, actor)?;
        match self.row.stage {
            ContractStage::InForce => Ok(person),
            ContractStage::SettingUp => not_now("This contract is being set up. Put it in force first."),
            ContractStage::Ended => not_now("This contract has ended."),
            ContractStage::Abandoned => not_now("This contract was given up before it was in force."),
        }
    }

    /// A change that moves it.
    pub(crate) fn moving(&self, action: Action, seen: Version) -> Change {
        let row = &self.row;
        Change::of(action, Subject::Contract(row.id), Some(row.authority_id)).moves(row, seen)
    }
}
