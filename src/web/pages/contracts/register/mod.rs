//! The register of an authority's contracts: read on a page, kept as a view, taken away as a file.

mod file;
mod list;
mod place;
mod search;
mod views;

pub use file::{FileOf, csv, download, made, streamed, too_many, with_mark, xlsx};
pub use list::list;
pub use place::{place_text, read_place};
pub use views::{ask_to_keep, drop_view, keep, views};

/// So many contracts stand on a page.
pub const A_PAGE: u64 = 50;
