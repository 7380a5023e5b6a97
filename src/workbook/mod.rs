//! Spreadsheets and comma separated files, in and out.

pub mod calendar;
pub mod feed;
pub mod register;
