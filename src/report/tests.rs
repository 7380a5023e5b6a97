//! Stories of reports.

mod plain;
mod stories;
mod world;
