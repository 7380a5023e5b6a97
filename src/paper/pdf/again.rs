//! What is painted a second time, on the pages that a table or a row runs over: artifacts, because
//! it has been read already.

use super::fonts::Face;
use super::layout::{Frame, baseline};
use super::strip::{Strip, What};
use super::style::{CAPTION, Type};

/// A longer head of a row is not painted again where the row goes on.
const LONGEST_HEAD: usize = 6;
/// Room between a caption and the head that is painted again below it.
const UNDER_CAPTION: f32 = 5.0;

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

/// The head of a table below its caption, as both are painted on the pages that the table runs over. Of a
/// caption that takes several lines only the number of the table is repeated.
pub(super) fn captioned(mut head: Strip, caption: &[Strip], frame: &Frame) -> Strip {
    let Some(first) = caption.first() else { return head };
    let mut line = first.again();
    // The number of a note is smaller than the words; the note stands where it was referred to.
    line.items.retain(|item| matches!(&item.what, What::Text { set, .. } if set.size >= CAPTION.size));
    let set = Type { face: Face::Italic, ..CAPTION };
    let words = " (continued) ";
    let room = frame.x + frame.width - set.face.width(words, set.size);
    if caption.len() > 1 || end(&line).is_none_or(|end| end > room) {
        line.items.truncate(1);
    }
    let Some(x) = end(&line) else { return head };
    line.push(x, baseline(&set), What::Text { words: words.to_owned(), set, slot: None });
    head.lower(line.height + UNDER_CAPTION);
    head.items.append(&mut line.items);
    head
}

/// Where the words of a line end.
fn end(line: &Strip) -> Option<f32> {
    let ends = line.items.iter().filter_map(|item| match &item.what {
        What::Text { words, set, .. } => Some(item.x + set.face.width(words.trim_end(), set.size)),
        _ => None,
    });
    ends.reduce(f32::max)
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
