//! Reports: which an authority makes, what their writers write, and the versions that are kept.

pub mod at_break;
pub mod awarding;
mod figures;
mod keep;
mod kinds;
mod marks;
pub mod performance;
mod prose;
mod read_out;
mod stands_in;
mod write;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entity::id::{PersonId, RowId};
use entity::state::Occasion;
use entity::{kept_report, passage, report};

pub(crate) use figures::in_few_words;
pub use figures::{Figure, Figures, Place};
pub(crate) use keep::kept_with;
pub use keep::{KEEP, Keeping, Paper, keep};
pub use kinds::{Moment, is_exempt, kinds, may_read, may_write_report, moment, stands_since};
pub use marks::{LONGEST_PROSE, MOST_MARKS, Mark, marks, prose_problems, too_much};
pub use prose::{Prose, prose_of};
pub use read_out::read_out;
pub use stands_in::stands_in;
pub use write::{OWN, Writing, as_written, write_section};

/// A report of a procurement, with what it alone says and the versions that were kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The report itself.
    pub row: report::Model,
    /// Its own prose, a passage a section.
    pub passages: Vec<passage::Model>,
    /// The versions kept, newest first, without their papers.
    pub kept: Vec<Kept>,
}

/// A version that was kept, without its paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its row.
    pub id: RowId,
    /// Which version, from 1.
    pub number: i32,
    /// When.
    pub at: DateTime<Utc>,
    /// By whom.
    pub person: PersonId,
    /// On what occasion.
    pub occasion: Occasion,
    /// The section that was saved, or what whoever kept it noted.
    pub note: Option<String>,
    /// SHA-256 of its paper.
    pub digest: String,
}

impl From<&kept_report::Model> for Kept {
    fn from(row: &kept_report::Model) -> Self {
        Self {
            id: row.id,
            number: row.number,
            at: row.at,
            person: row.person_id,
            occasion: row.occasion,
            note: row.note.clone(),
            digest: row.digest.clone(),
        }
    }
}

impl Report {
    /// Its own prose, by the code of its section.
    #[must_use]
    pub fn own(&self) -> BTreeMap<String, String> {
        self.passages.iter().map(|passage| (passage.section.clone(), passage.says.clone())).collect()
    }

    /// What it alone says in one section.
    #[must_use]
    pub fn passage(&self, section: &str) -> Option<&passage::Model> {
        self.passages.iter().find(|passage| passage.section == section)
    }
}
