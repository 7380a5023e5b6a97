//! Contracts: set up from an award or by hand, put in force, watched, changed, ended.

mod begin;
mod enter;
mod head;
pub(in crate::web) mod register;
mod show;
mod start;
pub(in crate::web) mod transparency;

pub use begin::{abandon, ask_to_abandon, begin, take_back};
pub use enter::{new, save as enter};
pub use head::ContractHead;
pub use show::show;
pub use start::{ContractOffer, start};
