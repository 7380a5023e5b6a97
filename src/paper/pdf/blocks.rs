//! Headings, paragraphs and callouts as strips.

use super::layout::{Frame, Layout, baseline};
use super::row::settled;
use super::strip::{Strip, What, keep_short};
use super::style::{self, Type};
use super::tags::ROOT;
use crate::number::Heading;
use crate::{Block, Inline, is_blank, plain};

impl<'a> Layout<'a> {
    /// The blocks of the page, each in the section that the headings above it opened.
    pub(super) fn body(&mut self, blocks: &'a [Block]) -> Vec<Strip> {
        let mut strips = Vec::new();
        let mut new_page = false;
        for (index, block) in blocks.iter().enumerate() {
            if matches!(block, Block::PageBreak) {
                new_page = true;
                continue;
            }
            let mut block = match block {
                Block::Heading { text, anchor, .. } => self.heading(text, anchor.as_deref()),
                other => self.block(other, &Frame::page(), self.section()),
            };
            if let Some(first) = block.first_mut() {
                first.new_page = std::mem::take(&mut new_page);
            }
            if let (true, Some(first)) = (follows_heading(blocks, index), block.first_mut()) {
                first.space *= 0.5;
            }
            keep_lead_in(blocks, index, &mut block);
            strips.append(&mut block);
        }
        strips
    }

    /// Blocks in a frame, all in one element.
    pub(super) fn blocks(&mut self, blocks: &'a [Block], frame: &Frame, element: usize) -> Vec<Strip> {
        let mut strips = Vec::new();
        for (index, block) in blocks.iter().enumerate() {
            let mut block = self.block(block, frame, element);
            keep_lead_in(blocks, index, &mut block);
            strips.append(&mut block);
        }
        strips
    }

    fn block(&mut self, block: &'a Block, frame: &Frame, element: usize) -> Vec<Strip> {
        match block {
            Block::Heading { text, .. } => self.heading_in_text(text, frame, element),
            Block::Paragraph { text, anchor, .. } => self.paragraph(text, anchor.as_deref(), frame, element),
            Block::List { marker, items } => self.list(*marker, items, frame, element),
            Block::Table(table) => self.table(table, frame, element),
            Block::Figure(chart) => self.figure(chart, frame, element),
            Block::Facts(facts) => self.facts(facts, frame, element),
            Block::Callout { label, blocks } => self.callout(label, blocks, frame, element),
            Block::RestartNumbers | Block::PageBreak => Vec::new(),
        }
    }

    fn heading(&mut self, text: &'a [Inline], anchor: Option<&str>) -> Vec<Strip> {
        let Some(heading) = self.count.heading() else { return Vec::new() };
        let depth = heading.depth;
        while self.sections.last().is_some_and(|(open, _)| *open >= depth) {
            self.sections.pop();
        }
        let section = self.tags.add(self.section(), "Sect");
        self.sections.push((depth, section));
        let element = self.tags.add(section, role(depth));
        let (set, space) = style::heading(depth, self.accent);
        let mut frame = Frame { set, ..Frame::page() };
        // A heading may be wider than the measure, but not so wide that its lines are hard to find.
        frame.width = style::RIGHT - style::TEXT;
        let mut strips = if is_blank(&plain(text)) {
            self.untitled(heading, text, &frame, element)
        } else {
            self.numbered(heading.number.as_deref(), text, &frame, element)
        };
        if let Some(first) = strips.first_mut() {
            first.space = space;
            first.push(0.0, 0.0, What::Anchor(heading.id.clone()));
            if let Some(anchor) = anchor.filter(|anchor| *anchor != heading.id) {
                first.push(0.0, 0.0, What::Anchor(anchor.to_owned()));
            }
        }
        for strip in &mut strips {
            strip.keep = true;
        }
        self.notes_after(section);
        strips
    }

    /// A heading that says nothing, though it may hold notes. It is painted all the same, or the
    /// levels would have a gap.
    fn untitled(
        &mut self,
        heading: &Heading,
        text: &'a [Inline],
        frame: &Frame,
        element: usize,
    ) -> Vec<Strip> {
        let number = heading.number.as_deref().unwrap_or_default();
        let mut spans = vec![self.span(&format!("{number} {}", heading.text), frame.set, element)];
        spans.extend(self.spans(text, frame.set, element));
        self.set_lines(&spans, frame)
    }

    /// A heading where none should be, such as in a cell: painted as a strong paragraph.
    fn heading_in_text(&mut self, text: &'a [Inline], frame: &Frame, element: usize) -> Vec<Strip> {
        let Some(heading) = self.count.heading() else { return Vec::new() };
        let paragraph = self.tags.add(element, "P");
        let frame = Frame { set: Type { face: frame.set.face.bold(), ..frame.set }, ..*frame };
        let mut strips = self.numbered(heading.number.as_deref(), text, &frame, paragraph);
        if let Some(first) = strips.first_mut() {
            first.space = frame.gap;
            first.push(0.0, 0.0, What::Anchor(heading.id.clone()));
        }
        self.notes_after(element);
        strips
    }

