//! Rows: cells side by side, painted whole, or divided between the lines of their cells.

use std::collections::VecDeque;

use super::strip::{Item, Strip, What, stacked};
use super::style::DEPTH;

/// Rows up to this share of a page are not divided: moving them leaves only a small hole.
const SHORT: f32 = 0.12;
/// Rows above this share of a page are cut up where they cannot be divided at the foot of a page.
const TALL: f32 = 0.4;
/// A part of a row at the foot of a page must be worth looking at.
const WORTH: f32 = 36.0;
/// Room below the words of a part that goes on over the page.
const GOES_ON: f32 = 2.0;

/// The cells of a row, kept apart for as long as the row may be divided.
#[derive(Clone, Debug)]
pub(super) struct Row {
    cells: Vec<VecDeque<Strip>>,
    edges: Edges,
    /// What is painted again in the first cells where the row goes on over the page, by cell.
    again: Vec<(usize, Vec<Strip>)>,
    /// Whether a part of it stands on an earlier page.
    begun: bool,
    /// Whether it stays in one piece if any page has room for it.
    pub whole: bool,
}

/// What surrounds the words of a row.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edges {
    /// Room above and below the words.
    pub pad: f32,
    /// More room below the row, after its rule.
    pub after: f32,
    /// A rule along the top.
    pub over: Option<Rule>,
    /// A rule along the foot.
    pub under: Option<Rule>,
}

/// A rule from side to side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub x: f32,
    pub width: f32,
    pub height: f32,
    pub colour: u32,
}

/// Where a row is divided: how many lines of each cell stand before the cut.
pub(super) struct Cut(Vec<usize>);

/// A strip of cells side by side.
pub(super) fn beside(cells: Vec<Vec<Strip>>, edges: Edges) -> Strip {
    let cells = cells.into_iter().map(|cell| VecDeque::from(settled(cell))).collect();
    let row = Row { cells, edges, again: Vec::new(), begun: false, whole: false };
    let notes = row.all().flat_map(|strip| strip.notes.iter().copied()).collect();
    Strip { height: row.height(), notes, row: Some(Box::new(row)), ..Strip::default() }
}

/// Strips without rows that could still be divided, for places where nothing can be.
pub(super) fn settled(strips: Vec<Strip>) -> Vec<Strip> {
    let mut settled = Vec::with_capacity(strips.len());
    for mut strip in strips {
        match strip.row.take() {
            Some(row) if strip.height > DEPTH * TALL => settled.extend(row.cut_up(&strip)),
            Some(row) => settled.push(Strip { items: row.painted(true).items, ..strip }),
            None => settled.push(strip),
        }
    }
    settled
}

impl Row {
    fn all(&self) -> impl Iterator<Item = &Strip> {
        self.cells.iter().flatten()
    }

    /// How tall the row is, or what is left of it.
    pub(super) fn height(&self) -> f32 {
        let tallest = self.cells.iter().map(stacked).fold(self.repeated(), f32::max);
        self.above() + tallest + self.edges.pad + self.edges.after
    }

    /// Has the head of the row painted again, in one of its cells, where the row goes on.
    pub(super) fn repeat(&mut self, cell: usize, head: Vec<Strip>) {
        self.again.push((cell, head));
    }

    /// How tall the heads are that are painted again here.
    fn repeated(&self) -> f32 {
        let again = self.again.iter().filter(|(cell, _)| self.repeats(*cell));
        again.map(|(_, head)| stacked(head)).fold(0.0, f32::max)
    }

    /// Whether the head in a cell is painted again: if all of it stood on earlier pages.
    fn repeats(&self, cell: usize) -> bool {
        self.begun && self.cells.get(cell).is_some_and(VecDeque::is_empty)
    }

    /// Makes room below the row.
    pub(super) fn after(&mut self, room: f32) {
        self.edges.after += room;
    }

    /// Puts a rule along the top.
    pub(super) fn over(&mut self, rule: Rule) {
        self.edges.over = Some(rule);
    }

    fn above(&self) -> f32 {
        if self.begun { 0.0 } else { self.edges.pad }
    }

