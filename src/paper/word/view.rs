//! What the templates are given: paragraphs, tables and charts with everything decided.

use serde::Serialize;

/// A piece of the body, of a cell or of a note.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Part {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph with its style and whatever differs from that.
#[derive(Debug, Default, Serialize)]
pub(super) struct Paragraph {
    pub style: &'static str,
    /// Names of places that links lead to.
    pub bookmarks: Vec<usize>,
    pub list: Option<ListPlace>,
    pub indent: Option<Indent>,
    pub align: Option<&'static str>,
    /// Whether it stays on the page of the next paragraph.
    pub keep: bool,
    pub new_page: bool,
    /// A number at a hanging indent.
    pub number: Option<String>,
    pub pieces: Vec<Piece>,
}

/// The list that a paragraph is an item of, and how deep it stands.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct ListPlace {
    pub id: usize,
    pub level: usize,
}

/// Where lines start, in twentieths of a point.
#[derive(Clone, Copy, Debug, Serialize)]
pub(super) struct Indent {
    pub left: u32,
    /// How far the first line starts to the left of the others.
    pub hanging: u32,
}

/// Runs that share a link, or have none.
#[derive(Debug, Default, Serialize)]
pub(super) struct Piece {
    /// The relationship of a link that leads out of the document.
    pub link: Option<String>,
    /// The bookmark of a link that leads to a place of the document.
    pub place: Option<usize>,
    pub runs: Vec<Run>,
}

/// Words of one style, or one of the things that stand among words.
#[derive(Debug, Default, Serialize)]
pub(super) struct Run {
    pub words: String,
    pub bold: bool,
    pub italic: bool,
    /// Whether the line breaks after the words.
    pub breaks: bool,
    /// The note it refers to.
    pub note: Option<usize>,
    pub chart: Option<Picture>,
}

/// A chart as it stands in a paragraph; sizes in English metric units.
#[derive(Debug, Serialize)]
pub(super) struct Picture {
    pub id: usize,
    pub width: u32,
    pub height: u32,
    pub words: String,
}

/// A table; widths in twentieths of a point.
#[derive(Debug, Serialize)]
pub(super) struct Table {
    pub style: &'static str,
    /// What it is, for those who do not see it.
    pub words: String,
    pub left: u32,
    pub widths: Vec<u32>,
    pub width: u32,
    pub heads: bool,
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    /// Whether it is repeated on each page.
    pub head: bool,
    pub total: bool,
    /// Whether it stays on one page.
    pub whole: bool,
    pub cells: Vec<Vec<Part>>,
}

/// A note at the foot of the page.
#[derive(Debug, Serialize)]
pub(super) struct Note {
    pub number: usize,
    pub pieces: Vec<Piece>,
}

/// A relationship that leads out of the document.
#[derive(Debug, Serialize)]
pub(super) struct Link {
    pub id: String,
    pub address: String,
}

/// A list with numbers of its own.
#[derive(Debug, Serialize)]
pub(super) struct List {
    pub id: usize,
    pub marker: &'static str,
    pub level: usize,
}

/// A chart as Word draws it.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    pub id: usize,
    pub bars: bool,
    pub across: String,
    pub label: String,
    pub format: String,
    pub places: Vec<String>,
    pub series: Vec<Series>,
    pub levels: Vec<Series>,
    /// Whether values stand beside their bars or dots.
    pub values: bool,
}

/// A row of values; those that are missing are left out.
#[derive(Debug, Serialize)]
pub(super) struct Series {
    pub name: String,
    /// The column of a spreadsheet that it would stand in.
    pub column: String,
    pub colour: String,
    pub marker: &'static str,
    /// The place and the value of each.
    pub points: Vec<(usize, String)>,
}
