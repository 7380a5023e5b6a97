//! The layout of a document: what its blocks are turned into, and where on the page they may stand.

use super::inline::Span;
use super::lines::{Line, Piece, balanced, break_lines};
use super::strip::{Strip, What, no_lone_lines};
use super::style::{self, Type};
use super::tags::{ROOT, Tags};
use crate::number::Count;
use crate::{Align, Document, Inline, Numbers};

/// A document laid out: strips for the pages, notes for their feet, and the tag tree.
#[derive(Debug)]
pub(super) struct Laid {
    pub strips: Vec<Strip>,
    /// What each note is painted as, by number less one.
    pub notes: Vec<Vec<Strip>>,
    /// The heads of tables, painted again on each page that a table runs over.
    pub heads: Vec<Strip>,
    pub tags: Tags,
}

/// The layout as it proceeds.
pub(super) struct Layout<'a> {
    pub count: Count<'a>,
    pub tags: Tags,
    pub notes: Vec<Vec<Strip>>,
    pub heads: Vec<Strip>,
    /// Notes referred to whose words are not laid out yet.
    pub waiting: Vec<(usize, &'a [Inline])>,
    /// The sections that the layout stands in: their depth and element.
    pub sections: Vec<(u8, usize)>,
    pub accent: u32,
}

/// Where blocks are laid out, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub x: f32,
    pub width: f32,
    /// Where numbers hang; without it they stand at the start of their paragraph.
    pub hang: Option<f32>,
    pub set: Type,
    pub align: Align,
    /// Space between paragraphs.
    pub gap: f32,
    /// In a column of decimals: how far the widest fraction reaches past the point.
    pub fraction: f32,
}

/// Lays out a document.
pub(super) fn lay_out(document: &Document, numbers: &Numbers) -> Laid {
    let mut layout = Layout {
        count: numbers.count(),
        tags: Tags::new(),
        notes: Vec::new(),
        heads: Vec::new(),
        waiting: Vec::new(),
        sections: Vec::new(),
        accent: document.accent & 0x00ff_ffff,
    };
    let mut strips = layout.title(document);
    let (opening, rest) = document.opening();
    strips.extend(layout.blocks(opening, &Frame::opening(), ROOT));
    let mut contents = if document.contents { layout.contents() } else { Vec::new() };
    // Contents that would run over from the first page have a page of their own.
    let runs_over = height(&strips) + height(&contents) > style::DEPTH;
    if let Some(first) = contents.first_mut() {
        first.new_page = runs_over;
    }
    let mut body = layout.body(rest);
    if let Some(first) = body.first_mut().filter(|_| !contents.is_empty()) {
        first.new_page = true;
    }
    strips.extend(contents);
    strips.append(&mut body);
    Laid { strips, notes: layout.notes, heads: layout.heads, tags: layout.tags }
}

/// How high strips stand with the space between them.
fn height(strips: &[Strip]) -> f32 {
    strips.iter().map(|strip| strip.space + strip.height).sum()
}

impl Frame {
    /// The frame of the text on the page.
    pub(super) fn page() -> Self {
        Frame {
            x: style::TEXT,
            width: style::MEASURE,
            hang: Some(style::LEFT),
            set: style::BODY,
            align: Align::Left,
            gap: 7.5,
            fraction: 0.0,
        }
    }

    /// The frame of the facts that stand with the title: from side to side.
    pub(super) fn opening() -> Self {
        Frame { x: style::LEFT, width: style::RIGHT - style::LEFT, hang: None, ..Frame::page() }
    }

    /// The same frame, narrower on the left.
    pub(super) fn indented(self, by: f32) -> Self {
        // However deep lists stand in one another, some room is left for their words.
        let by = by.min((self.width - 40.0).max(0.0));
        Frame { x: self.x + by, width: self.width - by, hang: None, ..self }
    }
}

