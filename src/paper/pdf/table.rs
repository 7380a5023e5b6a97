//! Tables as strips: a row each, with a head that is painted again on every page.

use super::again::{captioned, continued};
use super::columns::{Measured, measure};
use super::layout::{Frame, Layout};
use super::row::{Edges, Rule, beside, settled};
use super::strip::{Strip, What, keep_short};
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
            let rows = self.rows(table, &frame, &measured, tag, &strips);
            strips.extend(rows);
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

    fn rows(
        &mut self,
        table: &'a Table,
        frame: &Frame,
        measured: &Measured,
        tag: usize,
        caption: &[Strip],
    ) -> Vec<Strip> {
        let head = self.tags.add(tag, "THead");
        let mut strips = self.head(&table.columns, frame, measured, head);
        let again = self.repeated(&strips, caption, frame);
        if table.rows.is_empty() {
            return closed(strips);
        }
        let body = self.tags.add(tag, "TBody");
        let first = strips.len();
        for (index, row) in table.rows.iter().enumerate() {
            let ends = (row.total || index + 1 == table.rows.len()) && strips.len() > first;
            let row = self.row(row, &table.columns, frame, measured, body);
            // A total or a short last row says little alone at the head of a page.
            if let Some(last) = strips.last_mut().filter(|_| ends && row.height < style::DEPTH * 0.1) {
                last.keep = true;
            }
            strips.push(row);
        }
        for strip in strips.iter_mut().skip(first) {
            strip.head = again;
        }
        if keep_short(&mut strips, style::DEPTH * 0.25) {
            strips.iter_mut().filter_map(|strip| strip.row.as_mut()).for_each(|row| row.whole = true);
        }
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
            cells.push(self.set_balanced(&spans, &inner));
            self.notes_after(cell);
        }
        let mut strips = settled(vec![beside(cells, Edges { pad: PAD + 0.5, ..Edges::default() })]);
        for strip in &mut strips {
            strip.underlay(frame.x, 0.0, frame.width, strip.height, style::tint(self.accent, 0.09));
            strip.keep = true;
        }
        if let Some(last) = strips.last_mut() {
            last.push(frame.x, last.height - 0.9, fill(frame.width, 0.9, self.accent));
        }
        if let Some(first) = strips.first_mut() {
            first.space = 5.0;
        }
        strips
    }

    /// The head as it is painted on the pages after the first, below the caption. A head that would fill much of each page is not painted again.
    fn repeated(&mut self, head: &[Strip], caption: &[Strip], frame: &Frame) -> Option<usize> {
        let [head] = head else { return None };
        let mut again = head.again();
        // A row that runs on below it has no room of its own above its words.
        again.height += 3.0;
        self.heads.push(captioned(again, caption, frame));
        Some(self.heads.len() - 1)
    }

    fn row(
        &mut self,
        row: &'a Row,
        columns: &[Column],
        frame: &Frame,
        measured: &Measured,
        body: usize,
    ) -> Strip {
        let element = self.tags.add(body, "TR");
        let mut cells = Vec::with_capacity(columns.len());
        let mut heads = Vec::new();
        for (index, column) in columns.iter().enumerate() {
            let cell = self.tags.add(element, if column.heads_rows { "TH" } else { "TD" });
            if column.heads_rows {
                self.tags.attribute(cell, "Table", "Scope", "Row");
            }
            let bold = row.total || measured.bold(index);
            let face = if bold { frame.set.face.bold() } else { frame.set.face };
            let set = Type { face, ..frame.set };
            let inner = measured.cell(index, column.align, &Frame { set, ..*frame });
            let cell = self.cell(row.cells.get(index), &inner, cell);
            if column.heads_rows && !cell.is_empty() {
                heads.push((index, continued(&cell, &inner)));
            }
            cells.push(cell);
        }
        let rule = |height, colour| Some(Rule { x: frame.x, width: frame.width, height, colour });
        let over = if row.total { rule(0.9, INK) } else { None };
        let mut strip = beside(cells, Edges { pad: PAD, after: 0.0, over, under: rule(0.5, style::RULE) });
        if let Some(row) = &mut strip.row {
            heads.into_iter().for_each(|(cell, head)| row.repeat(cell, head));
        }
        strip
    }

    fn cell(&mut self, cell: Option<&'a Cell>, frame: &Frame, element: usize) -> Vec<Strip> {
        cell.map_or_else(Vec::new, |cell| self.blocks(&cell.blocks, frame, element))
    }
}

fn fill(width: f32, height: f32, colour: u32) -> What {
    What::Fill { width, height, colour }
}

/// The end of a table: what follows may stand on another page.
fn closed(mut strips: Vec<Strip>) -> Vec<Strip> {
    if let Some(last) = strips.last_mut() {
        last.keep = false;
        // Room before the words that follow.
        last.height += 5.0;
        if let Some(row) = &mut last.row {
            row.after(5.0);
        }
    }
    strips
}
