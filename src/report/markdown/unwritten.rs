//! Sections of a draft that nobody has written yet say so once.

use paper::{Block, plain};

use super::Opened;

/// What stands for prose, and for a list, that is not there.
pub(in crate::report) const NOT_WRITTEN: &str = "Not written yet";

const NOT_STATED: &str = "Not stated";

const LAW: &str = "Which law applies to this procurement has still to be settled.";
const KEY: &str = "Whether this is a key decision has still to be settled.";
const BOTH: &str =
    "Which law applies to this procurement, and whether this is a key decision, have still to be settled.";

/// What a paper says where the law, or whether a decision is key, cannot be told.
pub(in crate::report) const fn unsettled(is_law_told: bool, is_key_told: bool) -> &'static str {
    match (is_law_told, is_key_told) {
        (true, true) => "",
        (false, true) => LAW,
        (true, false) => KEY,
        (false, false) => BOTH,
    }
}

/// Leaves one line of a section in which nothing is written, and one line of those that follow each other
/// in any other.
pub(super) fn say_once(blocks: &mut Vec<Block>, sections: &mut [Opened]) {
    let mut end = blocks.len();
    for index in (0..sections.len()).rev() {
        let at = sections[index].at;
        // What stands before the first heading holds facts alone; a quiet heading may have been left out.
        if let Some(Block::Heading { .. }) = blocks[at..end].first() {
            let own: Vec<Block> = blocks.drain(at + 1..end).collect();
            let before = own.len();
            let own = said_once(own);
            let gone = before.saturating_sub(own.len());
            blocks.splice(at + 1..at + 1, own);
            sections[index + 1..].iter_mut().for_each(|later| later.at -= gone);
        }
        end = at;
    }
}

fn said_once(blocks: Vec<Block>) -> Vec<Block> {
    let first = blocks.iter().find(|block| is_unwritten(block)).cloned();
    let Some(mut line) = first else { return blocks };
    if let Block::Paragraph { text, .. } = &mut line {
        *text = paper::text(format!("{NOT_WRITTEN}."));
    }
    let is_empty = |block: &Block| says_nothing(block) || matches!(block, Block::Heading { .. });
    let mut said: Vec<Block> = Vec::new();
    if blocks.iter().all(|block| is_empty(block) || *block == Block::PageBreak) {
        said.push(line);
        said.extend(blocks.into_iter().filter(|block| *block == Block::PageBreak));
        return said;
    }
    for block in blocks {
        let block = if is_unwritten(&block) { with_stop(block) } else { block };
        if !(is_unwritten(&block) && said.last().is_some_and(is_unwritten)) {
            said.push(block);
        }
    }
    said
}

fn with_stop(block: Block) -> Block {
    match block {
        Block::Paragraph { numbered, anchor, .. } => {
            Block::Paragraph { numbered, text: paper::text(format!("{NOT_WRITTEN}.")), anchor }
        }
        other => other,
    }
}

/// Whether a block only says that something is yet to be written.
fn is_unwritten(block: &Block) -> bool {
    words(block).is_some_and(|words| words.trim_end_matches('.') == NOT_WRITTEN)
}

/// Whether a block only says that something is not there.
fn says_nothing(block: &Block) -> bool {
    match block {
        Block::Facts(facts) => facts.iter().flat_map(|fact| &fact.is).all(says_nothing),
        block => {
            words(block).is_some_and(|words| [NOT_STATED, NOT_WRITTEN, LAW, KEY, BOTH].contains(&&*words))
        }
    }
}

fn words(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { text, .. } => Some(plain(text)),
        _ => None,
    }
}
