//! A return as plain lines: what stands beside each cell, and what the cell takes.

use entity::number::Hundredths;
use entity::state::{KpiKind, YesNo};

use super::{Column, Mark, drawn, held, label, measured, text_of};
use crate::field::{Field, Kind, long_day, options};
use crate::returns::entry::{Beside, name};
use crate::returns::measure::{Reading, reading, shown, target_shown};
use crate::returns::save::all_boxes;
use crate::returns::{Asked, Monitoring, Return};

/// A return as a workbook shows it.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What it is recognised by.
    pub mark: Mark,
    /// What it is.
    pub title: String,
    /// The contract, by reference and title.
    pub contract: String,
    /// When it is due.
    pub due: String,
    /// Whether anything can be filled in.
    pub is_open: bool,
    /// Its lines, in the order of the page.
    pub lines: Vec<Line>,
}

/// One box of a KPI.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is found by: `k3-numerator`.
    pub key: String,
    /// What its cells were drawn from.
    pub drawn: String,
    /// The outcome, where a new one begins.
    pub outcome: String,
    /// The KPI.
    pub measure: String,
    /// What to fill in.
    pub enter: String,
    /// What the KPI means, beside its first box.
    pub means: String,
    /// What this box was in the period before.
    pub last: String,
    /// The target, beside the box that is measured.
    pub target: String,
    /// Its cells.
    pub entries: Vec<Entry>,
}

/// A cell that is filled in.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its column.
    pub column: Column,
    /// What it takes.
    pub takes: Takes,
    /// What it holds now.
    pub holds: String,
    /// Whether it may be written.
    pub is_open: bool,
}

/// What a cell takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// A whole number in this range.
    Whole(i32, i32),
    /// A number with up to two decimals, from nought to this.
    Number(i32),
    /// One of these words.
    Words(Vec<String>),
    /// Any text.
    Text,
}

/// The most that a score without a scale of its own takes.
const NUMBER_MOST: i32 = 1_000_000_000;

/// A return as a workbook shows it: the KPIs that its provider returns.
#[must_use]
pub fn sheet(monitoring: &Monitoring, one: &Return) -> Sheet {
    let writable = one.writable();
    let asked: Vec<_> = monitoring.asked(one).into_iter().filter(|asked| asked.is_providers()).collect();
    let row = &monitoring.contract.row;
    Sheet {
        mark: Mark::of(monitoring, one),
        title: format!("Return for {}", monitoring.period_words(one)),
        contract: format!("{} {}", row.reference, row.title),
        due: long_day(one.row.due_on),
        is_open: asked.iter().any(|asked| writable.holds(asked.kpi.row.id)),
        lines: asked.iter().flat_map(|asked| lines(monitoring, one, *asked)).collect(),
    }
}

fn lines(monitoring: &Monitoring, one: &Return, asked: Asked<'_>) -> Vec<Line> {
    let beside = monitoring.beside(one, asked);
    let fields = all_boxes(asked);
    let own = fields.iter().filter(|field| is_figure(field));
    let line = |(place, field): (usize, &Field)| line(monitoring, one, asked, &beside, (place == 0, field));
    own.enumerate().map(line).collect()
}

fn is_figure(field: &Field) -> bool {
    Column::ALL.iter().all(|column| column.field() != Some(field.name))
}

fn line(
    monitoring: &Monitoring,
    one: &Return,
    asked: Asked<'_>,
    beside: &Beside,
    (is_first, field): (bool, &Field),
) -> Line {
    let version = asked.version;
    let is_open = one.writable().holds(asked.kpi.row.id);
    let columns = Column::ALL.into_iter().filter(|column| is_first || *column == Column::Figure);
    let entry = |column: Column| Entry {
        column,
        takes: if column == Column::Figure { takes(asked, field) } else { Takes::Text },
        holds: held(one, asked, column.field().unwrap_or(field.name)),
        is_open,
    };
    let entries: Vec<Entry> = columns.map(entry).collect();
    let outcome = monitoring.outcome(asked.kpi.row.outcome_id).map(|row| row.says.clone());
    let of_first = |text: String| if is_first { text } else { String::new() };
    Line {
        key: name(asked, field.name),
        drawn: entries.iter().map(|entry| drawn(&entry.holds)).collect::<Vec<_>>().join(" "),
        outcome: outcome.unwrap_or_default(),
        measure: version.row.title.clone(),
        enter: enter(asked, field, beside.opening),
        means: of_first(means(asked)),
        last: last(asked, field, beside),
        target: if field.name == measured(version) { target(asked, beside.target) } else { String::new() },
        entries,
    }
}

fn takes(asked: Asked<'_>, field: &Field) -> Takes {
    match field.kind {
        Kind::Whole(least, most) => Takes::Whole(least, most),
        Kind::Number => Takes::Number(asked.version.row.score_most.unwrap_or(NUMBER_MOST)),
        Kind::Choice(_) => Takes::Words(options::<YesNo>().into_iter().map(|(_, label)| label).collect()),
        _ => Takes::Text,
    }
}

/// What to fill in, with the cases that are carried: nobody types those.
fn enter(asked: Asked<'_>, field: &Field, opening: Option<i64>) -> String {
    let mut says = label(asked.version, field);
    if !field.hint.is_empty() {
        says = format!("{says}. {}", field.hint);
    }
    match (field.name, opening) {
        ("added", Some(open)) => format!("{says} ({open} were open on the first day)"),
        _ => says,
    }
}

fn means(asked: Asked<'_>) -> String {
    let row = &asked.version.row;
    let source = row.source.as_deref().map(|source| format!("Source: {source}"));
    let parts: Vec<&str> = [row.definition.as_deref(), source.as_deref()].into_iter().flatten().collect();
    if parts.is_empty() { "The council has written no definition.".to_owned() } else { parts.join("\n") }
}

/// What this box was in the period before; of a rate, also what it came to.
fn last(asked: Asked<'_>, field: &Field, beside: &Beside) -> String {
    let Some(last) = &beside.last else { return "None yet".to_owned() };
    let text = text_of(last, field.name);
    if let Some(reason) = last.none_reason.as_deref() {
        return format!("None: {reason}");
    }
    match reading(asked.version, last) {
        rate @ (Reading::Value(_) | Reading::ZeroDenominator) if field.name == "numerator" => {
            format!("{text} ({})", shown(asked.version, &rate))
        }
        Reading::Value(_) | Reading::NoData | Reading::ZeroDenominator | Reading::Words => text,
    }
}

fn target(asked: Asked<'_>, target: Option<Hundredths>) -> String {
    match (asked.version.row.kind, target) {
        (KpiKind::Narrative, _) => String::new(),
        (_, Some(target)) => target_shown(asked.version, target),
        (_, None) => "No target".to_owned(),
    }
}
