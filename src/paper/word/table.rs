//! Tables and facts.

use super::blocks::spacer;
use super::text::plain_piece;
use super::view::{Paragraph, Part, Row, Table};
use super::writer::{Place, WIDTH, Writer};
use crate::pdf::shares;
use crate::{Align, Cell, Column, Fact, Inline, plain};

/// Rows of at most this many lines stay on one page.
const SHORT: f32 = 12.0;
/// Heads of rows are bold if the longest has at most this many letters.
const SHORT_HEADS: usize = 40;
/// About how wide a letter in a table is, in points.
const LETTER: f32 = 5.0;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &crate::Table, place: &Place) -> Vec<Part> {
        let number = self.count.table();
        let wide = if place.is_page() { WIDTH } else { place.width };
        let widths = shares(table, self.count.numbers(), place.width, wide);
        let whole = widths.iter().sum::<f32>();
        // A table that needs more room than the text has starts at the numbers in the margin.
        let left = if whole > place.width + 1.0 { 0 } else { place.left };
        let caption =
            self.caption(&format!("Table {number}"), &table.caption, table.anchor.as_deref(), left, place);
        if table.columns.is_empty() {
            return vec![caption];
        }
        let mut rows = vec![self.head(&table.columns, &widths)];
        for row in &table.rows {
            rows.push(self.row(row, table, &widths));
        }
        let words = format!("Table {number}: {}", plain(&table.caption));
        let heads = table.columns.iter().any(|column| column.heads_rows);
        vec![caption, Part::Table(view("PaperTable", words, left, &widths, heads, rows))]
    }

    /// A caption, which stays with what it names.
    pub(super) fn caption(
        &mut self,
        label: &str,
        words: &[Inline],
        anchor: Option<&str>,
        left: u32,
        place: &Place,
    ) -> Part {
        let bookmarks = self.place(anchor);
        let mut pieces = vec![plain_piece(&format!("{label}  "))];
        pieces.extend(self.pieces(words, false));
        let place = Place { align: Align::Left, left, ..*place };
        let caption = Paragraph { bookmarks, pieces, ..Paragraph::default() };
        let Part::Paragraph(caption) = self.set(caption, &place) else { return spacer() };
        let indent = Some(super::view::Indent { left, hanging: 0 });
        Part::Paragraph(Paragraph { style: "Caption", keep: true, indent, ..caption })
    }

    fn head(&mut self, columns: &[Column], widths: &[f32]) -> Row {
        let cells = columns.iter().zip(widths).map(|(column, width)| {
            let place = Place { style: "TableHeading", ..Place::cell(*width, column.align, false) };
            let pieces = self.pieces(&column.heading, false);
            vec![self.set(Paragraph { pieces, ..Paragraph::default() }, &place)]
        });
        Row { cells: cells.collect(), head: true, total: false, whole: true }
    }

    fn row(&mut self, row: &crate::Row, table: &crate::Table, widths: &[f32]) -> Row {
        let empty = Cell::default();
        let mut cells = Vec::with_capacity(widths.len());
        let mut tallest: f32 = 0.0;
        for (index, (column, width)) in table.columns.iter().zip(widths).enumerate() {
            let bold = row.total || heads_boldly(table, index);
            let place = Place::cell(*width, column.align, bold);
            let cell = self.cell(&row.cells.get(index).unwrap_or(&empty).blocks, &place);
            tallest = tallest.max(lines(&cell, place.width));
            cells.push(cell);
        }
        Row { cells, head: false, total: row.total, whole: tallest <= SHORT }
    }

    /// The blocks of a cell, which ends with a paragraph as the format asks.
    fn cell(&mut self, blocks: &[crate::Block], place: &Place) -> Vec<Part> {
        let mut parts = self.blocks(blocks, place);
        if parts.is_empty() {
            parts.push(self.set(Paragraph::default(), place));
        } else if !matches!(parts.last(), Some(Part::Paragraph(_))) {
            parts.push(spacer());
        }
        parts
    }

    /// Pairs of a term and what it is, as a table without a head.
    pub(super) fn facts(&mut self, facts: &[Fact], place: &Place) -> Vec<Part> {
        if facts.is_empty() {
            return Vec::new();
        }
        let share = (place.width * 0.36).min(150.0);
        let widths = [share, place.width - share];
        let mut parts = Vec::new();
        if std::mem::take(&mut self.new_page) {
            parts.push(Part::Paragraph(Paragraph {
                style: "Spacer",
                new_page: true,
                ..Paragraph::default()
            }));
        }
        let mut rows = Vec::new();
        for fact in facts {
            let term = Place::cell(widths[0], Align::Left, true);
            let pieces = self.pieces(&fact.term, true);
            let term = vec![self.set(Paragraph { pieces, ..Paragraph::default() }, &term)];
            let is = Place::cell(widths[1], Align::Left, false);
            let is_width = is.width;
            let is = self.cell(&fact.is, &is);
            let whole = lines(&is, is_width) <= SHORT;
            rows.push(Row { cells: vec![term, is], head: false, total: false, whole });
        }
        let words = "Terms, and what each is".to_owned();
        parts.push(Part::Table(view("FactsTable", words, place.left, &widths, true, rows)));
        parts
    }
}

fn view(style: &'static str, words: String, left: u32, widths: &[f32], heads: bool, rows: Vec<Row>) -> Table {
    let widths: Vec<u32> = widths.iter().map(|width| (width * 20.0).round() as u32).collect();
    Table { style, words, left, width: widths.iter().sum(), widths, heads, rows }
}

/// Whether the cells of a column are set in bold: those that head rows, unless they are long.
fn heads_boldly(table: &crate::Table, index: usize) -> bool {
    let short = |row: &crate::Row| {
        row.cells.get(index).is_none_or(|cell| match cell.blocks.as_slice() {
            [] => true,
            [crate::Block::Paragraph { text, .. }] => plain(text).chars().count() <= SHORT_HEADS,
            _ => false,
        })
    };
    table.columns[index].heads_rows && table.rows.iter().all(short)
}

/// About how many lines a cell has.
fn lines(parts: &[Part], width: f32) -> f32 {
    let lines = parts.iter().map(|part| match part {
        Part::Paragraph(paragraph) => {
            let runs = paragraph.pieces.iter().flat_map(|piece| &piece.runs);
            let letters: usize = runs.map(|run| run.words.len()).sum();
            (letters as f32 * LETTER / width).ceil().max(1.0)
        }
        Part::Table(_) => SHORT,
    });
    lines.sum()
}