impl Layout<'_> {
    /// The element that blocks of the page go into now.
    pub(super) fn section(&self) -> usize {
        self.sections.last().map_or(ROOT, |(_, element)| *element)
    }

    /// Spans as lines in a frame, one strip each.
    pub(super) fn set_lines(&mut self, spans: &[Span], frame: &Frame) -> Vec<Strip> {
        self.set_broken(&break_lines(spans, frame.width), spans, frame)
    }

    /// Spans as lines of about the same length, for headings: no word stands alone if it need not.
    pub(super) fn set_balanced(&mut self, spans: &[Span], frame: &Frame) -> Vec<Strip> {
        self.set_broken(&balanced(spans, frame.width), spans, frame)
    }

    fn set_broken(&mut self, lines: &[Line], spans: &[Span], frame: &Frame) -> Vec<Strip> {
        let mut strips = Vec::with_capacity(lines.len());
        for line in lines {
            let x = frame.x + start(line, spans, frame, lines.len());
            strips.push(self.set_line(line, spans, x, &frame.set));
        }
        no_lone_lines(&mut strips);
        strips
    }

    fn set_line(&mut self, line: &Line, spans: &[Span], left: f32, set: &Type) -> Strip {
        let mut strip = Strip { height: set.leading, ..Strip::default() };
        let baseline = baseline(set);
        let mut x = left;
        for piece in &line.pieces {
            let span = &spans[piece.span];
            let words = What::Text { words: piece.words.clone(), set: span.set, slot: Some(span.slot) };
            strip.push(x, baseline - span.rise, words);
            strip.notes.extend(span.note);
            self.link_area(&mut strip, piece, span, x, baseline);
            x += piece.width;
        }
        strip
    }

    fn link_area(&mut self, strip: &mut Strip, piece: &Piece, span: &Span, x: f32, baseline: f32) {
        let Some(link) = &span.link else { return };
        let words = piece.words.trim_end();
        if words.is_empty() {
            return;
        }
        let width = span.set.face.width(words, span.set.size);
        if span.note.is_none() {
            let line = What::Fill { width, height: 0.5, colour: span.set.colour };
            strip.push(x, baseline + 1.6, line);
        }
        let annotation = self.tags.annotation(link.element, link.target.clone(), link.contents.clone());
        let height = span.set.size * 1.25;
        strip.push(x, baseline - span.rise - span.set.size, What::Link { width, height, annotation });
    }
}

/// Where the baseline lies in a line, so that the words stand in its middle.
pub(super) fn baseline(set: &Type) -> f32 {
    set.leading / 2.0 + set.size * 0.36
}

/// How far from the left of its frame a line starts.
fn start(line: &Line, spans: &[Span], frame: &Frame, lines: usize) -> f32 {
    let free = (frame.width - line.width).max(0.0);
    match frame.align {
        Align::Left => 0.0,
        Align::Centre => free / 2.0,
        Align::Decimal if lines == 1 => (free - frame.fraction + fraction(line, spans)).clamp(0.0, free),
        Align::Decimal if lines == 2 => free,
        // A passage among numbers reads as a passage.
        Align::Decimal => 0.0,
    }
}

/// How far a number reaches past its decimal point, or past its last digit if it has none.
/// Words without digits end where the widest fraction ends.
pub(super) fn fraction(line: &Line, spans: &[Span]) -> f32 {
    let mut after = 0.0;
    for piece in line.pieces.iter().rev() {
        let set = spans[piece.span].set;
        let words = piece.words.trim_end();
        // The number of a note is no part of the number it stands at.
        let number = if spans[piece.span].note.is_some() { None } else { point(words) };
        match number {
            Some(at) => return after + set.face.width(&words[at..], set.size),
            None => after += set.face.width(words, set.size),
        }
    }
    f32::INFINITY
}

/// Where the decimal point of a number stands, or the end of its last digit.
fn point(words: &str) -> Option<usize> {
    let last = words.rfind(|c: char| c.is_ascii_digit())?;
    let bytes = words.as_bytes();
    let dot = words[..last].rfind('.').filter(|dot| {
        let digits = bytes[dot + 1..=last].iter().all(u8::is_ascii_digit);
        digits && *dot > 0 && bytes[dot - 1].is_ascii_digit()
    });
    Some(dot.unwrap_or(last + 1))
}
