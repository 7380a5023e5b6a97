//! Spreadsheets, comma separated files and calendars, in and out. It knows the rules and nothing of the web.

pub mod calendar;
pub mod feed;
pub mod payments;
pub mod register;
pub mod returns;
mod table;

pub use table::{Table, Unreadable, text_of};
