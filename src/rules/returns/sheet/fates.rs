//! Cells as they came in a workbook, and what becomes of each.

use super::Mark;

/// What came in a workbook.
#[derive(Clone, Debug, Default)]
pub struct Came {
    /// What it was recognised by; nothing for boxes that were filled in on screen.
    pub mark: Option<Mark>,
    /// The cells that were found by their keys.
    pub found: Vec<Found>,
    /// What is to be said of the workbook as a whole.
    pub notes: Vec<String>,
}

/// A cell that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The box it stands for: `k3-numerator`.
    pub name: String,
    /// Where it is; nowhere for a box on screen.
    pub place: Option<Place>,
    /// What it holds.
    pub holds: Holds,
    /// Whether a formula worked it out.
    pub is_formula: bool,
    /// What it was drawn from, if that is known.
    pub drawn: Option<String>,
}

/// Where a cell is, as people say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The name of the sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The column, by its letters.
    pub column: String,
}

impl Place {
    /// `Sheet Figures, row 12, column F`.
    #[must_use]
    pub fn says(&self) -> String {
        format!("Sheet {}, row {}, column {}", self.sheet, self.row, self.column)
    }
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing.
    Empty,
    /// Text, or a number as text.
    Text(String),
    /// Something that cannot be a figure.
    Wrong {
        /// As a spreadsheet shows it.
        is: String,
        /// What to do about it.
        says: String,
    },
}

/// What becomes of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It says what the return says already.
    Same,
    /// It is recorded.
    Changed,
    /// What stood there is taken out.
    Cleared,
    /// The return stays as it is; why.
    Kept(&'static str),
    /// It cannot be recorded; what to do about it.
    Wrong(String),
}

/// A cell beside what the return says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The box it stands for: `k3-numerator`.
    pub name: String,
    /// Where it is; nowhere for one that was not in the workbook.
    pub place: Option<Place>,
    /// The KPI.
    pub measure: String,
    /// What the box is called.
    pub label: String,
    /// What the return says.
    pub was: String,
    /// What the cell says.
    pub is: String,
    /// Whether a formula worked it out.
    pub is_formula: bool,
    /// What becomes of it.
    pub fate: Fate,
}

impl Difference {
    /// Whether something about the return changes.
    #[must_use]
    pub fn changes(&self) -> bool {
        match self.fate {
            Fate::Changed | Fate::Cleared => true,
            Fate::Same | Fate::Kept(_) | Fate::Wrong(_) => false,
        }
    }

    /// What is wrong with it, with the place: `Sheet Figures, row 12, column F: “about 20” …`.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        let Fate::Wrong(says) = &self.fate else { return None };
        Some(match &self.place {
            Some(place) => format!("{}: {says}", place.says()),
            None => says.clone(),
        })
    }
}
