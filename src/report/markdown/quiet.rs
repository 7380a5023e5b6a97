//! Headings that stand only above something.

use paper::Block;

use super::Opened;

/// Leaves out the quiet headings that nothing stands below. A section without blocks stays a section.
pub(super) fn leave_out(blocks: &mut Vec<Block>, sections: &mut [Opened], quiet: &[usize]) {
    // From the last, so that a heading above nothing but such headings goes too.
    for &at in quiet.iter().rev() {
        if stands_above_nothing(blocks, at) {
            blocks.remove(at);
            for section in sections.iter_mut().filter(|section| section.at > at) {
                section.at -= 1;
            }
        }
    }
}

fn stands_above_nothing(blocks: &[Block], at: usize) -> bool {
    let Some(Block::Heading { level, .. }) = blocks.get(at) else { return false };
    let mut below = blocks.iter().skip(at + 1).filter(|block| !matches!(block, Block::PageBreak));
    match below.next() {
        None => true,
        Some(Block::Heading { level: next, .. }) => next <= level,
        Some(_) => false,
    }
}
