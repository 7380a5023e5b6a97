//! From cells to figures: read by the boxes of the page, judged by its faults.

use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::state::YesNo;

use super::{Came, Difference, Fate, Found, Holds, drawn, held, label, text_of};
use crate::Problem;
use crate::field::{Draft, Field, Kind, Lists, Typed, draft, long_day};
use crate::returns::entry::{NONE_REASON, boxes, faults, name, questions, values};
use crate::returns::save::{Figure, all_boxes, figure, prefix};
use crate::returns::values::Values;
use crate::returns::{Asked, Monitoring, Return};

/// What becomes of a workbook.
#[derive(Clone, Debug, Default)]
pub struct Read {
    /// Every cell that a return has, in the order of the page.
    pub cells: Vec<Difference>,
    /// The figures that can be recorded.
    pub figures: Vec<Figure>,
    /// The figures in which something is wrong, with what came in them.
    pub to_fix: Vec<ToFix>,
    /// What will be asked before the return can be sent: the KPI, and the question.
    pub asked: Vec<(String, String)>,
    /// What is to be said of the workbook as a whole.
    pub notes: Vec<String>,
}

/// A figure in which something is wrong, to be put right on screen.
#[derive(Clone, Debug)]
pub struct ToFix {
    /// Before the names of its boxes: `k3-`.
    pub prefix: String,
    /// The KPI.
    pub measure: String,
    /// Its boxes, and what each is called.
    pub boxes: Vec<(Field, String)>,
    /// What came in them, or what the return says.
    pub typed: Typed,
    /// What is wrong, by box.
    pub problems: Vec<Problem>,
}

/// Reads cells into a return. Nothing is written.
///
/// INVARIANT: an empty cell of a workbook, and one that is not there, never takes a figure out; only a reason why there is
/// none does. On screen an emptied box does.
#[must_use]
pub fn read(monitoring: &Monitoring, one: &Return, came: &Came) -> Read {
    let mut all = Read { notes: came.notes.clone(), ..Read::default() };
    for asked in monitoring.asked(one).into_iter().filter(|asked| asked.is_providers()) {
        read_kpi(monitoring, one, asked, came, &mut all);
    }
    all.notes.extend(unknown(monitoring, one, came));
    all
}

/// Cells of KPIs that this period does not ask for.
fn unknown(monitoring: &Monitoring, one: &Return, came: &Came) -> Option<String> {
    let asked: Vec<String> = monitoring.asked(one).iter().map(|asked| name(*asked, "")).collect();
    let strange = |found: &&Found| {
        found.holds != Holds::Empty && !asked.iter().any(|begins| found.name.starts_with(begins.as_str()))
    };
    let places = came.found.iter().filter(strange).filter_map(|found| found.place.as_ref());
    let mut rows: Vec<String> = places.map(|place| place.row.to_string()).collect();
    rows.dedup();
    let says = format!(
        "The council no longer asks for the measure in row {}. What stands there was not read.",
        rows.join(" and row ")
    );
    (!rows.is_empty()).then_some(says)
}

fn read_kpi(monitoring: &Monitoring, one: &Return, asked: Asked<'_>, came: &Came, all: &mut Read) {
    let fields = all_boxes(asked);
    let mut cells: Vec<Difference> = fields.iter().map(|field| first_look(one, asked, field, came)).collect();
    clear(asked, &mut cells, came);
    stand_in_the_way(one, asked, &mut cells, came);
    if cells.iter().any(Difference::changes) {
        match judged(monitoring, one, asked, &fields, &mut cells) {
            Some((figure, asks)) => {
                all.asked.extend(asks);
                all.figures.extend(figure);
            }
            None => all.to_fix.push(to_fix(asked, &fields, &cells)),
        }
    } else if cells.iter().any(|cell| matches!(cell.fate, Fate::Wrong(_))) {
        all.to_fix.push(to_fix(asked, &fields, &cells));
    }
    all.cells.extend(cells);
}

