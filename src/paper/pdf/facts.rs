//! Facts: terms on the left, what they are on the right, a thin rule between.

use super::layout::{Frame, Layout};
use super::row::{Edges, Rule, beside};
use super::strip::{Strip, keep_short};
use super::style::{self, Type};
use crate::Fact;

/// Facts up to this share of a page stand on one; moving more would leave too large a hole.
const MOST_KEPT: f32 = 0.4;

impl<'a> Layout<'a> {
    pub(super) fn facts(&mut self, facts: &'a [Fact], frame: &Frame, element: usize) -> Vec<Strip> {
        if facts.is_empty() {
            return Vec::new();
        }
        let list = self.tags.add(element, "L");
        self.tags.attribute(list, "List", "ListNumbering", "None");
        let mut strips: Vec<Strip> = facts.iter().map(|fact| self.fact(fact, frame, list)).collect();
        if let Some(row) = &mut strips[0].row {
            row.over(rule(frame));
        }
        strips[0].space = frame.gap + 3.0;
        if keep_short(&mut strips, style::DEPTH * MOST_KEPT) {
            strips.iter_mut().filter_map(|strip| strip.row.as_mut()).for_each(|row| row.whole = true);
        }
        strips
    }

    fn fact(&mut self, fact: &'a Fact, frame: &Frame, list: usize) -> Strip {
        let size = frame.set.size.min(10.0);
        let set = Type { size, leading: size * 1.42, ..frame.set };
        let item = self.tags.add(list, "LI");
        let term = self.tags.add(item, "Lbl");
        let is = self.tags.add(item, "LBody");
        let share = (frame.width * 0.36).min(150.0);
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
        let edges = Edges { pad: 5.0, under: Some(rule(frame)), ..Edges::default() };
        beside(vec![term, is], edges)
    }
}

fn rule(frame: &Frame) -> Rule {
    Rule { x: frame.x, width: frame.width, height: 0.5, colour: style::RULE }
}
