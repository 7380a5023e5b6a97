//! What is painted a second time, on the pages that a table or a row runs over: artifacts, because
//! it has been read already.

use super::fonts::Face;
use super::layout::{Frame, baseline};
use super::strip::{Strip, What};
use super::style::Type;

/// A longer head of a row is not painted again where the row goes on.
const LONGEST_HEAD: usize = 6;

impl Strip {
    /// The strip as it is painted a second time: an artifact, because it has been read already.
    pub(super) fn again(&self) -> Strip {
        let mut again = self.clone();
        again.notes.clear();
        again.items.retain(|item| matches!(item.what, What::Text { .. } | What::Fill { .. }));
        for item in &mut again.items {
            if let What::Text { slot, .. } = &mut item.what {
                *slot = None;
            }
        }
        again
    }
}

/// The head of a row as it is painted again where the row goes on over the page. Of a long one
/// nothing is repeated, only said that it goes on.
pub(super) fn continued(head: &[Strip], frame: &Frame) -> Vec<Strip> {
    let short = head.len() <= LONGEST_HEAD && head.iter().all(|strip| strip.row.is_none());
    let mut again: Vec<Strip> = head.iter().filter(|_| short).map(Strip::again).collect();
    let face = Face::Italic;
    let set = Type { face, ..frame.set };
    let words = ["(continued)", "(cont.)", "…"];
    let fits = |words: &&&str| face.width(words, set.size) <= frame.width;
    if let Some(words) = words.iter().find(fits) {
        let mut line = Strip { height: set.leading, ..Strip::default() };
        line.push(frame.x, baseline(&set), What::Text { words: format!("{words} "), set, slot: None });
        again.push(line);
    }
    again
}