/// What a cell is, before it is judged with the others of its KPI.
fn first_look(one: &Return, asked: Asked<'_>, field: &Field, came: &Came) -> Difference {
    let own = name(asked, field.name);
    let found = came.found.iter().find(|found| found.name == own);
    let was = held(one, asked, field.name);
    let is = match found.map(|found| &found.holds) {
        Some(Holds::Text(text)) => text.trim().to_owned(),
        Some(Holds::Wrong { is, .. }) => is.clone(),
        Some(Holds::Empty) | None => String::new(),
    };
    let untouched = found.is_some_and(|found| found.drawn.as_ref() == Some(&drawn(&is)));
    let fate = match found.map(|found| &found.holds) {
        Some(Holds::Wrong { says, .. }) => Fate::Wrong(says.clone()),
        Some(Holds::Text(_) | Holds::Empty) if is == was => Fate::Same,
        Some(Holds::Text(_) | Holds::Empty) if untouched => Fate::Kept(
            "Left as it is: it was changed here after the workbook was downloaded, and not in the workbook.",
        ),
        Some(Holds::Text(_)) => Fate::Changed,
        Some(Holds::Empty) if came.mark.is_none() => Fate::Cleared,
        Some(Holds::Empty) => Fate::Kept(
            "Left as it is: an empty cell takes nothing out. To take a figure out, say why there is none.",
        ),
        None if was.is_empty() || came.mark.is_none() => Fate::Same,
        None => Fate::Kept("Left as it is: it is not in the workbook."),
    };
    Difference {
        name: own,
        place: found.and_then(|found| found.place.clone()),
        measure: asked.version.row.title.clone(),
        label: label(asked.version, field),
        was,
        is,
        is_formula: found.is_some_and(|found| found.is_formula),
        fate,
    }
}

/// Whoever gives a reason why there is no figure takes out the figure whose cells are empty; whoever gives a figure takes
/// out the reason whose cell is empty.
fn clear(asked: Asked<'_>, cells: &mut [Difference], came: &Came) {
    let reason = name(asked, NONE_REASON.name);
    let figure: Vec<String> = boxes(asked.version).iter().map(|field| name(asked, field.name)).collect();
    let gives = |cells: &[Difference], of: &dyn Fn(&str) -> bool| {
        cells.iter().any(|cell| of(&cell.name) && cell.fate == Fate::Changed)
    };
    let is_reason = |name: &str| name == reason;
    let is_figure = |name: &str| figure.iter().any(|own| own == name);
    let (gives_reason, gives_figure) = (gives(cells, &is_reason), gives(cells, &is_figure));
    let emptied = |cell: &Difference| {
        let found = came.found.iter().find(|found| found.name == cell.name);
        matches!(cell.fate, Fate::Kept(_)) && found.is_some_and(|found| found.holds == Holds::Empty)
    };
    for cell in cells.iter_mut() {
        let goes = (gives_reason && is_figure(&cell.name)) || (gives_figure && is_reason(&cell.name));
        if goes && emptied(cell) {
            cell.fate = Fate::Cleared;
        }
    }
}

/// What keeps a whole KPI from being read: it is not to be written now, or it asks something else by now.
fn stand_in_the_way(one: &Return, asked: Asked<'_>, cells: &mut [Difference], came: &Came) {
    let locked = !one.writable().holds(asked.kpi.row.id);
    let now = asked.version.row.number;
    let then = came.mark.as_ref().and_then(|mark| mark.version_of(asked.kpi.row.number));
    let is_other = came.mark.is_some() && then != Some(now);
    for cell in cells.iter_mut() {
        let says_something = cell.changes() || matches!(cell.fate, Fate::Wrong(_));
        if says_something && locked {
            cell.fate = Fate::Kept("Left as it is: the council did not ask about this figure.");
        } else if says_something && is_other {
            cell.fate = Fate::Wrong(format!(
                "The council changed “{}” from {}, and this workbook is older. Check that your figure still fits what is asked, and give it here; or download the workbook again.",
                asked.version.row.title,
                long_day(asked.version.row.from_on)
            ));
        }
    }
}

fn is_at(problem: &Problem, field: &str) -> bool {
    problem.field.as_deref() == Some(field)
}

type Judged = (Option<Figure>, Vec<(String, String)>);

