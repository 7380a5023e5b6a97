//! The cells of a sheet that could belong to a return, as what people see in them.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use calamine::{CellErrorType, DataRef, Xlsx, XlsxError};
use rules::Refusal;
use rules::returns::sheet::Holds;

use super::super::package::{damaged, refused};
use super::TEXT_MOST;

/// Cells further out than this belong to no return.
const ROWS_MOST: u32 = 5_000;
const COLUMNS_MOST: u32 = 200;
/// The most ranges of merged cells that are looked through for each cell.
const MERGED_MOST: usize = 1_000;
/// The most cells, and the most bytes of their text.
const CELLS_MOST: usize = 50_000;
const BYTES_MOST: usize = 8 * 1024 * 1024;
/// Decimals to which a number is read: whatever is worked out in a spreadsheet is off by less than people see.
const DECIMALS: usize = 9;

/// The cells of a sheet.
pub(super) struct Grid {
    /// The name of the sheet.
    pub(super) name: String,
    cells: BTreeMap<(u32, u32), Cell>,
    merged: Vec<((u32, u32), (u32, u32))>,
}

/// A cell.
pub(super) struct Cell {
    value: Value,
    /// Whether it is shown as a percentage.
    is_percent: bool,
    /// Whether a formula worked it out.
    pub(super) is_formula: bool,
}

enum Value {
    Empty,
    Text(String),
    Number(String),
    Day,
    Error(&'static str),
}

impl Cell {
    /// Its text, or its number as text.
    pub(super) fn plain(&self) -> String {
        match &self.value {
            Value::Text(text) | Value::Number(text) => text.clone(),
            Value::Error(code) => (*code).to_owned(),
            Value::Empty | Value::Day => String::new(),
        }
    }

    fn holds(&self) -> Holds {
        let wrong = |is: &str, says: &str| Holds::Wrong { is: is.to_owned(), says: says.to_owned() };
        match &self.value {
            Value::Empty if self.is_formula => wrong(
                "",
                "This cell has a formula that was never worked out. Open the workbook in your spreadsheet program, save it there, and send it again; or type the number.",
            ),
            Value::Empty => Holds::Empty,
            Value::Text(text) if text.trim().is_empty() => Holds::Empty,
            Value::Text(text) => Holds::Text(text.clone()),
            Value::Number(number) if self.is_percent => wrong(
                number,
                "This cell is shown as a percentage. Set its format to “Number” and type the number that was counted, not a share.",
            ),
            Value::Number(number) => Holds::Text(number.clone()),
            Value::Day => wrong(
                "",
                "This cell holds a date or a time. Set its format to “Number”, or to “Text” for words, and type it again.",
            ),
            Value::Error(code) => Holds::Wrong {
                is: (*code).to_owned(),
                says: format!(
                    "This cell shows the error {code}. Mend its formula, or type the number itself."
                ),
            },
        }
    }
}

impl Grid {
    pub(super) fn get(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&(row, column))
    }

    /// The rows in which something stands.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        let mut rows: Vec<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        rows.dedup();
        rows.into_iter()
    }

    /// The columns in which something may stand.
    pub(super) fn columns(&self) -> impl Iterator<Item = u32> {
        0..COLUMNS_MOST
    }

    /// The first cell with such text.
    pub(super) fn find(&self, is: impl Fn(&str) -> bool) -> Option<(u32, u32)> {
        let fits = |(_, cell): &(&(u32, u32), &Cell)| matches!(&cell.value, Value::Text(text) if is(text));
        self.cells.iter().find(fits).map(|(place, _)| *place)
    }

    /// Whether a cell says this, whatever its capitals and spaces.
    pub(super) fn says(&self, row: u32, column: u32, words: &str) -> bool {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        self.get(row, column).is_some_and(|cell| plain(&cell.plain()) == plain(words))
    }

    /// What a cell holds; one that was merged with others could hold what belongs to any of them.
    pub(super) fn holds(&self, row: u32, column: u32) -> Holds {
        let is_in = |((top, left), (bottom, right)): &&((u32, u32), (u32, u32))| {
            (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
        };
        match self.merged.iter().find(is_in) {
            Some(((top, left), _)) => Holds::Wrong {
                is: self.get(*top, *left).map(Cell::plain).unwrap_or_default(),
                says: "This cell was merged with others, so nobody can tell whose figure it holds. Unmerge them, and type each figure in its own cell.".to_owned(),
            },
            None => self.get(row, column).map_or(Holds::Empty, Cell::holds),
        }
    }
}

