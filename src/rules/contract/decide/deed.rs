//! What can be recorded at a break now, and by whom: pages offer that and no more.

use chrono::{DateTime, Utc};
use entity::id::RowId;

use super::super::Contract;
use super::{call_in, its_own, may_decide, may_withdraw, notice, provider, steps};
use crate::Refusal;
use crate::access::Actor;
use crate::settings::Authority;

/// Something that is recorded at a break or an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// What was decided.
    Decide,
    /// That a decision is withdrawn.
    Withdraw,
    /// What became of its call-in.
    CloseCallIn,
    /// Notice of the council.
    GiveNotice,
    /// Notice of the provider.
    TheirNotice,
    /// A step that someone did.
    Step,
}

/// Whether this person can record it now. The rules themselves ask the same before they look at what was typed.
pub fn may_record(
    contract: &Contract,
    authority: &Authority,
    period: RowId,
    deed: Deed,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    its_own(contract, authority)?;
    match deed {
        Deed::Decide => may_decide(contract, authority, period, actor, now).map(|_| ()),
        Deed::Withdraw => may_withdraw(contract, period, actor).map(|_| ()),
        Deed::CloseCallIn => call_in::may_close(contract, period, actor).map(|_| ()),
        Deed::GiveNotice => notice::may_give(contract, authority, period, actor, now).map(|_| ()),
        Deed::TheirNotice => provider::may_give(contract, authority, period, actor, now).map(|_| ()),
        Deed::Step => steps::may_do(contract, authority, period, actor, now).map(|_| ()),
    }
}
