//! Going through everything a document says.

use crate::{Block, Inline};

/// Shows every piece of running text, in reading order, also those within styles, links and notes.
pub fn each_inline<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a Inline)) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => inlines(text, see),
            Block::List { items, .. } => items.iter().for_each(|item| each_inline(item, see)),
            Block::Table(table) => {
                inlines(&table.caption, see);
                table.columns.iter().for_each(|column| inlines(&column.heading, see));
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| each_inline(&cell.blocks, see));
            }
            Block::Facts(facts) => {
                for fact in facts {
                    inlines(&fact.term, see);
                    each_inline(&fact.is, see);
                }
            }
            Block::Callout { blocks, .. } => each_inline(blocks, see),
            Block::Figure(chart) => inlines(&chart.caption, see),
            Block::RestartNumbers | Block::PageBreak => {}
        }
    }
}

fn inlines<'a>(text: &'a [Inline], see: &mut impl FnMut(&'a Inline)) {
    for inline in text {
        see(inline);
        match inline {
            Inline::Strong(text)
            | Inline::Emphasis(text)
            | Inline::Note(text)
            | Inline::Link { text, .. } => inlines(text, see),
            Inline::Text(_) | Inline::Reference(_) | Inline::Figure { .. } | Inline::Break => {}
        }
    }
}
