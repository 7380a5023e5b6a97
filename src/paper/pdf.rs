//! The document as a tagged PDF: laid out here, drawn with printpdf, tagged on lopdf.
//!
//! A document becomes a column of strips (`layout`), each a band of the page that cannot be
//! divided. Strips become pages (`pages`), pages become drawing operations (`paint`), and the
//! tag tree that the layout grew beside the strips is written under them (`tags`).

mod again;
mod blocks;
mod brush;
mod columns;
mod contents;
mod facts;
mod figure;
mod finish;
mod fonts;
mod inline;
mod kern;
mod layout;
mod lines;
mod links;
mod list;
mod metadata;
mod notes;
mod outline;
mod pages;
mod paint;
mod row;
mod signs;
mod strip;
mod style;
mod subset;
mod table;
mod tags;
mod title;
mod tree;
mod widths;

use crate::{Document, numbers, prepared};
pub(crate) use columns::shares;
pub(crate) use fonts::{Face, showable};
pub(crate) use style::tint;

/// Paints the document as a PDF/UA-1 file on A4. The same document gives the same bytes, always.
#[must_use]
pub fn to_pdf(document: &Document) -> Vec<u8> {
    let document = &*prepared(document);
    let numbers = numbers(document);
    let mut laid = layout::lay_out(document, &numbers);
    let strips = std::mem::take(&mut laid.strips);
    let pages = pages::paginate(strips, &laid);
    finish::write(document, &numbers, &laid, &pages)
}