    fn paragraph(
        &mut self,
        text: &'a [Inline],
        anchor: Option<&str>,
        frame: &Frame,
        element: usize,
    ) -> Vec<Strip> {
        let number = self.count.paragraph();
        let paragraph = self.tags.add(element, "P");
        let mut strips = self.numbered(number, text, frame, paragraph);
        if let Some(first) = strips.first_mut() {
            first.space = frame.gap;
            if let Some(anchor) = anchor {
                first.push(0.0, 0.0, What::Anchor(anchor.to_owned()));
            }
        }
        self.notes_after(element);
        strips
    }

    /// Running text with its number, which hangs in the margin if the frame has one.
    fn numbered(
        &mut self,
        number: Option<&str>,
        text: &'a [Inline],
        frame: &Frame,
        element: usize,
    ) -> Vec<Strip> {
        let Some(number) = number else {
            let spans = self.spans(text, frame.set, element);
            return self.set_lines(&spans, frame);
        };
        let label = format!("{number} ");
        let Some(hang) = frame.hang else {
            let mut spans = vec![self.span(&label, frame.set, element)];
            spans.extend(self.spans(text, frame.set, element));
            return self.set_lines(&spans, frame);
        };
        // The slot of the number is taken first: it is read before the words.
        let slot = Some(self.tags.slot(element));
        let spans = self.spans(text, frame.set, element);
        let width = frame.set.face.width(&label, frame.set.size);
        // A number too long for the margin pushes its text aside.
        let frame = frame.indented((hang + width - frame.x).max(0.0));
        let mut strips = self.set_lines(&spans, &frame);
        if strips.is_empty() {
            strips.push(Strip { height: frame.set.leading, ..Strip::default() });
        }
        strips[0].items.insert(
            0,
            super::strip::Item {
                x: hang,
                y: baseline(&frame.set),
                what: What::Text { words: label, set: frame.set, slot },
            },
        );
        strips
    }

    fn callout(&mut self, label: &'a str, blocks: &'a [Block], frame: &Frame, element: usize) -> Vec<Strip> {
        let division = self.tags.add(element, "Div");
        let mut inner = Frame { gap: 5.0, ..frame.indented(14.0) };
        inner.width = (inner.width - 12.0).max(20.0);
        let paragraph = self.tags.add(division, "P");
        let set = Type { face: frame.set.face.bold(), colour: self.accent, ..frame.set };
        let span = self.span(label, set, paragraph);
        let mut strips = self.set_lines(&[span], &Frame { set, ..inner });
        for strip in &mut strips {
            strip.keep = true;
        }
        strips.extend(settled(self.blocks(blocks, &inner, division)));
        self.boxed(&mut strips, frame);
        keep_short(&mut strips, style::DEPTH * 0.25);
        strips
    }

    /// Paints a tint and a bar behind strips, without gaps between them.
    fn boxed(&self, strips: &mut [Strip], frame: &Frame) {
        let count = strips.len();
        for (index, strip) in strips.iter_mut().enumerate() {
            if index == 0 {
                strip.lower(8.0);
                strip.space = frame.gap + 4.0;
            } else {
                strip.lower(strip.space);
                strip.space = 0.0;
            }
            if index + 1 == count {
                strip.height += 9.0;
            }
            let height = strip.height + 0.2;
            strip.underlay(frame.x, 0.0, 3.0, height, self.accent);
            strip.underlay(frame.x, 0.0, frame.width, height, style::tint(self.accent, 0.06));
        }
    }

    /// Plain words that stand in no section.
    pub(super) fn plain_line(&mut self, words: &str, role: &'static str, frame: &Frame) -> Vec<Strip> {
        let element = self.tags.add(ROOT, role);
        let span = self.span(words, frame.set, element);
        self.set_balanced(&[span], frame)
    }
}

fn follows_heading(blocks: &[Block], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|before| blocks.get(before));
    matches!(before, Some(Block::Heading { .. })) && matches!(blocks[index], Block::Heading { .. })
}

/// Keeps words that lead into a list or table ("… are:"), and any before facts, on the page where that starts.
fn keep_lead_in(blocks: &[Block], index: usize, strips: &mut [Strip]) {
    let next = blocks.get(index + 1);
    let leads = match &blocks[index] {
        Block::Paragraph { text, .. } => {
            matches!(next, Some(Block::Facts(_))) || plain(text).trim_end().ends_with(':')
        }
        _ => false,
    };
    let follows =
        matches!(next, Some(Block::List { .. } | Block::Table(_) | Block::Figure(_) | Block::Facts(_)));
    if let Some(last) = strips.last_mut().filter(|_| leads && follows) {
        last.keep = true;
    }
}

fn role(depth: u8) -> &'static str {
    match depth {
        0 | 1 => "H2",
        2 => "H3",
        3 => "H4",
        4 => "H5",
        _ => "H6",
    }
}
