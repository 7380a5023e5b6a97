//! What everyone may read of a council's contracts: those in force or ended, and of each what the Transparency Code asks
//! for, nothing else.

mod list;
mod register;
mod show;

pub use list::list;
pub use register::{csv, register};
pub use show::show;

use entity::authority;
use entity::id::AuthorityId;

use crate::web::answer::Stop;
use crate::web::desk::Counter;

/// The council of an address.
pub(super) async fn council(counter: &Counter, number: &str) -> Result<authority::Model, Stop> {
    let id = number.parse().map(AuthorityId).map_err(|_| Stop::NotFound)?;
    counter.council(id).await?.ok_or(Stop::NotFound)
}
