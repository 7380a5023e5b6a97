//! The numbers taken one after the other, as a painter meets what they number.

use super::{Heading, Numbers};

/// A reading of the numbers in the order of the document. Each painter must meet every block
/// and note exactly once, in the order in which `walk` met them.
pub(crate) struct Count<'a> {
    numbers: &'a Numbers,
    headings: usize,
    paragraphs: usize,
    tables: usize,
    figures: usize,
    notes: usize,
}

impl<'a> Count<'a> {
    pub(super) fn new(numbers: &'a Numbers) -> Self {
        Count { numbers, headings: 0, paragraphs: 0, tables: 0, figures: 0, notes: 0 }
    }

    pub(super) fn after(numbers: &'a Numbers, before: &Numbers) -> Self {
        Count {
            numbers,
            headings: before.headings.len(),
            paragraphs: before.paragraphs.len(),
            tables: before.tables,
            figures: before.figures,
            notes: before.notes,
        }
    }

    pub(crate) fn numbers(&self) -> &'a Numbers {
        self.numbers
    }

    pub(crate) fn heading(&mut self) -> Option<&'a Heading> {
        self.headings += 1;
        self.numbers.headings.get(self.headings - 1)
    }

    pub(crate) fn paragraph(&mut self) -> Option<&'a str> {
        self.paragraphs += 1;
        self.numbers.paragraphs.get(self.paragraphs - 1)?.as_deref()
    }

    pub(crate) fn table(&mut self) -> usize {
        self.tables += 1;
        self.tables
    }

    pub(crate) fn figure(&mut self) -> usize {
        self.figures += 1;
        self.figures
    }

    pub(crate) fn note(&mut self) -> usize {
        self.notes += 1;
        self.notes
    }
}
