//! A document as lines that can be compared: without numbers, which move when something is added.

use std::collections::BTreeMap;

use paper::{Block, Document, Inline, plain};

use crate::report::targets::anchored;

/// A document on its way to lines. What stands at an anchor is told by its title.
pub(super) struct Reading<'a> {
    titles: BTreeMap<&'a str, String>,
}

impl<'a> Reading<'a> {
    pub(super) fn of_document(document: &'a Document) -> Self {
        Self { titles: document.blocks.iter().filter_map(anchored).collect() }
    }

    /// Adds what a block says: a line for each paragraph, item and row.
    pub(super) fn add_lines(&self, block: &Block, lines: &mut Vec<String>) {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => lines.push(self.words(text)),
            Block::List { items, .. } => {
                items.iter().flatten().for_each(|block| self.add_lines(block, lines));
            }
            Block::Facts(facts) => {
                let line = |fact: &paper::Fact| format!("{}: {}", self.words(&fact.term), self.of(&fact.is));
                lines.extend(facts.iter().map(line));
            }
            Block::Table(table) => {
                lines.push(self.words(&table.caption));
                let cells = |row: &paper::Row| {
                    row.cells.iter().map(|cell| self.of(&cell.blocks)).collect::<Vec<_>>().join(" · ")
                };
                lines.extend(table.rows.iter().map(cells));
            }
            Block::Figure(chart) => lines.extend([self.words(&chart.caption), chart.alternative.clone()]),
            Block::Callout { label, blocks } => lines.push(format!("{label}: {}", self.of(blocks))),
            Block::RestartNumbers | Block::PageBreak => {}
        }
    }

    fn of(&self, blocks: &[Block]) -> String {
        let mut lines = Vec::new();
        blocks.iter().for_each(|block| self.add_lines(block, &mut lines));
        lines.join("; ")
    }

    /// Running text with its references by title and its notes in brackets.
    fn words(&self, inlines: &[Inline]) -> String {
        let word = |inline: &Inline| match inline {
            Inline::Reference(anchor) => {
                format!("“{}”", self.titles.get(anchor.as_str()).unwrap_or(anchor))
            }
            Inline::Note(text) => format!(" ({})", self.words(text)),
            Inline::Strong(text) | Inline::Emphasis(text) => self.words(text),
            Inline::Link { href, text } => format!("{} ({href})", self.words(text)),
            other => plain(std::slice::from_ref(other)),
        };
        inlines.iter().map(word).collect()
    }
}
