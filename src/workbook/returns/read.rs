//! A workbook as it comes back: its cells by their keys, wherever they were moved to.

mod grid;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader, Xlsx, XlsxError};
use rules::Refusal;
use rules::returns::sheet::{Came, Column, Found, Holds, Mark, Place};

use super::package::{damaged, may_be_opened, refused};
use super::{DRAWN, KEY};
use grid::{Cell, Grid, grid};

/// The most signs of one cell that are kept: more than a box takes, so that it is said to be too long.
pub const TEXT_MOST: usize = 21_000;
/// The most sheets that are looked at.
const SHEETS_MOST: usize = 50;

/// The cells of a workbook. Refuses what is no workbook of this page, saying what to do.
pub fn read(bytes: &[u8]) -> Result<Came, Refusal> {
    may_be_opened(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let mut marked = Vec::new();
    for name in book.sheet_names().into_iter().take(SHEETS_MOST) {
        let Some(sheet) = grid(&mut book, &name)? else { continue };
        if let Some(at) = sheet.find(Mark::is_begun_by) {
            marked.push((sheet, at));
        }
        // Two are refused, so that no more than two are held.
        if marked.len() > 1 {
            break;
        }
    }
    let (sheet, (row, column)) = the_only(marked)?;
    let written = sheet.get(row, column).map(Cell::plain).unwrap_or_default();
    let mark = Mark::read(&written).ok_or_else(|| refused(NO_MARK))?;
    let table = Table::of(&sheet, column)?;
    let (found, notes) = table.cells();
    Ok(Came { mark: Some(mark), found, notes })
}

const NO_MARK: &str = "This workbook does not come from this page, or its hidden columns were taken out, so nobody can tell which figure is which. Download the workbook again and copy your figures into it.";

fn unreadable(error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => refused(
            "This workbook is locked with a password. Take the password out, save it, and send it again.",
        ),
        _ => damaged(),
    }
}

type Marked = (Grid, (u32, u32));

fn the_only(mut marked: Vec<Marked>) -> Result<Marked, Refusal> {
    if marked.len() > 1 {
        let names: Vec<&str> = marked.iter().map(|(sheet, _)| sheet.name.as_str()).collect();
        let says = format!(
            "This workbook holds the return more than once, on the sheets {}. Delete those that you do not mean, and send it again.",
            names.join(" and ")
        );
        return Err(refused(&says));
    }
    marked.pop().ok_or_else(|| refused(NO_MARK))
}

/// The part of a sheet below its headings.
struct Table<'a> {
    sheet: &'a Grid,
    /// The row of the headings.
    head: u32,
    /// The column of the keys.
    keys: u32,
    drawn: Option<u32>,
    columns: BTreeMap<Column, u32>,
}

impl<'a> Table<'a> {
    /// Found by the words of its headings, not by where they stand.
    fn of(sheet: &'a Grid, keys: u32) -> Result<Self, Refusal> {
        let head = sheet.rows().find(|row| sheet.says(*row, keys, KEY)).ok_or_else(|| refused(NO_MARK))?;
        let mut columns = BTreeMap::new();
        for column in Column::ALL {
            let places: Vec<u32> =
                sheet.columns().filter(|place| sheet.says(head, *place, column.heading())).collect();
            match places.as_slice() {
                [] => {}
                [place] => drop(columns.insert(column, *place)),
                [_, _, ..] => {
                    let says = format!(
                        "Two columns of the sheet {} are called “{}”. Delete the one that you do not mean, and send the workbook again.",
                        sheet.name,
                        column.heading()
                    );
                    return Err(refused(&says));
                }
            }
        }
        if !columns.contains_key(&Column::Figure) {
            let says = format!(
                "The sheet {} has no column called “{}” any more. Write that heading over your figures again, in row {}, and send the workbook once more.",
                sheet.name,
                Column::Figure.heading(),
                head + 1
            );
            return Err(refused(&says));
        }
        let drawn = sheet.columns().find(|place| sheet.says(head, *place, DRAWN));
        Ok(Self { sheet, head, keys, drawn, columns })
    }

