//! The widths of columns, from what their cells hold.

use super::inline::Span;
use super::layout::{Frame, fraction};
use super::lines::{break_lines, extremes};
use super::list::indent as list_indent;
use super::style::{BODY, Type};
use super::widths::{Need, Passages, widths};
use crate::{Align, Block, Inline, Numbers, Table};

/// Heads of rows are bold if the longest is at most this many times its size.
const SHORT_HEADS: f32 = 24.0;
/// A little more than the widest word, so that rounding cannot break it.
const ROUNDING: f32 = 0.3;
/// What is longer than this share of a table's width is no word.
const LONGEST_WORD: f32 = 0.4;
/// How much wider than the table its longest lines may be together before it wants more room.
const AT_EASE: f32 = 2.0;

/// Columns measured and placed.
#[derive(Debug)]
pub(super) struct Measured {
    /// The left edge and the width of each, without the room beside its words.
    places: Vec<(f32, f32)>,
    /// For columns of decimals, how far the widest fraction reaches past the point.
    fractions: Vec<f32>,
    /// Which columns head their rows in bold: those whose heads are short.
    bold: Vec<bool>,
    /// Whether all rows fit without turning more than long text.
    pub comfortable: bool,
    /// Whether no word has to be broken.
    pub unbroken: bool,
}

impl Measured {
    /// Whether a column heads its rows in bold.
    pub(super) fn bold(&self, index: usize) -> bool {
        self.bold[index]
    }

    /// The frame of a cell in a column.
    pub(super) fn cell(&self, index: usize, align: Align, frame: &Frame) -> Frame {
        let (x, width) = self.places[index];
        let pad = pad(frame.width, self.places.len());
        let fraction = self.fractions[index];
        Frame { x: x + pad, width: (width - 2.0 * pad).max(1.0), align, fraction, hang: None, ..*frame }
    }
}

/// Measures the columns of a table for a frame.
pub(super) fn measure(table: &Table, numbers: &Numbers, frame: &Frame) -> Measured {
    let pad = pad(frame.width, table.columns.len());
    let read = read(table, numbers, &frame.set);
    let room = 2.0 * pad + ROUNDING;
    let padded = |need: &Need| Need { narrowest: need.narrowest + room, natural: need.natural + room };
    let needs: Vec<Need> = read.needs.iter().map(padded).collect();
    let widths = widths(&needs, &read.rows, frame.width, room);
    // Words that are longer than words are, such as addresses, may be broken: the whole table would
    // have to be set small for their sake.
    let words = needs.iter().map(|need| need.narrowest.min(frame.width * LONGEST_WORD));
    let unbroken = words.sum::<f32>() <= frame.width;
    // A table of much text is easier to read where it has more room.
    let comfortable = needs.iter().map(|need| need.natural).sum::<f32>() <= frame.width * AT_EASE;
    let mut x = frame.x;
    let places = widths.iter().map(|width| {
        x += width;
        (x - width, *width)
    });
    let places = places.collect();
    Measured {
        places,
        fractions: read.fractions,
        bold: read.bold,
        comfortable: comfortable && unbroken,
        unbroken,
    }
}

/// The widths of the columns of a table: of a narrow one if its words have room there, otherwise of
/// a wide one.
pub(crate) fn shares(table: &Table, numbers: &Numbers, narrow: f32, wide: f32) -> Vec<f32> {
    let set = Type { size: 9.2, leading: 12.9, ..BODY };
    let frame = |width| Frame { x: 0.0, width, hang: None, set, gap: 4.0, ..Frame::page() };
    let measured = measure(table, numbers, &frame(narrow));
    let measured = if measured.comfortable { measured } else { measure(table, numbers, &frame(wide)) };
    measured.places.iter().map(|(_, width)| *width).collect()
}

fn pad(width: f32, columns: usize) -> f32 {
    (width / columns.max(1) as f32 * 0.12).min(5.5)
}

/// The cells of a table, read for their widths.
#[derive(Default)]
struct Read {
    needs: Vec<Need>,
    fractions: Vec<f32>,
    bold: Vec<bool>,
    rows: Vec<Vec<Passages>>,
}

