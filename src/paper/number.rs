//! Legal numbering (1, 1.1, 1.1.1), made once for a document and read by both painters.

mod count;
mod walk;

use std::collections::BTreeMap;

use crate::{Block, Document};
pub(crate) use count::Count;

/// The numbers of a document's headings, paragraphs, tables and notes, and what its references
/// point at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    headings: Vec<Heading>,
    paragraphs: Vec<Option<String>>,
    tables: usize,
    figures: usize,
    notes: usize,
    places: BTreeMap<String, Place>,
    references: Vec<String>,
    repeated: Vec<String>,
}

/// A heading as the contents page lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// How deep it stands, from 1. A level that the document skips is closed up.
    pub depth: u8,
    /// Its number, if it takes one.
    pub number: Option<String>,
    /// What it says, without its notes.
    pub text: String,
    /// Where a link to it points: its anchor, or a name made from its position.
    pub id: String,
    /// Whether it stands inside another block, such as a cell, where no heading should be. It is
    /// painted as a strong paragraph and left out of outlines.
    pub misplaced: bool,
}

/// What stands at an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// How a reference to it reads, such as "section 2.1", "paragraph 2.1.1", "Table 2" or
    /// "Figure 1".
    pub shown: String,
    /// Its number, if it takes one.
    pub number: Option<String>,
}

/// Numbers a document.
#[must_use]
pub fn numbers(document: &Document) -> Numbers {
    Numbers::of(&crate::prepared(document).blocks)
}

impl Numbers {
    /// The headings in reading order.
    #[must_use]
    pub fn headings(&self) -> &[Heading] {
        &self.headings
    }

    /// The numbers of the paragraphs in reading order; `None` for those that take none.
    #[must_use]
    pub fn paragraphs(&self) -> &[Option<String>] {
        &self.paragraphs
    }

    /// How many tables there are; they are numbered from 1.
    #[must_use]
    pub fn tables(&self) -> usize {
        self.tables
    }

    /// How many charts there are; they are numbered from 1.
    #[must_use]
    pub fn figures(&self) -> usize {
        self.figures
    }

    /// How many notes there are; they are numbered from 1.
    #[must_use]
    pub fn notes(&self) -> usize {
        self.notes
    }

    /// What stands at an anchor.
    #[must_use]
    pub fn place(&self, anchor: &str) -> Option<&Place> {
        self.places.get(anchor)
    }

    /// How a reference to an anchor reads, here or in the paper: `(missing: name)` if nothing
    /// stands there.
    #[must_use]
    pub fn reference(&self, anchor: &str) -> String {
        match self.places.get(anchor) {
            Some(place) => place.shown.clone(),
            None => format!("(missing: {anchor})"),
        }
    }

    /// The references of the document that point at nothing, in reading order.
    #[must_use]
    pub fn missing(&self) -> Vec<&str> {
        let dangling = |name: &&str| !self.places.contains_key(*name);
        self.references.iter().map(String::as_str).filter(dangling).collect()
    }

    /// The anchors that stand in the document more than once; the first is the one pointed at.
    #[must_use]
    pub fn repeated(&self) -> &[String] {
        &self.repeated
    }

    /// The numbers of the first blocks of a prepared document.
    pub(crate) fn of(blocks: &[Block]) -> Self {
        walk::walk(blocks)
    }

    /// The names that something stands at.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// A fresh reading of the numbers for a painter, which takes them in reading order.
    pub(crate) fn count(&self) -> Count<'_> {
        Count::new(self)
    }

    /// A reading for a painter that starts after the blocks which `before` numbers.
    pub(crate) fn count_after(&self, before: &Numbers) -> Count<'_> {
        Count::after(self, before)
    }
}

/// The mark of the list item at `index`, counted from 0, without what follows it.
pub(crate) fn letter(index: usize) -> String {
    let mut rest = index;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'a' + (rest % 26) as u8));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}
