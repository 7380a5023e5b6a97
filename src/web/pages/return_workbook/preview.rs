//! What becomes of a workbook, cell by cell, as a page shows it.

use entity::gaps::Gaps;
use entity::number::Version;
use rules::field::{Field, Lists};
use rules::returns::sheet::{Difference, Fate, Read, ToFix};
use serde::Serialize;

use crate::web::desk::Again;
use crate::web::forms::{Drawn, DrawnProblem, Form, Holds, draw, frame};

/// What becomes of a workbook.
#[derive(Serialize)]
pub(super) struct Preview {
    pub form: Form,
    /// What is recorded, box by box; it travels in the form.
    taken: Vec<(String, String)>,
    /// Figures in which something is wrong, to be put right here.
    to_fix: Vec<Fix>,
    /// What changes.
    changed: Vec<Row>,
    /// What differs and stays as it is.
    kept: Vec<Row>,
    /// How many cells say what the return says already.
    same: usize,
    /// How many figures can be recorded.
    figures: usize,
    /// What will be asked before the return can be sent.
    asked: Vec<(String, String)>,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Fix {
    measure: String,
    fields: Vec<Drawn>,
}

#[derive(Serialize)]
struct Row {
    place: String,
    measure: String,
    label: String,
    was: String,
    is: String,
    becomes: String,
}

impl Preview {
    /// What becomes of a workbook that was read into a return; `again` if it could not be recorded.
    pub fn of(action: String, version: Version, read: &Read, again: Option<&Again>) -> Self {
        let drawn: Vec<(Form, &ToFix)> = read.to_fix.iter().map(|one| (fix(version, one), one)).collect();
        let mut form = frame(action, version, &[], again);
        form.problems.extend(drawn.iter().flat_map(|(form, _)| problems(form)));
        let in_fix =
            |cell: &&Difference| !read.to_fix.iter().any(|one| cell.name.starts_with(one.prefix.as_str()));
        let rows = |of: &dyn Fn(&Difference) -> bool| -> Vec<Row> {
            read.cells.iter().filter(in_fix).filter(|cell| of(cell)).map(row).collect()
        };
        let taken = read.cells.iter().filter(in_fix).filter(|cell| cell.changes());
        Self {
            form,
            taken: taken.map(|cell| (cell.name.clone(), text_taken(cell))).collect(),
            to_fix: drawn
                .into_iter()
                .map(|(form, one)| Fix { measure: one.measure.clone(), fields: form.fields })
                .collect(),
            changed: rows(&Difference::changes),
            kept: rows(&|cell| matches!(cell.fate, Fate::Kept(_))),
            same: read.cells.iter().filter(|cell| cell.fate == Fate::Same && !cell.was.is_empty()).count(),
            figures: read.figures.len(),
            asked: read.asked.clone(),
            notes: read.notes.clone(),
        }
    }
}

fn text_taken(cell: &Difference) -> String {
    if cell.fate == Fate::Cleared { String::new() } else { cell.is.clone() }
}

/// The boxes of a figure in which something is wrong, with what came in them.
fn fix(version: Version, one: &ToFix) -> Form {
    let fields: Vec<Field> = one.boxes.iter().map(|(field, _)| *field).collect();
    let typed = one.typed.clone().with("version", version.0.to_string());
    let again = Again { typed, problems: one.problems.clone(), ..Again::default() };
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let mut form = draw(String::new(), version, &fields, &holds, &Lists::default(), Some(&again));
    let labels = one.boxes.iter().map(|(_, label)| label);
    form.fields =
        form.fields.into_iter().zip(labels).map(|(field, label)| field.called(label).clearing()).collect();
    form.under(&one.prefix)
}

fn problems(form: &Form) -> Vec<DrawnProblem> {
    form.problems.clone()
}

fn row(cell: &Difference) -> Row {
    let becomes = match &cell.fate {
        Fate::Changed if cell.was.is_empty() => "Is recorded.".to_owned(),
        Fate::Changed => "Takes the place of what was there.".to_owned(),
        Fate::Cleared => "Is taken out.".to_owned(),
        Fate::Kept(why) => (*why).to_owned(),
        Fate::Same => "Is there already.".to_owned(),
        Fate::Wrong(says) => says.clone(),
    };
    let formula = if cell.is_formula { " A formula worked it out; the result is taken." } else { "" };
    Row {
        place: cell.place.as_ref().map_or_else(|| "Typed here".to_owned(), |place| place.says()),
        measure: cell.measure.clone(),
        label: cell.label.clone(),
        was: cell.was.clone(),
        is: cell.is.clone(),
        becomes: format!("{becomes}{formula}"),
    }
}
