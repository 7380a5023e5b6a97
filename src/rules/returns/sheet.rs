//! A return as a sheet of cells, and back: what a workbook holds, and what becomes of each cell that comes in one.
//!
//! Cells are read by the boxes of the page and judged by its faults, so that a workbook and a page never disagree.

mod back;
mod fates;
mod mark;
mod out;

use entity::state::{KpiKind, YesNo};

pub use back::{Read, ToFix, read};
pub use fates::{Came, Difference, Fate, Found, Holds, Place};
pub use mark::{FORMAT, Mark};
pub use out::{Entry, Line, Sheet, Takes, sheet};

use super::entry::{COMMENT, NONE_REASON, REASON};
use super::values::Values;
use super::{Asked, Return, Version};
use crate::digest::sha256;
use crate::field::Field;

/// The columns that are filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// The figure: each box of a KPI has a line of its own.
    Figure,
    /// What the provider says of it.
    Comment,
    /// Why there is none.
    NoneReason,
    /// Why it is right, where that is asked.
    Reason,
}

impl Column {
    /// All of them, in the order of the sheet.
    pub const ALL: [Self; 4] = [Self::Figure, Self::Comment, Self::NoneReason, Self::Reason];

    /// The heading by which it is found again.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Figure => "Your figure",
            Self::Comment => "Comment",
            Self::NoneReason => "If there is no figure, why",
            Self::Reason => "Why it is right",
        }
    }

    /// The box that it stands for, where that is the same in each line.
    #[must_use]
    pub const fn field(self) -> Option<&'static str> {
        match self {
            Self::Figure => None,
            Self::Comment => Some(COMMENT.name),
            Self::NoneReason => Some(NONE_REASON.name),
            Self::Reason => Some(REASON.name),
        }
    }
}

/// What a box is called: what stands above and below the line of a rate is named by the KPI.
fn label(version: &Version, field: &Field) -> String {
    let own = match field.name {
        "numerator" => version.row.numerator.as_deref(),
        "denominator" => version.row.denominator.as_deref(),
        _ => None,
    };
    let label = own.unwrap_or(field.label);
    match version.row.unit.as_deref().filter(|_| matches!(field.name, "count" | "score")) {
        Some(unit) => format!("{label} ({unit})"),
        None => label.to_owned(),
    }
}

/// What a return holds in a box, as a cell shows it.
fn held(one: &Return, asked: Asked<'_>, field: &str) -> String {
    let Some(figure) = one.figure(asked.kpi.row.id) else { return String::new() };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    match field {
        "comment" => text(&figure.comment),
        "reason" => text(&figure.reason),
        field => text_of(&Values::of(figure), field),
    }
}

/// A value as a cell shows it; empty for none.
fn text_of(values: &Values, field: &str) -> String {
    use entity::choice::Choice;
    let number = match field {
        "count" => values.count,
        "new_this_year" => values.new_this_year,
        "numerator" => values.numerator,
        "denominator" => values.denominator,
        "added" => values.added,
        "closed" => values.closed,
        "closing" => values.closing,
        _ => None,
    };
    let yes_no = |yes: bool| if yes { YesNo::Yes } else { YesNo::No }.label().to_owned();
    let other = match field {
        "yes" => values.yes.map(yes_no),
        "score" => values.score.map(|score| score.to_string().replace(',', "")),
        "words" => values.words.clone(),
        "none_reason" => values.none_reason.clone(),
        _ => None,
    };
    number.map(|number| number.to_string()).or(other).unwrap_or_default()
}

/// What a cell is recognised by as it was drawn; of an empty one, nothing.
fn drawn(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() { "-".to_owned() } else { sha256(text).chars().take(8).collect() }
}

/// The box beside which the target stands: the one that is measured.
fn measured(version: &Version) -> &'static str {
    match version.row.kind {
        KpiKind::Count => "count",
        KpiKind::Rate => "numerator",
        KpiKind::Caseload => "closing",
        KpiKind::YesNo => "yes",
        KpiKind::Score => "score",
        KpiKind::Narrative => "words",
    }
}

#[cfg(test)]
mod tests;
