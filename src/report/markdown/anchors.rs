//! Anchors for the headings that have none.

use std::collections::HashSet;

use paper::{Block, plain};

/// Gives every heading without an anchor one made of its words, unlike any other of the paper.
pub(super) fn give(blocks: &mut [Block]) {
    let mut taken: HashSet<String> = blocks.iter().filter_map(anchor).cloned().collect();
    for block in blocks {
        if let Block::Heading { anchor: anchor @ None, text, .. } = block {
            *anchor = Some(anchor_of(&plain(text), &mut taken));
        }
    }
}

/// An anchor made of these words, unlike those taken, which it joins: letters, digits and hyphens.
pub(in crate::report) fn anchor_of(words: &str, taken: &mut HashSet<String>) -> String {
    let words: Vec<String> = words
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let plain = if words.is_empty() { "place".to_owned() } else { words.join("-") };
    let mut anchor = plain.clone();
    let mut number = 1_usize;
    while !taken.insert(anchor.clone()) {
        number += 1;
        anchor = format!("{plain}-{number}");
    }
    anchor
}

fn anchor(block: &Block) -> Option<&String> {
    match block {
        Block::Heading { anchor, .. } | Block::Paragraph { anchor, .. } => anchor.as_ref(),
        Block::Table(table) => table.anchor.as_ref(),
        Block::Figure(chart) => chart.anchor.as_ref(),
        _ => None,
    }
}
