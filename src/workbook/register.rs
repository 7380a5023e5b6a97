//! Lists of contracts as files that people take away: comma separated, or a workbook.

use std::io;

use chrono::{Datelike, NaiveDate};
use csv::{Terminator, WriterBuilder};
use entity::number::Pence;
use rules::contract::columns::Cell;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

/// A workbook holds no more rows than this, so that making one takes little memory.
pub const MOST_ROWS: usize = 20_000;

/// A list as a sheet of a workbook.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What its tab says: 31 characters at most.
    pub name: &'static str,
    /// The heading of each column.
    pub headings: Vec<String>,
    /// Its rows, with a cell for each heading.
    pub rows: Vec<Vec<Cell>>,
}

/// Lines of a comma separated file.
///
/// INVARIANT: no text in it is a formula to the spreadsheet that opens it: one that would begin like a formula follows an
/// apostrophe.
pub fn comma_separated(rows: &[Vec<Cell>]) -> io::Result<Vec<u8>> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row.iter().map(as_text))?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}

fn as_text(cell: &Cell) -> String {
    let plain = cell.plain();
    let formula = plain.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if formula && matches!(cell, Cell::Text(_)) { format!("'{plain}") } else { plain }
}

/// A workbook of several sheets. Text in it is text, days are days and amounts are numbers; the headings stay in sight and
/// every column can be filtered.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for sheet in sheets {
        write_sheet(book.add_worksheet(), sheet)?;
    }
    book.save_to_buffer()
}

fn write_sheet(into: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let (day, money) =
        (Format::new().set_num_format("d mmmm yyyy"), Format::new().set_num_format("£#,##0.00"));
    into.set_name(sheet.name)?;
    for (column, heading) in (0_u16..).zip(&sheet.headings) {
        into.write_string_with_format(0, column, heading, &head)?;
        into.set_column_width(column, width(sheet, usize::from(column)))?;
    }
    for (row, cells) in (1_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => drop(into.write_string(row, column, text)?),
                Cell::Day(known) => {
                    if let Some(known) = known.and_then(excel_day) {
                        into.write_datetime_with_format(row, column, &known, &day)?;
                    }
                }
                Cell::Money(known) => {
                    if let Some(pounds) = known.and_then(pounds) {
                        into.write_number_with_format(row, column, pounds, &money)?;
                    }
                }
            }
        }
    }
    let last = (u32::try_from(sheet.rows.len()), u16::try_from(sheet.headings.len().saturating_sub(1)));
    if let (Ok(rows), Ok(columns)) = last {
        into.autofilter(0, 0, rows, columns)?;
    }
    into.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A spreadsheet knows the days of these years.
fn excel_day(day: NaiveDate) -> Option<ExcelDateTime> {
    let (year, month, day) = (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?, day.day());
    ExcelDateTime::from_ymd(year, month, u8::try_from(day).ok()?).ok()
}

/// A workbook holds no exact numbers: read from the exact one, it comes out as the same pounds and pence.
fn pounds(money: Pence) -> Option<f64> {
    Cell::Money(Some(money)).plain().parse().ok()
}

/// As wide as its longest text, within reason.
fn width(sheet: &Sheet, column: usize) -> u16 {
    let longest = sheet.rows.iter().filter_map(|row| row.get(column)).map(|cell| match cell {
        Cell::Text(text) => text.chars().count(),
        Cell::Day(_) | Cell::Money(_) => 17,
    });
    u16::try_from(longest.max().unwrap_or(0).clamp(12, 48)).unwrap_or(48) + 2
}

#[cfg(test)]
mod tests;
