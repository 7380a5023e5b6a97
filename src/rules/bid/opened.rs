//! Leave for one reader to see one kind of parts of opened bids. Parts are sealed apart, and each kind has its own leave.

use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use entity::id::TenderId;

use crate::access::{Act, Actor, may};
use crate::law::clock::long_instant;
use crate::tender::standing::of_their_authority;
use crate::tender::{Standing, Tender};
use crate::{Refusal, Why};

/// Leave to see one kind of parts of the bids that were opened for a tender. Only this crate gives one; the store reads
/// nothing of a bid for a council without it.
///
/// ```compile_fail,E0451
/// use rules::bid::{Conditions, Opened};
/// fn forge(tender: entity::id::TenderId) -> Opened<Conditions> {
///     Opened { tender, part: std::marker::PhantomData }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened<P> {
    tender: TenderId,
    part: PhantomData<P>,
}

/// Conditions of participation, and what bidders declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conditions {}

impl<P> Opened<P> {
    /// The tender whose opened bids may be read.
    #[must_use]
    pub fn tender(&self) -> TenderId {
        self.tender
    }
}

impl Opened<Conditions> {
    /// For those who decide conditions and exclusions, after the opening, and never for the panel.
    pub fn to(tender: &Tender, actor: &Actor, now: DateTime<Utc>) -> Result<Self, Refusal> {
        of_their_authority(tender, actor)?;
        may(actor, Act::DecideChecks)?;
        if tender.panel.iter().any(|seat| Some(seat.person_id) == actor.person) {
            return Err(Refusal::of(
                Why::NotYours,
                "You are on the panel of this tender. Its conditions and exclusions are decided by others.",
            ));
        }
        let sealed = |says: String| Err(Refusal::of(Why::NotNow, says));
        match tender.standing(now) {
            Standing::Opened => Ok(Self { tender: tender.row.id, part: PhantomData }),
            Standing::Draft => sealed("This tender is not published yet, and has no bids.".to_owned()),
            Standing::Open => match tender.row.closes_at {
                Some(closes) => Err(Refusal::of(
                    Why::NotYet(closes),
                    format!("The bids are sealed. You can open them from {}.", long_instant(closes)),
                )),
                None => sealed("The bids are sealed.".to_owned()),
            },
            Standing::Closed => sealed("The bids are sealed until two people have opened them.".to_owned()),
            Standing::Cancelled => sealed("This tender was cancelled, and its bids stay sealed.".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
