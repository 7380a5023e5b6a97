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
        let (anchor, text) = match block {
            Block::Heading { anchor, text, .. } | Block::Paragraph { anchor, text, .. } => (anchor, text),
            Block::Table(table) => (&table.anchor, &table.caption),
            Block::Figure(chart) => (&chart.anchor, &chart.caption),
            _ => return None,
        };
        let anchor = anchor.clone()?;
        let place = numbers.place(&anchor)?;
        let words = plain(text).chars().take(ENOUGH).collect();
        Some(Target { shown: place.shown.clone(), anchor, words })
    };
    document.blocks.iter().filter_map(target).collect()
}
