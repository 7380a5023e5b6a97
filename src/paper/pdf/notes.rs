//! Notes, laid out for the foot of the page.

use super::layout::{Frame, Layout, baseline};
use super::strip::{Item, Strip, What};
use super::style::{self, NOTE};
use crate::{Align, Inline};

/// What links to a note point at. No anchor of a document can have this name by chance: it holds
/// a control character.
pub(super) fn anchor(number: usize) -> String {
    format!("note\u{1}{number}")
}

impl<'a> Layout<'a> {
    /// Lays out the notes that wait, and tags them at the end of an element, so that they are
    /// read after what refers to them.
    pub(super) fn notes_after(&mut self, element: usize) {
        for (number, words) in std::mem::take(&mut self.waiting) {
            let strips = self.note(number, words, element);
            self.notes.push(strips);
        }
    }

    fn note(&mut self, number: usize, words: &'a [Inline], element: usize) -> Vec<Strip> {
        let note = self.tags.add(element, "Note");
        self.tags.elements[note].id = Some(format!("note-{number}"));
        let label = self.tags.add(note, "Lbl");
        let slot = Some(self.tags.slot(label));
        let paragraph = self.tags.add(note, "P");
        let frame = Frame {
            x: style::TEXT + 18.0,
            width: style::MEASURE - 18.0,
            hang: None,
            set: NOTE,
            align: Align::Left,
            gap: 0.0,
            fraction: 0.0,
        };
        let spans = self.note_spans(words, NOTE, paragraph);
        let mut strips = self.set_lines(&spans, &frame);
        if strips.is_empty() {
            strips.push(Strip { height: NOTE.leading, ..Strip::default() });
        }
        let what = What::Text { words: format!("{number} "), set: NOTE, slot };
        strips[0].items.insert(0, Item { x: style::TEXT, y: baseline(&NOTE), what });
        strips[0].push(0.0, 0.0, What::Anchor(anchor(number)));
        strips[0].space = 2.5;
        strips
    }
}
