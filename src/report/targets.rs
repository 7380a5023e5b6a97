//! The places of a paper that prose can refer to.

use paper::{Block, Document, numbers, plain};

/// How many characters tell a place.
const ENOUGH: usize = 80;

/// A place of a paper that prose can refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// What a writer types: `[](#anchor)`.
    pub anchor: String,
    /// How the paper prints it now, such as "section 2.1" or "Table 3".
    pub shown: String,
    /// Its heading, its caption, or its first words.
    pub words: String,
}

/// Every place of a paper that prose can refer to by a number, in reading order.
#[must_use]
pub fn targets(document: &Document) -> Vec<Target> {
    let numbers = numbers(document);
    let target = |block: &Block| {
        let (anchor, words) = anchored(block)?;
        let place = numbers.place(anchor)?;
        let words = words.chars().take(ENOUGH).collect();
        Some(Target { shown: place.shown.clone(), anchor: anchor.to_owned(), words })
    };
    document.blocks.iter().filter_map(target).collect()
}

/// The anchor of a block that has one, and its heading, caption or words.
pub(super) fn anchored(block: &Block) -> Option<(&str, String)> {
    let (anchor, text) = match block {
        Block::Heading { anchor, text, .. } | Block::Paragraph { anchor, text, .. } => (anchor, text),
        Block::Table(table) => (&table.anchor, &table.caption),
        Block::Figure(chart) => (&chart.anchor, &chart.caption),
        _ => return None,
    };
    Some((anchor.as_deref()?, plain(text)))
}
