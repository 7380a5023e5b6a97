//! The document as a tagged PDF: laid out here, drawn with printpdf, tagged on lopdf.
//!
//! A document becomes a column of strips (`layout`), each a band of the page that cannot be
//! divided. Strips become pages (`pages`), pages become drawing operations (`paint`), and the
//! tag tree that the layout grew beside the strips is written under them (`tags`).

mod blocks;
mod columns;
mod contents;
mod facts;
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
mod strip;
mod style;
mod subset;
mod table;
mod tags;
mod title;
mod tree;

use crate::{Document, numbers};

/// Paints the document as a PDF/UA-1 file on A4. The same document gives the same bytes, always.
#[must_use]
pub fn to_pdf(document: &Document) -> Vec<u8> {
    let numbers = numbers(document);
    let laid = layout::lay_out(document, &numbers);
    let pages = pages::paginate(&laid);
    finish::write(document, &numbers, &laid, &pages)
}
