//! The widths of columns, from what their cells hold.

use super::inline::Span;
use super::layout::{Frame, fraction};
use super::lines::{break_lines, extremes};
use super::style::Type;
use crate::{Align, Block, Inline, Numbers, Table};

/// Columns measured and placed.
#[derive(Debug)]
pub(super) struct Measured {
    /// The left edge and the width of each, without the room beside its words.
    places: Vec<(f32, f32)>,
    /// For columns of decimals, how far the widest fraction reaches past the point.
    fractions: Vec<f32>,
    /// Whether all rows fit without turning more than long text.
    pub comfortable: bool,
    /// Whether no word has to be broken.
    pub unbroken: bool,
}

impl Measured {
    /// The frame of a cell in a column.
    pub(super) fn cell(&self, index: usize, align: Align, frame: &Frame) -> Frame {
        let (x, width) = self.places[index];
        let pad = pad(frame.width, self.places.len());
        let fraction = self.fractions[index];
        Frame { x: x + pad, width: (width - 2.0 * pad).max(1.0), align, fraction, hang: None, ..*frame }
    }
}

/// What a column needs: the width of its widest word, and of its longest line.
#[derive(Clone, Copy, Default)]
struct Need {
    narrowest: f32,
    natural: f32,
}

/// Measures the columns of a table for a frame.
pub(super) fn measure(table: &Table, numbers: &Numbers, frame: &Frame) -> Measured {
    let pads = 2.0 * pad(frame.width, table.columns.len());
    let (needs, fractions): (Vec<Need>, Vec<f32>) =
        (0..table.columns.len()).map(|index| need(table, index, numbers, &frame.set)).unzip();
    let needs: Vec<Need> = needs
        .iter()
        .map(|need| Need { narrowest: need.narrowest + pads, natural: need.natural + pads })
        .collect();
    let narrowest: f32 = needs.iter().map(|need| need.narrowest).sum();
    let widths = widths(&needs, frame.width);
    // Long text may turn, but a column that gets less than a third of what it wants reads badly.
    let comfortable = needs.iter().zip(&widths).all(|(need, width)| need.natural <= width * 3.0);
    let mut x = frame.x;
    let places = widths
        .iter()
        .map(|width| {
            let left = x;
            x += width;
            (left, *width)
        })
        .collect();
    let unbroken = narrowest <= frame.width;
    Measured { places, fractions, comfortable: comfortable && unbroken, unbroken }
}

fn pad(width: f32, columns: usize) -> f32 {
    (width / columns.max(1) as f32 * 0.12).min(5.5)
}

/// Shares out a width: what each column wants if that is little, then by the root of what it
/// wants, so that one very long cell does not starve the others.
fn widths(needs: &[Need], width: f32) -> Vec<f32> {
    let narrowest: f32 = needs.iter().map(|need| need.narrowest).sum();
    let natural: f32 = needs.iter().map(|need| need.natural).sum();
    if natural <= width {
        let share = (width - natural) / natural.max(1.0);
        return needs.iter().map(|need| need.natural + need.natural * share).collect();
    }
    if narrowest >= width {
        return broken(needs, width);
    }
    shared(needs, width)
}

/// Widths when not even the widest words fit beside each other: equal shares at most for the
/// widest columns, what they need for the others.
fn broken(needs: &[Need], width: f32) -> Vec<f32> {
    let mut limit = width / needs.len().max(1) as f32;
    // Each round gives what narrow columns leave over to the wide ones; a few rounds settle it.
    for _ in 0..8 {
        let used: f32 = needs.iter().map(|need| need.narrowest.min(limit)).sum();
        let wide = needs.iter().filter(|need| need.narrowest > limit).count();
        if wide == 0 {
            break;
        }
        limit += (width - used) / wide as f32;
    }
    needs.iter().map(|need| need.narrowest.min(limit)).collect()
}

fn shared(needs: &[Need], width: f32) -> Vec<f32> {
    let needs = &easier(needs, width);
    let mut settled: Vec<Option<f32>> = vec![None; needs.len()];
    loop {
        let used: f32 = settled.iter().flatten().sum();
        let weights: f32 = open(needs, &settled).map(|need| need.natural.sqrt()).sum();
        let free = width - used;
        let share = |need: &Need| free * need.natural.sqrt() / weights.max(0.001);
        // A column that gets less than its widest word takes that; one that gets more than it
        // wants takes what it wants. Either changes the shares of the others.
        let small =
            (0..needs.len()).find(|at| settled[*at].is_none() && share(&needs[*at]) < needs[*at].narrowest);
        let large =
            || (0..needs.len()).find(|at| settled[*at].is_none() && share(&needs[*at]) > needs[*at].natural);
        if let Some(at) = small {
            settled[at] = Some(needs[at].narrowest);
        } else if let Some(at) = large() {
            settled[at] = Some(needs[at].natural);
        } else {
            return needs
                .iter()
                .zip(&settled)
                .map(|(need, done)| done.unwrap_or_else(|| share(need)))
                .collect();
        }
    }
}

/// Lets columns of short text keep it on one line, if that leaves most of the width to the others.
fn easier(needs: &[Need], width: f32) -> Vec<Need> {
    let limit = (width / needs.len() as f32).min(84.0);
    let ease =
        |need: &Need| if need.natural <= limit { Need { narrowest: need.natural, ..*need } } else { *need };
    let eased: Vec<Need> = needs.iter().map(ease).collect();
    let narrowest: f32 = eased.iter().map(|need| need.narrowest).sum();
    if narrowest <= width * 0.8 { eased } else { needs.to_vec() }
}

fn open<'a>(needs: &'a [Need], settled: &'a [Option<f32>]) -> impl Iterator<Item = &'a Need> {
    needs.iter().zip(settled).filter(|(_, done)| done.is_none()).map(|(need, _)| need)
}

fn need(table: &Table, index: usize, numbers: &Numbers, set: &Type) -> (Need, f32) {
    let column = &table.columns[index];
    let bold = Type { face: set.face.bold(), ..*set };
    let mut need = Need::default();
    let mut after: f32 = 0.0;
    let mut before: f32 = 0.0;
    let mut heading = Vec::new();
    sample(&column.heading, bold, numbers, &mut heading);
    need.widen(extremes(&heading), 0.0);
    for row in &table.rows {
        let Some(cell) = row.cells.get(index) else { continue };
        let set = if row.total || column.heads_rows { bold } else { *set };
        need.blocks(&cell.blocks, set, numbers, 0.0);
        if column.align == Align::Decimal
            && let Some((left, right)) = decimal(&cell.blocks, set, numbers)
        {
            before = before.max(left);
            after = after.max(right);
        }
    }
    need.widen((before + after, before + after), 0.0);
    (need, after)
}

impl Need {
    fn widen(&mut self, (narrowest, natural): (f32, f32), indent: f32) {
        self.narrowest = self.narrowest.max(narrowest + indent);
        self.natural = self.natural.max(natural + indent);
    }

    fn blocks(&mut self, blocks: &[Block], set: Type, numbers: &Numbers, indent: f32) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph { text, .. } => {
                    let mut spans = Vec::new();
                    sample(text, set, numbers, &mut spans);
                    self.widen(extremes(&spans), indent);
                }
                Block::List { items, .. } => {
                    items.iter().for_each(|item| self.blocks(item, set, numbers, indent + set.size * 1.6));
                }
                Block::Callout { blocks, .. } => self.blocks(blocks, set, numbers, indent + 26.0),
                Block::Table(_) | Block::Facts(_) => self.widen((120.0, 240.0), indent),
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