    /// Where the row can be divided so that its first part is at most `room` tall. By force it is
    /// divided anywhere, because no page has room for it.
    pub(super) fn cut(&self, room: f32, force: bool) -> Option<Cut> {
        if !force && (self.whole || self.height() < DEPTH * SHORT) {
            return None;
        }
        let room = room - self.above() - GOES_ON;
        if self.repeated() > room {
            return None;
        }
        // The words may have room where the row has none below them; then a line of them goes on.
        let tallest = self.cells.iter().map(stacked).fold(0.0, f32::max);
        let room = room.min(tallest - 1.0);
        let counts: Vec<usize> = self.cells.iter().map(|cell| lines_in(cell, room, force)).collect();
        // A cell that starts on one page while its neighbour starts on the next is hard to follow.
        let starts = |(cell, count): (&VecDeque<Strip>, &usize)| cell.is_empty() || *count > 0;
        let even = self.begun || self.cells.iter().zip(&counts).all(starts);
        let parts = self.cells.iter().zip(&counts);
        let taken = parts.clone().map(|(cell, count)| stacked(cell.iter().take(*count))).fold(0.0, f32::max);
        let goes_on = parts.clone().any(|(cell, count)| *count < cell.len());
        let worth = if force { taken > 0.0 } else { even && taken >= WORTH };
        (worth && goes_on).then_some(Cut(counts))
    }

    /// The notes that the part before a cut refers to.
    pub(super) fn notes(&self, cut: &Cut) -> Vec<usize> {
        let parts = self.cells.iter().zip(&cut.0).flat_map(|(cell, count)| cell.iter().take(*count));
        parts.flat_map(|strip| strip.notes.iter().copied()).collect()
    }

    /// Takes off the part before a cut.
    pub(super) fn take(&mut self, cut: &Cut) -> Strip {
        let cells: Vec<VecDeque<Strip>> =
            self.cells.iter_mut().zip(&cut.0).map(|(cell, count)| cell.drain(..*count).collect()).collect();
        let again = if self.begun { self.again.clone() } else { Vec::new() };
        let part = Row { cells, edges: self.edges, again, begun: self.begun, whole: false };
        self.begun = true;
        part.painted(false)
    }

    /// The row as a band that cannot be divided any more, with its foot if it ends here.
    pub(super) fn painted(mut self, ends: bool) -> Strip {
        let (above, edges) = (self.above(), self.edges);
        for (cell, head) in std::mem::take(&mut self.again) {
            if self.repeats(cell) {
                self.cells[cell] = VecDeque::from(head);
            }
        }
        let mut strip = merged(self.cells);
        if let Some(rule) = edges.over.filter(|_| !self.begun) {
            strip.items.insert(0, rule.at(-above - 0.3));
        }
        strip.lower(above);
        strip.height += if ends { edges.pad } else { GOES_ON };
        if let Some(rule) = edges.under.filter(|_| ends) {
            strip.items.push(rule.at(strip.height - rule.height));
        }
        strip.height += if ends { edges.after } else { 0.0 };
        strip
    }

    /// The row as many small bands.
    fn cut_up(mut self, like: &Strip) -> Vec<Strip> {
        // Nobody knows here which of the bands open a page.
        self.again.clear();
        let mut parts = Vec::new();
        while let Some(cut) = [0.1, 0.45].iter().find_map(|share| self.cut(DEPTH * share, true)) {
            parts.push(Strip { head: like.head, space: 2.0, ..self.take(&cut) });
        }
        let keep = like.keep;
        parts.push(Strip { head: like.head, space: 2.0, keep, ..self.painted(true) });
        parts[0].space = like.space;
        parts
    }
}

impl Rule {
    fn at(self, y: f32) -> Item {
        let what = What::Fill { width: self.width, height: self.height, colour: self.colour };
        Item { x: self.x, y, what }
    }
}

/// How many lines of a cell stand in some room, without parting those that belong together.
fn lines_in(cell: &VecDeque<Strip>, room: f32, force: bool) -> usize {
    let mut used = 0.0;
    let mut count = 0;
    for (index, strip) in cell.iter().enumerate() {
        used += strip.height + if index > 0 { strip.space } else { 0.0 };
        if used > room + 0.01 {
            break;
        }
        if force || !strip.keep || index + 1 == cell.len() {
            count = index + 1;
        }
    }
    count
}

fn merged(cells: Vec<VecDeque<Strip>>) -> Strip {
    let mut row = Strip::default();
    for cell in cells {
        let mut y = 0.0;
        for (index, strip) in cell.into_iter().enumerate() {
            y += if index > 0 { strip.space } else { 0.0 };
            row.items.extend(strip.items.into_iter().map(|item| Item { y: item.y + y, ..item }));
            row.notes.extend(strip.notes);
            y += strip.height;
            row.height = row.height.max(y);
        }
    }
    row
}