/// The cells of a sheet; nothing where it is none, such as a page with a chart.
///
/// INVARIANT: cells are read one after the other. A sheet whose only cell stands in its last row would otherwise have all
/// before it set aside.
pub(super) fn grid<R: Read + Seek>(book: &mut Xlsx<R>, name: &str) -> Result<Option<Grid>, Refusal> {
    let read = values(book, name).and_then(|read| match read {
        Some(mut sheet) => {
            formulas(book, name, &mut sheet)?;
            sheet.merged =
                book.merge_cells_by_sheet_name(name)?.iter().map(|at| (at.start, at.end)).collect();
            Ok(Some(sheet))
        }
        None => Ok(None),
    });
    let too_much = |sheet: &Grid| {
        let bytes: usize = sheet.cells.values().map(|cell| cell.plain().len()).sum();
        sheet.cells.len() >= CELLS_MOST || bytes >= BYTES_MOST || sheet.merged.len() > MERGED_MOST
    };
    match read {
        Ok(Some(sheet)) if too_much(&sheet) => Err(refused(
            "This workbook holds far more than a return. Download a new one and copy your figures over.",
        )),
        Ok(read) => Ok(read),
        Err(XlsxError::NotAWorksheet(_)) => Ok(None),
        Err(_) => Err(damaged()),
    }
}

fn values<R: Read + Seek>(book: &mut Xlsx<R>, name: &str) -> Result<Option<Grid>, XlsxError> {
    let mut sheet = Grid { name: name.to_owned(), cells: BTreeMap::new(), merged: Vec::new() };
    let mut reader = book.worksheet_cells_reader(name)?;
    let is_percent = |style: usize, styles: &[calamine::Style]| {
        let format = styles.get(style).and_then(|style| style.number_format.as_ref());
        format.is_some_and(|format| format.format_code.contains('%'))
    };
    let mut bytes = 0;
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let value = value_of(cell.get_value());
        if matches!(value, Value::Empty) || row >= ROWS_MOST || column >= COLUMNS_MOST {
            continue;
        }
        let is_percent = is_percent(style, reader.styles());
        let cell = Cell { value, is_percent, is_formula: false };
        bytes += cell.plain().len();
        sheet.cells.insert((row, column), cell);
        if sheet.cells.len() >= CELLS_MOST || bytes >= BYTES_MOST {
            break;
        }
    }
    Ok(Some(sheet))
}

/// Notes which cells a formula worked out, also those in which it left nothing.
fn formulas<R: Read + Seek>(book: &mut Xlsx<R>, name: &str, sheet: &mut Grid) -> Result<(), XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    while let Some(cell) = reader.next_cell_with_formula_metadata()? {
        let (row, column) = cell.pos;
        if cell.formula.is_none()
            || row >= ROWS_MOST
            || column >= COLUMNS_MOST
            || sheet.cells.len() >= CELLS_MOST
        {
            continue;
        }
        let empty = Cell { value: Value::Empty, is_percent: false, is_formula: true };
        sheet.cells.entry((row, column)).or_insert(empty).is_formula = true;
    }
    Ok(())
}

fn value_of(value: &DataRef<'_>) -> Value {
    let text = |text: &str| Value::Text(text.chars().take(TEXT_MOST).collect());
    match value {
        DataRef::Int(number) => Value::Number(number.to_string()),
        DataRef::Float(number) => Value::Number(decimals(*number)),
        DataRef::String(said) => text(said),
        DataRef::SharedString(said) => text(said),
        DataRef::Bool(yes) => text(if *yes { "Yes" } else { "No" }),
        DataRef::DateTime(_) | DataRef::DateTimeIso(_) | DataRef::DurationIso(_) => Value::Day,
        DataRef::Error(error) => Value::Error(error_code(error)),
        DataRef::Empty => Value::Empty,
    }
}

/// A number as people read it: `12`, `7.5`.
fn decimals(number: f64) -> String {
    let text = format!("{number:.DECIMALS$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn error_code(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}