/// The figure that cells come to, with what will be asked about it; nothing where something is wrong with it, which is said
/// at its cells by then.
fn judged(
    monitoring: &Monitoring,
    one: &Return,
    asked: Asked<'_>,
    fields: &[Field],
    cells: &mut [Difference],
) -> Option<Judged> {
    let mut typed = Typed::default();
    for (field, cell) in fields.iter().zip(cells.iter()) {
        typed = typed.with(field.name, code(field, &taken(cell)));
    }
    let read = match draft(fields, &typed, &Lists::default(), &Gaps::default()) {
        Ok(read) => read,
        Err(refusal) => {
            for problem in refusal.says {
                let at = cells.iter_mut().zip(fields).find(|(_, field)| is_at(&problem, field.name));
                let Some((cell, field)) = at else { continue };
                let says = if cell.is.is_empty() || field.most().is_some() {
                    problem.says
                } else {
                    let is: String = cell.is.chars().take(60).collect();
                    format!("“{is}” cannot be taken. {}", with_label(&problem.says, field, &cell.label))
                };
                say(cell, says);
            }
            return None;
        }
    };
    let opening = monitoring.opening(one, asked);
    let values = values(asked.version, &read, opening);
    for problem in faults(asked.version, &values) {
        let at = cells.iter_mut().zip(fields).find(|(_, field)| is_at(&problem, field.name));
        if let Some((cell, _)) = at {
            say(cell, problem.says);
        }
    }
    if cells.iter().any(|cell| matches!(cell.fate, Fate::Wrong(_))) {
        return None;
    }
    say_what_is_the_same(fields, cells, &values, &read);
    if !cells.iter().any(Difference::changes) {
        return Some((None, Vec::new()));
    }
    let figure = figure(asked, &read, opening);
    let beside = monitoring.beside(one, asked);
    let asks = match figure.reason {
        Some(_) => Vec::new(),
        None => questions(asked.version, &figure.values, &beside),
    };
    let title = &asked.version.row.title;
    let asks = asks.iter().map(|question| (title.clone(), question.says().to_owned())).collect();
    Some((Some(figure), asks))
}

/// What a cell comes to: what came in it, or what stays.
fn taken(cell: &Difference) -> String {
    match cell.fate {
        Fate::Changed | Fate::Wrong(_) => cell.is.clone(),
        Fate::Cleared => String::new(),
        Fate::Same | Fate::Kept(_) => cell.was.clone(),
    }
}

/// The first thing that is wrong with a cell is what is said of it.
fn say(cell: &mut Difference, says: String) {
    if !matches!(cell.fate, Fate::Wrong(_)) {
        cell.fate = Fate::Wrong(says);
    }
}

/// A message of the page begins with the label of the box; here with what this line is called.
fn with_label(says: &str, field: &Field, label: &str) -> String {
    says.strip_prefix(field.label).map_or_else(|| says.to_owned(), |rest| format!("{label}{rest}"))
}

/// `1,200` says what `1200` says.
fn say_what_is_the_same(fields: &[Field], cells: &mut [Difference], values: &Values, read: &Draft) {
    for (field, cell) in fields.iter().zip(cells) {
        let comes_to = match field.name {
            "comment" | "reason" => read.text(field.name).unwrap_or("").to_owned(),
            figure => text_of(values, figure),
        };
        if cell.fate == Fate::Changed && comes_to == cell.was {
            cell.fate = Fate::Same;
        }
    }
}

/// A choice is typed by its words in a cell, and by its code on the page.
fn code(field: &Field, text: &str) -> String {
    let Kind::Choice(_) = field.kind else { return text.to_owned() };
    let text = text.trim();
    let fits = |choice: &&YesNo| {
        let label = choice.label();
        text.eq_ignore_ascii_case(label)
            || label.get(..1).is_some_and(|letter| text.eq_ignore_ascii_case(letter))
    };
    YesNo::ALL.iter().find(fits).map_or_else(|| text.to_owned(), |choice| choice.code().to_owned())
}

fn to_fix(asked: Asked<'_>, fields: &[Field], cells: &[Difference]) -> ToFix {
    let both = || fields.iter().zip(cells);
    let typed = both().map(|(field, cell)| (field.name.to_owned(), code(field, &taken(cell))));
    let problem = |(field, cell): (&Field, &Difference)| Some(Problem::at(field.name, cell.problem()?));
    ToFix {
        prefix: prefix(asked),
        measure: asked.version.row.title.clone(),
        boxes: both().map(|(field, cell)| (*field, cell.label.clone())).collect(),
        typed: Typed::new(typed.collect()),
        problems: both().filter_map(problem).collect(),
    }
}
