//! What is gathered while a document is written for Word.

use std::collections::{BTreeMap, BTreeSet};

use super::view::{Chart, Link, List, Note};
use crate::number::Count;
use crate::{Align, Document, Marker, ascii_address};

/// The width of the text on the page in points, from the numbers in the margin to the right edge.
pub(super) const WIDTH: f32 = 464.9;
/// How far the text stands in from the numbers, in twentieths of a point.
pub(super) const TEXT: u32 = 964;

/// A document as it is written.
pub(super) struct Writer<'a> {
    pub count: Count<'a>,
    pub accent: u32,
    pub notes: Vec<Note>,
    pub lists: Vec<List>,
    pub charts: Vec<Chart>,
    pub links: Links,
    /// The links of the notes, which stand in a file of their own.
    pub note_links: Links,
    /// The numbers of bookmarks by name, and those that stand somewhere already.
    bookmarks: BTreeMap<String, usize>,
    placed: BTreeSet<usize>,
    /// Whether the next paragraph starts a page.
    pub new_page: bool,
}

/// Where blocks are written, and how.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The style of its paragraphs.
    pub style: &'static str,
    /// Where its lines start, in twentieths of a point.
    pub left: u32,
    /// How wide its lines are, in points.
    pub width: f32,
    pub align: Align,
    pub bold: bool,
    /// How many lists it stands in.
    pub lists: usize,
}

/// Addresses and their relationships, each once.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub all: Vec<Link>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(count: Count<'a>, document: &Document) -> Self {
        Writer {
            count,
            accent: document.accent & 0x00ff_ffff,
            notes: Vec::new(),
            lists: Vec::new(),
            charts: Vec::new(),
            links: Links::default(),
            note_links: Links::default(),
            bookmarks: BTreeMap::new(),
            placed: BTreeSet::new(),
            new_page: false,
        }
    }

    /// The number of the bookmark that a link to an anchor leads to.
    pub(super) fn bookmark(&mut self, anchor: &str) -> usize {
        let next = self.bookmarks.len() + 1;
        *self.bookmarks.entry(anchor.to_owned()).or_insert(next)
    }

    /// The bookmark to put at an anchor; none if one of its name stands already.
    pub(super) fn place(&mut self, anchor: Option<&str>) -> Vec<usize> {
        let bookmark = anchor.map(|anchor| self.bookmark(anchor));
        bookmark.into_iter().filter(|bookmark| self.placed.insert(*bookmark)).collect()
    }

    /// A new list, counted from 1 at its level.
    pub(super) fn new_list(&mut self, marker: Marker, level: usize) -> usize {
        let id = self.lists.len() + 1;
        let marker = match marker {
            Marker::Bullet => "bullet",
            Marker::Number => "decimal",
            Marker::Letter => "lowerLetter",
        };
        self.lists.push(List { id, marker, level });
        id
    }
}

impl Place {
    /// The body of the page.
    pub(super) fn page() -> Self {
        let width = WIDTH - TEXT as f32 / 20.0;
        Place { style: "BodyText", left: TEXT, width, align: Align::Left, bold: false, lists: 0 }
    }

    /// A cell of a width in points.
    pub(super) fn cell(width: f32, align: Align, bold: bool) -> Self {
        Place { style: "TableText", left: 0, width: (width - 9.0).max(10.0), align, bold, lists: 0 }
    }

    /// Whether it is the body of the page, where numbers hang in the margin.
    pub(super) fn is_page(&self) -> bool {
        self.style == "BodyText"
    }

    pub(super) fn indented(self, by: u32) -> Self {
        let by = by.min((self.width - 40.0).max(0.0) as u32 * 20);
        Place { left: self.left + by, width: self.width - by as f32 / 20.0, ..self }
    }
}

impl Links {
    /// The relationship of an address.
    pub(super) fn relationship(&mut self, href: &str) -> String {
        let address = whole(&ascii_address(href));
        if let Some(link) = self.all.iter().find(|link| link.address == address) {
            return link.id.clone();
        }
        let id = format!("link{}", self.all.len() + 1);
        self.all.push(Link { id: id.clone(), address });
        id
    }
}

/// An address without the letters that Word takes for damage.
fn whole(address: &str) -> String {
    let mut out = String::new();
    for (at, c) in address.char_indices() {
        let hex = |at: usize| address.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
        match c {
            '%' if !(hex(at + 1) && hex(at + 2)) => out.push_str("%25"),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                out.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}
