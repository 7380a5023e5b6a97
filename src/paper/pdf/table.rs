//! Tables as strips: a row each, with a head that is painted again on every page.

use super::columns::{Measured, measure};
use super::layout::{Frame, Layout};
use super::strip::{Strip, What, keep_short, stacked};
use super::style::{self, CAPTION, INK, Type};
use crate::{Align, Cell, Column, Row, Table};

/// Space between the rules of a row and its words.
const PAD: f32 = 4.5;

impl<'a> Layout<'a> {
    pub(super) fn table(&mut self, table: &'a Table, frame: &Frame, element: usize) -> Vec<Strip> {
        let number = self.count.table();
        let empty = table.columns.is_empty();
        // A table without columns has no rows to tag, so its caption stands alone.
        let tag = if empty { element } else { self.tags.add(element, "Table") };
        let (frame, measured) = self.fit(table, frame);
        let mut strips = self.caption(table, number, &frame, tag, if empty { "P" } else { "Caption" });
        if !empty {
            strips.extend(self.rows(table, &frame, &measured, tag));
        }
        strips
    }

    /// The frame of a table and its columns: as wide as the text if that is enough, or the whole
    /// page; and set smaller if words would be broken even so.
    fn fit(&self, table: &Table, frame: &Frame) -> (Frame, Measured) {
        let numbers = self.count.numbers();
        let mut fitted = Frame { hang: None, gap: 4.0, ..*frame };
        for size in [9.2_f32, 8.6, 8.0, 7.4, 6.8] {
            fitted.set = Type { size: size.min(frame.set.size), leading: size * 1.4, ..frame.set };
            let measured = measure(table, numbers, &fitted);
            if measured.comfortable {
                return (fitted, measured);
            }
            if let Some(hang) = frame.hang {
                let wide = Frame { x: hang, width: style::RIGHT - hang, ..fitted };
                let measured = measure(table, numbers, &wide);
                if measured.unbroken {
                    return (wide, measured);
                }
            } else if measured.unbroken {
                return (fitted, measured);
            }
        }
        if let Some(hang) = frame.hang {
            fitted = Frame { x: hang, width: style::RIGHT - hang, ..fitted };
        }
        let measured = measure(table, numbers, &fitted);
        (fitted, measured)
    }

    fn caption(
        &mut self,
        table: &'a Table,
        number: usize,
        frame: &Frame,
        tag: usize,
        role: &'static str,
    ) -> Vec<Strip> {
        let caption = self.tags.add(tag, role);
        let label = Type { colour: self.accent, ..CAPTION };
        let mut spans = vec![self.span(&format!("Table {number}  "), label, caption)];
        spans.extend(self.spans(&table.caption, CAPTION, caption));
        let mut strips = self.set_lines(&spans, &Frame { set: CAPTION, align: Align::Left, ..*frame });
        for strip in &mut strips {
            strip.keep = true;
        }
        if let Some(first) = strips.first_mut() {
            first.space = 14.0;
            first.push(0.0, 0.0, What::Anchor(format!("table\u{1}{number}")));
            if let Some(anchor) = &table.anchor {
                first.push(0.0, 0.0, What::Anchor(anchor.clone()));
            }
        }
        self.notes_after(caption);
        strips
    }

    fn rows(&mut self, table: &'a Table, frame: &Frame, measured: &Measured, tag: usize) -> Vec<Strip> {
        let head = self.tags.add(tag, "THead");
        let mut strips = self.head(&table.columns, frame, measured, head);
        let again = self.repeated(&strips);
        if table.rows.is_empty() {
            return closed(strips);
        }
        let body = self.tags.add(tag, "TBody");
        let first = strips.len();
        for (index, row) in table.rows.iter().enumerate() {
            if (row.total || index + 1 == table.rows.len()) && strips.len() > first {
                // A total or a last row says little alone at the head of a page.
                if let Some(last) = strips.last_mut() {
                    last.keep = true;
                }
            }
            strips.extend(self.row(row, &table.columns, frame, measured, body));
        }
        for strip in strips.iter_mut().skip(first) {
            strip.head = again;
        }
        keep_short(&mut strips, style::DEPTH * 0.3);
        closed(strips)
    }

    fn head(&mut self, columns: &'a [Column], frame: &Frame, measured: &Measured, head: usize) -> Vec<Strip> {
        let row = self.tags.add(head, "TR");
        let set = Type { face: frame.set.face.bold(), colour: INK, ..frame.set };
        let mut cells = Vec::with_capacity(columns.len());
        for (index, column) in columns.iter().enumerate() {
            let cell = self.tags.add(row, "TH");
            self.tags.attribute(cell, "Table", "Scope", "Column");
            let mut inner = measured.cell(index, column.align, &Frame { set, ..*frame });
            inner.fraction = 0.0;
            let spans = self.spans(&column.heading, set, cell);
            cells.push(self.set_lines(&spans, &inner));
            self.notes_after(cell);
        }
        let tall = tallest(&cells) > style::DEPTH * 0.35;
        let mut strips = beside(cells, PAD + 0.5, tall);
        for strip in &mut strips {
            strip.underlay(frame.x, 0.0, frame.width, strip.height, style::tint(self.accent, 0.09));
            strip.keep = true;
        }
        if let Some(last) = strips.last_mut() {
            last.push(frame.x, last.height - 0.9, rule(frame.width, 0.9, self.accent));
        }
        if let Some(first) = strips.first_mut() {
            first.space = 5.0;
        }
        strips
    }

