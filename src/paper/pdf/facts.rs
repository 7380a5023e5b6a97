//! Facts: terms on the left, what they are on the right, a thin rule between.

use super::layout::{Frame, Layout};
use super::strip::{Strip, stacked};
use super::style::{self, Type};
use super::table::beside;
use crate::Fact;

impl<'a> Layout<'a> {
    pub(super) fn facts(&mut self, facts: &'a [Fact], frame: &Frame, element: usize) -> Vec<Strip> {
        if facts.is_empty() {
            return Vec::new();
        }
        let list = self.tags.add(element, "L");
        self.tags.attribute(list, "List", "ListNumbering", "None");
        let frame = spread(frame);
        let mut strips: Vec<Strip> = facts.iter().flat_map(|fact| self.fact(fact, &frame, list)).collect();
        strips[0].underlay(frame.x, 0.0, frame.width, 0.6, style::RULE);
        strips[0].space = frame.gap + 3.0;
        strips
    }

    fn fact(&mut self, fact: &'a Fact, frame: &Frame, list: usize) -> Vec<Strip> {
        let size = frame.set.size.min(10.0);
        let set = Type { size, leading: size * 1.42, ..frame.set };
        let item = self.tags.add(list, "LI");
        let term = self.tags.add(item, "Lbl");
        let is = self.tags.add(item, "LBody");
        let share = (frame.width * 0.31).min(150.0);
        let bold = Type { face: set.face.bold(), ..set };
        let left = Frame { width: share - 12.0, hang: None, set: bold, gap: 4.0, ..*frame };
        let right =
            Frame { x: frame.x + share, width: frame.width - share, hang: None, set, gap: 4.0, ..*frame };
        let spans = self.spans(&fact.term, bold, term);
        let mut term = self.set_lines(&spans, &left);
        if let Some(last) = term.last_mut().and_then(|last| last.items.last_mut()) {
            // A space after the term keeps it apart from what it is when read aloud.
            if let super::strip::What::Text { words, .. } = &mut last.what {
                words.push(' ');
            }
        }
        self.notes_after(is);
        let is = self.blocks(&fact.is, &right, is);
        let tall = stacked(&term).max(stacked(&is)) > style::DEPTH * 0.45;
        let mut strips = beside(vec![term, is], 5.0, tall);
        if let Some(last) = strips.last_mut() {
            last.underlay(frame.x, last.height - 0.5, frame.width, 0.5, style::RULE);
        }
        strips
    }
}

/// On the page, facts start where numbers hang; elsewhere they keep to their frame.
fn spread(frame: &Frame) -> Frame {
    match frame.hang {
        Some(hang) => Frame { x: hang, width: style::RIGHT - hang, ..*frame },
        None => *frame,
    }
}
