//! Stories of reports.

mod given;
mod plain;
mod sound;
mod stories;
mod world;
