//! What every paper promises of its form.

use paper::{Block, Document, numbers};

pub(super) fn headings(document: &Document) -> Vec<String> {
    numbers(document).headings().iter().map(|heading| heading.text.clone()).collect()
}

/// No empty paragraph, heading or list, no reference to nothing, no level left out, no anchor twice,
/// and a cell for every column.
pub(super) fn assert_sound(document: &Document) {
    let numbers = numbers(document);
    assert_eq!(numbers.missing(), [] as [&str; 0]);
    assert_eq!(numbers.repeated(), [] as [String; 0]);
    let mut level = 0;
    for block in &document.blocks {
        if let Block::Heading { level: next, .. } = block {
            assert!(*next <= level + 1, "{block:?}");
            level = *next;
        }
        assert_block(block);
    }
}

fn assert_block(block: &Block) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => {
            assert!(!super::plain::words(text).trim().is_empty(), "empty: {block:?}");
        }
        Block::List { items, .. } => {
            assert!(!items.is_empty());
            items.iter().flatten().for_each(assert_block);
        }
        Block::Table(table) => {
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "{row:?}");
                row.cells.iter().flat_map(|cell| &cell.blocks).for_each(assert_block);
            }
        }
        Block::Facts(facts) => facts.iter().flat_map(|fact| &fact.is).for_each(assert_block),
        Block::Callout { blocks, .. } => blocks.iter().for_each(assert_block),
        Block::Figure(_) | Block::RestartNumbers | Block::PageBreak => {}
    }
}
