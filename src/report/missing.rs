//! What prose refers to but is not there, found in the composed paper.

use paper::{Block, Document, Inline, Numbers};

use super::prose::missing_name;
use super::{Missing, Section};

/// Everything that is missing, by section. A reference to a place that is not there is made strong, as
/// a figure that is not there already is.
pub(super) fn mark(document: &mut Document, numbers: &Numbers, sections: &[Section]) -> Vec<Missing> {
    let mut all = Vec::new();
    for section in sections {
        let mut found = |inline: &mut Inline| {
            let name = match inline {
                Inline::Reference(anchor) if numbers.place(anchor).is_none() => {
                    let name = anchor.clone();
                    *inline = Inline::Strong(vec![Inline::Reference(name.clone())]);
                    name
                }
                other => match missing_name(other) {
                    Some(name) => name.to_owned(),
                    None => return,
                },
            };
            all.push(Missing { section: section.code.clone(), name });
        };
        if let Some(blocks) = document.blocks.get_mut(section.blocks.clone()) {
            blocks.iter_mut().for_each(|block| in_block(block, &mut found));
        }
    }
    all
}

fn in_block(block: &mut Block, found: &mut impl FnMut(&mut Inline)) {
    match block {
        Block::Heading { text, .. } | Block::Paragraph { text, .. } => in_words(text, found),
        Block::List { items, .. } => items.iter_mut().flatten().for_each(|block| in_block(block, found)),
        Block::Callout { blocks, .. } => blocks.iter_mut().for_each(|block| in_block(block, found)),
        Block::Facts(facts) => {
            facts.iter_mut().flat_map(|fact| &mut fact.is).for_each(|block| in_block(block, found));
        }
        Block::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.blocks).for_each(|block| in_block(block, found));
        }
        Block::Figure(_) | Block::RestartNumbers | Block::PageBreak => {}
    }
}

fn in_words(words: &mut [Inline], found: &mut impl FnMut(&mut Inline)) {
    for inline in words {
        match inline {
            Inline::Strong(text)
            | Inline::Emphasis(text)
            | Inline::Note(text)
            | Inline::Link { text, .. } => in_words(text, found),
            _ => found(inline),
        }
    }
}
