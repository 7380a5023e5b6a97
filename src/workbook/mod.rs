//! Spreadsheets and comma separated files, in and out.

pub mod register;
