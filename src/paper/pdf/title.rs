//! The title block of the first page.

use super::layout::{Frame, Layout};
use super::metadata::title as words;
use super::strip::{Strip, What};
use super::style::{self, Type};
use crate::{Align, Document};

impl Layout<'_> {
    /// The publisher, the title and the mark, under a rule in the accent colour.
    pub(super) fn title(&mut self, document: &Document) -> Vec<Strip> {
        let width = style::RIGHT - style::LEFT;
        let frame = Frame {
            x: style::LEFT,
            width,
            hang: None,
            set: Type { size: 11.0, leading: 15.0, colour: style::INK, ..style::BODY },
            align: Align::Left,
            gap: 0.0,
            fraction: 0.0,
        };
        let bar = What::Fill { width, height: 5.0, colour: self.accent };
        let mut top = Strip { height: 20.0, keep: true, ..Strip::default() };
        top.push(style::LEFT, 0.0, bar);
        let mut strips = vec![top];
        let bold = Type { face: frame.set.face.bold(), ..frame.set };
        if !document.publisher.trim().is_empty() {
            strips.extend(self.plain_line(&document.publisher, "P", &Frame { set: bold, ..frame }));
        }
        let title = Frame { set: style::title(self.accent), ..frame };
        let mut lines = self.plain_line(&words(document), "H1", &title);
        if let Some(first) = lines.first_mut() {
            first.space = 18.0;
        }
        strips.append(&mut lines);
        if let Some(mark) = &document.mark {
            strips.extend(self.mark(mark, &frame));
        }
        if let Some(status) = document.status.as_deref().filter(|status| !status.trim().is_empty()) {
            let set = Type { size: 9.5, leading: 13.0, colour: style::QUIET, ..frame.set };
            let mut lines = self.plain_line(status, "P", &Frame { set, ..frame });
            if let Some(first) = lines.first_mut() {
                first.space = 6.0;
            }
            strips.append(&mut lines);
        }
        // Facts that open the paper bring a rule of their own.
        if document.opening().0.is_empty() {
            let mut end = Strip { height: 12.0, space: 14.0, ..Strip::default() };
            end.push(style::LEFT, 0.0, What::Fill { width, height: 0.6, colour: style::RULE });
            strips.push(end);
        } else {
            strips.push(Strip { height: 8.0, ..Strip::default() });
        }
        strips
    }

    /// The mark that every page carries, here as words of the document, in a tinted box.
    fn mark(&mut self, mark: &str, frame: &Frame) -> Vec<Strip> {
        let set = Type { size: 9.5, leading: 13.0, colour: self.accent, face: frame.set.face.bold() };
        let inner = Frame { x: frame.x + 9.0, width: frame.width - 18.0, set, ..*frame };
        let mut lines = self.plain_line(mark, "P", &inner);
        let width = set.face.width(mark, set.size).min(inner.width) + 18.0;
        for strip in &mut lines {
            strip.lower(4.0);
            strip.height += 4.0;
            strip.space = 0.0;
            strip.underlay(frame.x, 0.0, width, strip.height, style::tint(self.accent, 0.1));
        }
        if let Some(first) = lines.first_mut() {
            first.space = 14.0;
        }
        lines
    }
}