    /// The head as it is painted on the pages after the first: an artifact, because it has been
    /// read already. A head that would fill much of each page is not painted again.
    fn repeated(&mut self, head: &[Strip]) -> Option<usize> {
        let [head] = head else { return None };
        let mut again = head.clone();
        // A row that runs on below it has no room of its own above its words.
        again.height += 3.0;
        again.notes.clear();
        again.items.retain(|item| matches!(item.what, What::Text { .. } | What::Fill { .. }));
        for item in &mut again.items {
            if let What::Text { slot, .. } = &mut item.what {
                *slot = None;
            }
        }
        self.heads.push(again);
        Some(self.heads.len() - 1)
    }

    fn row(
        &mut self,
        row: &'a Row,
        columns: &[Column],
        frame: &Frame,
        measured: &Measured,
        body: usize,
    ) -> Vec<Strip> {
        let element = self.tags.add(body, "TR");
        let mut cells = Vec::with_capacity(columns.len());
        for (index, column) in columns.iter().enumerate() {
            let cell = self.tags.add(element, if column.heads_rows { "TH" } else { "TD" });
            if column.heads_rows {
                self.tags.attribute(cell, "Table", "Scope", "Row");
            }
            let face = if row.total || column.heads_rows { frame.set.face.bold() } else { frame.set.face };
            let set = Type { face, ..frame.set };
            let inner = measured.cell(index, column.align, &Frame { set, ..*frame });
            cells.push(self.cell(row.cells.get(index), &inner, cell));
        }
        let tall = tallest(&cells) > style::DEPTH * 0.4;
        let mut strips = beside(cells, PAD, tall);
        if let Some(first) = strips.first_mut().filter(|_| row.total) {
            first.push(frame.x, -0.3, rule(frame.width, 0.9, INK));
        }
        if let Some(last) = strips.last_mut() {
            last.push(frame.x, last.height - 0.5, rule(frame.width, 0.5, style::RULE));
        }
        strips
    }

    fn cell(&mut self, cell: Option<&'a Cell>, frame: &Frame, element: usize) -> Vec<Strip> {
        cell.map_or_else(Vec::new, |cell| self.blocks(&cell.blocks, frame, element))
    }
}

fn rule(width: f32, height: f32, colour: u32) -> What {
    What::Fill { width, height, colour }
}

fn tallest(cells: &[Vec<Strip>]) -> f32 {
    cells.iter().map(|cell| stacked(cell)).fold(0.0, f32::max)
}

/// The end of a table: what follows may stand on another page.
fn closed(mut strips: Vec<Strip>) -> Vec<Strip> {
    if let Some(last) = strips.last_mut() {
        last.keep = false;
        // Room before the words that follow.
        last.height += 5.0;
    }
    strips
}

/// Cells side by side: one strip, or a strip for each line if the row is too tall for that.
pub(super) fn beside(cells: Vec<Vec<Strip>>, pad: f32, tall: bool) -> Vec<Strip> {
    let mut strips = if tall { sliced(cells) } else { vec![merged(cells)] };
    if let Some(first) = strips.first_mut() {
        first.lower(pad);
        first.space = 0.0;
    }
    if let Some(last) = strips.last_mut() {
        last.height += pad;
    }
    super::strip::no_lone_lines(&mut strips);
    strips
}

fn merged(cells: Vec<Vec<Strip>>) -> Strip {
    let mut row = Strip::default();
    for cell in cells {
        let mut y = 0.0;
        for (index, strip) in cell.into_iter().enumerate() {
            if index > 0 {
                y += strip.space;
            }
            y = take(&mut row, strip, y);
        }
    }
    row
}

fn sliced(cells: Vec<Vec<Strip>>) -> Vec<Strip> {
    let mut slices: Vec<Strip> = Vec::new();
    for cell in cells {
        for (index, strip) in cell.into_iter().enumerate() {
            if slices.len() <= index {
                slices.push(Strip::default());
            }
            let space = if index > 0 { strip.space } else { 0.0 };
            take(&mut slices[index], strip, space);
        }
    }
    slices
}

/// Takes a strip into a row at `y`, and says where the next one below it goes.
fn take(row: &mut Strip, strip: Strip, y: f32) -> f32 {
    for mut item in strip.items {
        item.y += y;
        row.items.push(item);
    }
    row.notes.extend(strip.notes);
    row.height = row.height.max(y + strip.height);
    y + strip.height
}
