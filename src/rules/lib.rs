//! What the law and the council say, as functions: facts in, a [`Change`] or a [`Refusal`] out.
//!
//! Nothing here reads a database, a file or a clock. Whatever is impure happens before a rule and
//! reaches it as a value; whatever follows is rows, carried by the [`Change`] it returns.

pub mod access;
pub mod award;
pub mod bid;
pub mod calendar;
pub mod case;
mod change;
pub mod contract;
mod digest;
pub mod evaluation;
pub mod exact;
pub mod field;
pub mod law;
pub mod organisation;
pub mod people;
pub mod price;
pub mod procurement;
mod refusal;
pub mod report;
pub mod retention;
pub mod returns;
pub mod rows;
pub mod scoring;
pub mod settings;
pub mod tender;
pub mod term;
#[cfg(test)]
mod testing;

pub use change::{
    Action, Aggregate, Change, Deed, Disposal, Keeps, Letter, Parts, Root, Seals, Subject, Write, Written,
};
pub use digest::{salted, sha256};
pub use refusal::{Problem, Refusal, Why};
