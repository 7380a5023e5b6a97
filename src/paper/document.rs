//! The document value: what a paper says, without how it looks.

use serde::{Deserialize, Serialize};

use crate::Chart;

/// A whole paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The title, shown on the first page and by PDF readers in their title bar.
    pub title: String,
    /// Who publishes it, such as the name of an authority.
    pub publisher: String,
    /// Language tag of the whole document, such as `en-GB`.
    pub language: String,
    /// What stands at the head of every page after the first.
    pub running_header: String,
    /// A mark that every page carries, such as "Demonstration data".
    pub mark: Option<String>,
    /// Which state of the paper it is, such as "Draft" or "Version 2": said with the title and at the foot of
    /// every page.
    #[serde(default)]
    pub status: Option<String>,
    /// Accent colour as `0xRRGGBB`; must have a contrast of at least 4.5:1 on white.
    pub accent: u32,
    /// Whether a contents page follows the title.
    pub contents: bool,
    /// What it says, in reading order.
    pub blocks: Vec<Block>,
}

/// One block of a paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// A heading. Level 1 is the highest below the title (the title itself is painted as H1 and
    /// these as H2 and below). Levels should not skip one going down; one that does is closed up.
    Heading {
        /// 1 to 5.
        level: u8,
        /// Whether it takes the next number of its level (1, 1.1, 1.1.1).
        numbered: bool,
        /// What it says.
        text: Vec<Inline>,
        /// A name that cross-references point at; unique in the document.
        anchor: Option<String>,
    },
    /// A paragraph. A numbered one takes the next number below the nearest numbered heading
    /// (under heading 2: 2.1, 2.2 …; under heading 2.1: 2.1.1 …; before any heading: 1, 2 …).
    Paragraph {
        /// Whether it takes a number.
        numbered: bool,
        /// What it says.
        text: Vec<Inline>,
        /// A name that cross-references point at; unique in the document.
        anchor: Option<String>,
    },
    /// A list.
    List {
        /// How its items are marked.
        marker: Marker,
        /// Its items, each of any blocks except headings.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// A chart, and its table unless that stands elsewhere.
    Figure(Chart),
    /// Pairs of a term and what it is, such as the header of a report.
    Facts(Vec<Fact>),
    /// A passage set apart, such as a warning, with its label ("Note").
    Callout {
        /// A short label, read before the passage.
        label: String,
        /// What it holds: any blocks except headings and tables.
        blocks: Vec<Block>,
    },
    /// Starts numbering anew from 1 (for a paper whose parts are numbered apart).
    RestartNumbers,
    /// Starts a new page.
    PageBreak,
}

/// How the items of a list are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// 1, 2, 3 …
    Number,
    /// a), b), c) …
    Letter,
}

/// A term and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The term.
    pub term: Vec<Inline>,
    /// What it is: one or more paragraphs or lists.
    pub is: Vec<Block>,
}

/// A table with one row of column headings, repeated on each page it runs over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The caption, painted above; the program numbers tables "Table 1" and so on.
    pub caption: Vec<Inline>,
    /// The columns, left to right.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Row>,
    /// A name that cross-references point at; unique in the document.
    pub anchor: Option<String>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The heading.
    pub heading: Vec<Inline>,
    /// How its cells are set.
    pub align: Align,
    /// Whether its cells head their rows.
    pub heads_rows: bool,
}

/// How the cells of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Align {
    /// Text, at the left.
    Left,
    /// Numbers and money, aligned on the decimal point.
    Decimal,
    /// Centred, for short marks such as ranks.
    Centre,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
    /// Whether it is a total, set apart from the rows above it.
    pub total: bool,
}

/// A cell: paragraphs and lists.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cell {
    /// What it holds; may be empty.
    pub blocks: Vec<Block>,
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// Of strong importance.
    Strong(Vec<Inline>),
    /// With stress.
    Emphasis(Vec<Inline>),
    /// A link to an address outside the document.
    Link {
        /// The address, `https:`, `http:` or `mailto:` only.
        href: String,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A reference to an anchor of this document, painted as "section 2.1", "paragraph 2.1.1" or
    /// "Table 2" by what stands there. A reference to nothing is an error of the composer and is
    /// painted as "(missing: name)".
    Reference(String),
    /// A note, painted as a raised number here and at the foot of the page it falls on.
    Note(Vec<Inline>),
    /// A figure that knows where it came from, painted as its shown text.
    Figure {
        /// Its name, such as `contract.maximum`.
        name: String,
        /// Where it came from, in words.
        source: String,
        /// As it is printed.
        shown: String,
    },
    /// A line break within a paragraph.
    Break,
}

/// A paragraph without a number.
#[must_use]
pub fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { numbered: false, text: vec![Inline::Text(text.into())], anchor: None }
}

/// Plain text as inlines.
#[must_use]
pub fn text(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

/// A cell of one plain paragraph, or an empty one for empty text.
#[must_use]
pub fn cell(text: impl Into<String>) -> Cell {
    let text = text.into();
    Cell { blocks: if text.is_empty() { Vec::new() } else { vec![paragraph(text)] } }
}

/// The words of running text without their styling, notes and cross-references.
#[must_use]
pub fn plain(inlines: &[Inline]) -> String {
    let mut words = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) => words.push_str(text),
            Inline::Figure { shown, .. } => words.push_str(shown),
            Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => {
                words.push_str(&plain(text));
            }
            Inline::Break => words.push(' '),
            Inline::Reference(_) | Inline::Note(_) => {}
        }
    }
    words
}

/// Whether an address may be linked to: `https:`, `http:` or `mailto:`.
#[must_use]
pub fn may_link(href: &str) -> bool {
    let lower = href.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme))
}

/// An address in the seven-bit letters that links are written in; others become `%XX`.
pub(crate) fn ascii_address(address: &str) -> String {
    let mut out = String::new();
    for byte in address.trim().bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

impl Document {
    /// What stands at the foot of every page, beside its number.
    #[must_use]
    pub fn footer(&self) -> String {
        let said = [Some(self.publisher.as_str()), self.status.as_deref()];
        let said = said.into_iter().flatten().filter(|words| !is_blank(words));
        said.collect::<Vec<_>>().join(" · ")
    }

    /// The facts that open the paper, which stand with the title before the contents, and the
    /// blocks after them.
    #[must_use]
    pub fn opening(&self) -> (&[Block], &[Block]) {
        let facts = self.blocks.first().is_some_and(|first| matches!(first, Block::Facts(_)));
        self.blocks.split_at(usize::from(facts))
    }
}

/// Whether words show nothing at all: only spaces, controls and marks without a shape.
pub(crate) fn is_blank(words: &str) -> bool {
    let shapeless = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
    };
    words.chars().all(shapeless)
}
