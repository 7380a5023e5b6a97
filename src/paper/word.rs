//! The document for Word: WordprocessingML in a zip, written from the same value and with the same
//! numbers as the page and the PDF.
//!
//! Numbers of headings and paragraphs are written as text at a hanging indent, not as Word's own
//! multilevel numbering: headings and paragraphs share one sequence here, levels that a paper skips
//! are closed up and parts may start anew, which lists of Word count otherwise, and references to
//! numbers would be text that nothing keeps in step. As text, a number reads the same in all three
//! paintings for as long as nobody edits it. Lists, whose numbers nothing refers to, are Word's own.

mod blocks;
mod chart;
mod contents;
mod package;
mod table;
mod text;
mod view;
mod writer;

use crate::{Document, numbers, prepared};

/// Paints the document as a file for Word (`.docx`). The same document gives the same bytes, always.
#[must_use]
pub fn to_docx(document: &Document) -> Vec<u8> {
    let document = &*prepared(document);
    let numbers = numbers(document);
    let mut writer = writer::Writer::new(numbers.count(), document);
    let body = writer.body(document);
    package::package(document, body, &writer)
}
