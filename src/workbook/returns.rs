//! A return as a workbook, out and in.

mod package;
mod read;
mod write;

pub use read::{TEXT_MOST, read};
pub use write::write;

/// The name of the sheet that is filled in; whoever renames it is understood as well.
const FIGURES: &str = "Figures";
/// What heads the hidden column of keys.
const KEY: &str = "key";
/// What heads the hidden column of what each cell was drawn from.
const DRAWN: &str = "drawn";

#[cfg(test)]
mod tests;
