//! A document value, painted as an HTML page and as a tagged PDF.
//!
//! This crate knows nothing of councils: it is given headings, paragraphs, lists, tables and
//! notes, numbers them, lays them out and paints them. Both paintings are made from the same
//! [`Document`], so that what is read on the screen and what is printed cannot differ.

mod chart;
mod document;
mod html;
mod number;
pub mod pdf;
mod prepare;
mod visit;

pub use chart::{Chart, ChartKind, ChartTable, Level, Point, Scale, Series};
use document::is_blank;
pub use document::*;
pub use html::{to_html, to_html_part};
pub use number::{Heading, Numbers, Place, numbers};
use prepare::prepared;
pub use prepare::{DEEPEST_BLOCKS, DEEPEST_INLINES, LARGEST};
pub use visit::each_inline;
