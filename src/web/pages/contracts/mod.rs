//! Contracts: set up from an award or by hand, put in force, watched, changed, ended.

mod avoidance;
mod begin;
pub(in crate::web) mod documents;
mod enter;
mod head;
mod money;
pub(in crate::web) mod notices;
pub(in crate::web) mod payments;
pub(in crate::web) mod register;
mod show;
mod start;
pub(in crate::web) mod transparency;

pub use avoidance::show as avoidance;
pub use begin::{abandon, ask_to_abandon, begin, take_back};
pub use enter::{new, save as enter};
pub use head::ContractHead;
pub use money::show as money;
pub use show::show;
pub use start::{ContractOffer, start};
