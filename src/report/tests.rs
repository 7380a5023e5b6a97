//! Stories of reports.

mod at_break;
mod award;
mod evaluated;
mod given;
mod outcome;
mod performance;
mod plain;
mod prose;
mod sections;
mod sound;
mod stories;
mod wording;
pub(super) mod world;
