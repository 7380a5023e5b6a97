//! Payments of a contract: listed, recorded one by one or from a file, taken back.

mod import;
mod list;
mod record;

pub use import::{ask as ask_for_file, preview, record_file};
pub use list::list;
pub use record::{ask_to_take_back, new, save, take_back};

use super::ContractHead;
use rules::contract::notices::MOST_AT_ONCE;

/// Where the payments of a contract are.
fn path(reference: &str) -> String {
    format!("/contracts/{reference}/payments")
}

/// Numbers for so many payments, and for the notices that they make due.
const fn numbers(payments: usize) -> usize {
    payments + MOST_AT_ONCE
}
