//! The law as dated data: bank holidays, dates, thresholds, CPV lists, regimes, notices, standstill, key
//! decisions.
//!
//! Everything here is a function of what it is given: no clock, no record, no rounding but to the penny.
//! Regimes are told apart in this room only; every `match` on one names every regime. What was read in the
//! consolidated text is marked *read*; what rests on general knowledge is marked *known*.
//!
//! **Sources read** (repository legalize-dev/legalize-uk, taken from legislation.gov.uk): Procurement Act
//! 2023; Procurement Regulations 2024 (SI 2024/692); SI 2024/716 (transition); SI 2025/1200 (thresholds of
//! 2026); Public Contracts Regulations 2015 (SI 2015/102, as first made); Provider Selection Regime (SI
//! 2023/1348); access to information (SI 2012/2089). Bank holidays: GOV.UK's data as copied by
//! alphagov/frontend and dmossop/bank-holidays-data.

pub mod clock;
pub mod cpv;
pub mod dates;
pub mod holidays;
pub mod key_decision;
pub mod notices;
pub mod periods;
pub mod reason;
pub mod regime;
pub mod standstill;
pub mod thresholds;

#[cfg(test)]
mod testing;
