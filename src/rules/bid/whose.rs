//! Whose a bid is.

use super::Bid;
use crate::Refusal;
use crate::access::{Actor, Side};

/// INVARIANT: nobody acts on another provider's bid, and nobody of a council on any. The store's queries never find
/// one; this holds even where a caller got hold of one another way.
pub(super) fn of_their_organisation(bid: &Bid, actor: &Actor) -> Result<(), Refusal> {
    match actor.side {
        Side::Provider(organisation) if organisation == bid.row.organisation_id => Ok(()),
        Side::Provider(_) | Side::Staff(_) | Side::House => Err(Refusal::not_found()),
    }
}
