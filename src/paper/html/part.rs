//! A part of the document as HTML, as it reads in the whole.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Painter;
use crate::number::Numbers;
use crate::prepare::prepared_part;
use crate::{Document, numbers};

/// Paints only these top-level blocks, with their numbers and references as in the whole document,
/// and below them the notes they hold. A reference to an anchor outside of the part stays as plain
/// words. A range beyond the blocks is cut to those there are.
#[must_use]
pub fn to_html_part(document: &Document, blocks: Range<usize>) -> String {
    let (document, blocks) = prepared_part(document, blocks);
    let before = Numbers::of(&document.blocks[..blocks.start]);
    let until = Numbers::of(&document.blocks[..blocks.end]);
    let anchors = until.anchors().filter(|anchor| before.place(anchor).is_none());
    let within: BTreeSet<String> = anchors.map(str::to_owned).collect();
    let numbers = numbers(&document);
    let count = numbers.count_after(&before);
    let mut painter = Painter { within: Some(within), ..Painter::new(count, document.accent) };
    painter.blocks(&document.blocks[blocks]);
    painter.footnotes();
    painter.out
}
