//! A document value, painted as an HTML page, as a tagged PDF and for Word.
//!
//! This crate knows nothing of councils: it is given headings, paragraphs, lists, tables and
//! notes, numbers them, lays them out and paints them. All paintings are made from the same
//! [`Document`], so that what is read on the screen and what is printed cannot differ.

mod chart;
mod document;
mod html;
mod number;
pub mod pdf;
mod prepare;
mod visit;
pub mod word;

pub use chart::{Chart, ChartKind, ChartTable, Level, Point, Scale, Series, Upright};
pub use document::*;
use document::{ascii_address, is_blank};
pub use html::{to_html, to_html_part};
pub use number::{Heading, Numbers, Place, numbers};
use prepare::prepared;
pub use prepare::{DEEPEST_BLOCKS, DEEPEST_INLINES, LARGEST};
pub use visit::each_inline;