    /// Every cell by its key, and what is to be said of the table as a whole.
    fn cells(&self) -> (Vec<Found>, Vec<String>) {
        let mut notes: Vec<String> = Column::ALL
            .into_iter()
            .filter(|column| !self.columns.contains_key(column))
            .map(|column| {
                format!("There is no column “{}” any more, so what was saved there stays.", column.heading())
            })
            .collect();
        let mut lines: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for row in self.sheet.rows().filter(|row| *row > self.head) {
            match self.key(row) {
                Some(key) => lines.entry(key).or_default().push(row),
                None => notes.extend(self.without_key(row)),
            }
        }
        let mut found: Vec<Found> = Vec::new();
        for (key, rows) in &lines {
            self.line(key, rows, &mut found);
        }
        (found, notes)
    }

    fn key(&self, row: u32) -> Option<String> {
        let key = self.sheet.get(row, self.keys)?.plain();
        let key = key.trim();
        let (kpi, field) = key.split_once('-')?;
        let number = kpi.strip_prefix('k')?;
        let is_one = number.parse::<u32>().is_ok() && !field.is_empty() && key.len() < 40;
        is_one.then(|| key.to_owned())
    }

    /// A row in which something was typed that belongs to no measure.
    fn without_key(&self, row: u32) -> Option<String> {
        let place = self.columns.get(&Column::Figure)?;
        let cell = self.sheet.get(row, *place)?;
        let text: String = cell.plain().trim().chars().take(40).collect();
        (!text.is_empty())
            .then(|| format!("Row {} says “{text}” but belongs to no measure, so it was not read.", row + 1))
    }

    /// The cells of one key: its figure, and what stands in the columns beside it.
    fn line(&self, key: &str, rows: &[u32], found: &mut Vec<Found>) {
        let kpi = key.split('-').next().unwrap_or(key);
        for (place, column) in Column::ALL.into_iter().enumerate() {
            let Some(at) = self.columns.get(&column) else { continue };
            let name = column.field().map_or_else(|| key.to_owned(), |field| format!("{kpi}-{field}"));
            let is_first = !found.iter().any(|other| other.name == name);
            let one = self.found(name, rows, *at, place);
            match found.iter_mut().find(|other| other.name == one.name) {
                Some(_) if one.holds == Holds::Empty => {}
                Some(other) if other.holds == Holds::Empty => *other = one,
                Some(other) => {
                    other.holds = Holds::Wrong {
                        is: plain(&other.holds),
                        says: format!(
                            "Two rows of this measure have something under “{}”. Write it in one.",
                            column.heading()
                        ),
                    };
                }
                None if is_first => found.push(one),
                None => {}
            }
        }
    }

    fn found(&self, name: String, rows: &[u32], column: u32, place: usize) -> Found {
        let row = rows.first().copied().unwrap_or(self.head);
        let cell = self.sheet.get(row, column);
        let holds = if let [_, _, ..] = rows {
            let all: Vec<String> = rows.iter().map(|row| (row + 1).to_string()).collect();
            let texts = rows.iter().filter_map(|row| self.sheet.get(*row, column));
            let is: Vec<String> = texts.map(Cell::plain).filter(|text| !text.trim().is_empty()).collect();
            if is.is_empty() {
                Holds::Empty
            } else {
                let says = format!(
                    "This line stands in the rows {}. Delete all but one of them.",
                    all.join(" and ")
                );
                Holds::Wrong { is: is.join(" and "), says }
            }
        } else {
            self.sheet.holds(row, column)
        };
        let drawn = self.drawn.and_then(|at| self.sheet.get(row, at)).map(Cell::plain);
        Found {
            name,
            place: Some(Place { sheet: self.sheet.name.clone(), row: row + 1, column: letters(column) }),
            holds,
            is_formula: cell.is_some_and(|cell| cell.is_formula),
            drawn: drawn.and_then(|all| all.split(' ').nth(place).map(str::to_owned)),
        }
    }
}

fn plain(holds: &Holds) -> String {
    match holds {
        Holds::Empty => String::new(),
        Holds::Text(text) => text.clone(),
        Holds::Wrong { is, .. } => is.clone(),
    }
}

/// A column as people call it: `A`, `Z`, `AA`.
fn letters(column: u32) -> String {
    let mut left = column + 1;
    let mut letters = Vec::new();
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    letters.into_iter().collect()
}
