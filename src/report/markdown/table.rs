//! Tables of a template.

use paper::{Align, Block, Cell, Column, Inline, Row, Table};
use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use super::directive::Caption;
use super::run::{inlines, paragraph_or_blocks};
use super::{Reader, chart, misplaced};
use crate::report::ReportError;

impl Reader<'_> {
    /// A table, after its chart if it is drawn as well.
    pub(super) fn table(&mut self, alignments: &[Alignment]) -> Result<Vec<Block>, ReportError> {
        let Caption { words, anchor, chart } = self.directives.take_caption()?;
        let mut table = self.undrawn(alignments, words)?;
        let drawn = chart.and_then(|kind| chart::of(kind, &table, anchor.clone()));
        let Some(drawn) = drawn else { return Ok(vec![Block::Table(Table { anchor, ..table })]) };
        table.caption.push(Inline::Text(": the figures".to_owned()));
        Ok(vec![Block::Figure(drawn), Block::Table(table)])
    }

    fn undrawn(&mut self, alignments: &[Alignment], caption: Vec<Inline>) -> Result<Table, ReportError> {
        let mut table = Table { caption, columns: Vec::new(), rows: Vec::new(), anchor: None };
        loop {
            match self.next() {
                Some(Event::Start(Tag::TableHead)) => table.columns = self.columns(alignments)?,
                Some(Event::Start(Tag::TableRow)) => table.rows.push(self.row()?),
                Some(Event::End(TagEnd::Table)) | None => return Ok(table),
                Some(other) => return Err(misplaced(format!("{other:?}"))),
            }
        }
    }

    fn columns(&mut self, alignments: &[Alignment]) -> Result<Vec<Column>, ReportError> {
        let mut columns = Vec::new();
        while let Some(Event::Start(Tag::TableCell)) = self.next() {
            let heading = inlines(self.runs()?)?;
            self.next();
            let align = match alignments.get(columns.len()) {
                Some(Alignment::Right) => Align::Decimal,
                Some(Alignment::Center) => Align::Centre,
                _ => Align::Left,
            };
            columns.push(Column { heading, align, heads_rows: columns.is_empty() });
        }
        Ok(columns)
    }

    fn row(&mut self) -> Result<Row, ReportError> {
        let mut cells = Vec::new();
        while let Some(Event::Start(Tag::TableCell)) = self.next() {
            let blocks = paragraph_or_blocks(self.runs()?)?;
            self.next();
            cells.push(Cell { blocks });
        }
        let total = cells.first_mut().is_some_and(take_bold);
        Ok(Row { cells, total })
    }
}

/// Whether all of a cell is bold words of the template, which are then made plain: the row is set apart as a
/// whole. A bold value is only bold.
fn take_bold(cell: &mut Cell) -> bool {
    let [Block::Paragraph { text, .. }] = cell.blocks.as_mut_slice() else { return false };
    let [Inline::Strong(words)] = text.as_mut_slice() else { return false };
    if !words.iter().all(|inline| matches!(inline, Inline::Text(_))) {
        return false;
    }
    *text = std::mem::take(words);
    true
}