fn read(table: &Table, numbers: &Numbers, set: &Type) -> Read {
    let bold = Type { face: set.face.bold(), ..*set };
    let mut read = Read { rows: vec![Vec::new(); table.rows.len() + 1], ..Read::default() };
    for (index, column) in table.columns.iter().enumerate() {
        let mut need = Reading { numbers, need: Need::default(), passages: Vec::new() };
        need.words(&column.heading, bold, 0.0);
        read.rows[0].push(std::mem::take(&mut need.passages));
        let (mut before, mut after) = (0.0_f32, 0.0_f32);
        let head = heads_boldly(table, index, numbers, bold);
        for (row, passages) in table.rows.iter().zip(&mut read.rows[1..]) {
            let set = if row.total || head { bold } else { *set };
            let blocks = row.cells.get(index).map_or(&[][..], |cell| cell.blocks.as_slice());
            need.blocks(blocks, set, 0.0);
            passages.push(std::mem::take(&mut need.passages));
            let decimal = if column.align == Align::Decimal { decimal(blocks, set, numbers) } else { None };
            let (left, right) = decimal.unwrap_or_default();
            (before, after) = (before.max(left), after.max(right));
        }
        need.widen((before + after, before + after), 0.0);
        read.needs.push(need.need);
        read.fractions.push(after);
        read.bold.push(head);
    }
    read
}

/// Whether the cells of a column are set in bold: those that head rows, unless they are so long
/// that bold would weigh the table down.
fn heads_boldly(table: &Table, index: usize, numbers: &Numbers, set: Type) -> bool {
    let mut need = Reading { numbers, need: Need::default(), passages: Vec::new() };
    if table.columns[index].heads_rows {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
        cells.for_each(|cell| need.blocks(&cell.blocks, set, 0.0));
    }
    table.columns[index].heads_rows && need.need.natural <= set.size * SHORT_HEADS
}

/// A column as its cells are read.
struct Reading<'a> {
    numbers: &'a Numbers,
    need: Need,
    /// The passages of the cell that is read.
    passages: Passages,
}

impl Reading<'_> {
    fn widen(&mut self, (narrowest, natural): (f32, f32), indent: f32) {
        self.need.narrowest = self.need.narrowest.max(narrowest + indent);
        self.need.natural = self.need.natural.max(natural + indent);
    }

    fn words(&mut self, text: &[Inline], set: Type, indent: f32) {
        let mut spans = Vec::new();
        sample(text, set, self.numbers, &mut spans);
        let (narrowest, natural) = extremes(&spans);
        self.widen((narrowest, natural), indent);
        self.passages.push(natural + indent);
    }

    fn blocks(&mut self, blocks: &[Block], set: Type, indent: f32) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph { text, .. } => self.words(text, set, indent),
                Block::List { marker, items } => {
                    let indent = indent + list_indent(*marker, items.len(), &set);
                    items.iter().for_each(|item| self.blocks(item, set, indent));
                }
                Block::Callout { blocks, .. } => self.blocks(blocks, set, indent + 26.0),
                Block::Table(_) | Block::Facts(_) | Block::Figure(_) => {
                    self.widen((120.0, 240.0), indent);
                    self.passages.push(1200.0);
                }
                Block::RestartNumbers | Block::PageBreak => {}
            }
        }
    }
}

/// How far a number reaches before and past its point; nothing for a cell that is not one number.
fn decimal(blocks: &[Block], set: Type, numbers: &Numbers) -> Option<(f32, f32)> {
    let [Block::Paragraph { text, .. }] = blocks else { return None };
    let mut spans = Vec::new();
    sample(text, set, numbers, &mut spans);
    let lines = break_lines(&spans, 10_000.0);
    let [line] = lines.as_slice() else { return None };
    let after = fraction(line, &spans);
    after.is_finite().then_some((line.width - after, after))
}

/// Running text as spans that are only measured: they have no tags and take no numbers.
fn sample(inlines: &[Inline], set: Type, numbers: &Numbers, spans: &mut Vec<Span>) {
    let plain = |words: &str, set: Type, breaks: bool| Span {
        words: super::fonts::showable(words),
        set,
        rise: 0.0,
        slot: 0,
        link: None,
        note: None,
        breaks,
    };
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Figure { shown: words, .. } => spans.push(plain(words, set, false)),
            Inline::Strong(text) => sample(text, Type { face: set.face.bold(), ..set }, numbers, spans),
            Inline::Emphasis(text) => sample(text, Type { face: set.face.italic(), ..set }, numbers, spans),
            Inline::Link { text, .. } => sample(text, set, numbers, spans),
            Inline::Reference(name) => spans.push(plain(&numbers.reference(name), set, false)),
            Inline::Note(_) => spans.push(plain("00", Type { size: set.size * 0.66, ..set }, false)),
            Inline::Break => spans.push(plain(" ", set, true)),
        }
    }
}
