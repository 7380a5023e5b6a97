//! Reports: which an authority makes, and the figures that its writers can put into their prose.

mod figures;
mod marks;

use entity::state::{ReportKind, ReportStyle};

pub use figures::{Figure, Figures, Place};
pub use marks::{LONGEST_PROSE, MOST_MARKS, Mark, marks, prose_problems, too_much};

/// The kinds of report that authorities of this style make.
#[must_use]
pub const fn kinds(style: ReportStyle) -> &'static [ReportKind] {
    match style {
        ReportStyle::Gateway => &[ReportKind::Gateway1],
        ReportStyle::Cabinet => &[ReportKind::Cabinet],
    }
}
