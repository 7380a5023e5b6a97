//! The figures of a procurement by name: what a writer can put into prose, and where each came from.

use crate::procurement::Procurement;
use crate::procurement::found::Found;
use crate::settings::Authority;

/// A figure of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name in prose, such as `procurement.annual_value`. It never changes meaning: a figure of a
    /// row is named by the row's number, not by its place in the list.
    pub name: String,
    /// The part or list it stands in, as pages call it.
    pub group: &'static str,
    /// What it is called there, such as "Cost of one year" or "ICB, amount".
    pub label: String,
    /// Where it came from, in words.
    pub source: String,
    /// As it is printed now.
    pub shown: String,
}

/// Every figure of a procurement, in the order of its task list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    all: Vec<Figure>,
}

impl Figures {
    /// Reads them from the record.
    #[must_use]
    pub fn of(_procurement: &Procurement, _authority: &Authority, _found: &Found) -> Self {
        Self::default()
    }

    /// The figure of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Figure> {
        self.all.iter().find(|figure| figure.name == name)
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.all.iter()
    }
}
