//! A filled-in template, read into the blocks of a paper and the sections they make.
//!
//! On top of Markdown's headings, lists, tables and definition lists there are these directives:
//!
//! - `# Words {#anchor}` is a numbered heading that can be referred to; with `{.plain}` it takes
//!   no number; with `{.quiet}` it is left out unless something stands below it. A heading without
//!   an anchor gets one made of its words;
//! - a block quote directly below a heading of the highest level, or at the start of the template,
//!   is the guide of that section and never printed. Its paragraphs tell the writer what belongs
//!   there; a list item `write: background, own` names the prose that can be written there, in the
//!   order it is printed, `own` being the report's own; `from: value, statistics` names the parts
//!   and lists of the record whose facts stand there;
//! - `§ words`, at the start of a paragraph, numbers it; before a mark of prose it numbers every
//!   paragraph of the prose. `§ {#anchor} words` can be referred to;
//! - `Table: words {#anchor}` stands before a table and is its caption. The first column heads its
//!   rows; a column aligned right holds figures; a row whose first cell is all bold words is a total;
//! - `Chart: words {#anchor}`, or `Chart (lines): words`, does the same for a table that is drawn
//!   as well: the first column holds the places, every other column a series of numbers;
//! - `[](#anchor)` refers to a heading, paragraph, table or chart by its number;
//! - `---` starts a new page.
//!
//! A list of terms and definitions is a block of facts. A mark of blocks must stand alone.

mod anchors;
mod block;
mod chart;
mod directive;
mod guide;
mod quiet;
mod run;
mod table;
mod unwritten;

use std::iter::Peekable;

use paper::Block;
use pulldown_cmark::{Event, Options, Parser, TextMergeStream};

use super::ReportError;
use super::template::Filled;
use directive::Directives;

pub(super) use anchors::anchor_of;
pub(super) use guide::Guide;
pub(super) use unwritten::{NOT_WRITTEN, unsettled};

/// What a filled-in template holds.
#[derive(Debug)]
pub(super) struct Read {
    /// The blocks of the paper.
    pub blocks: Vec<Block>,
    /// Its sections, in order.
    pub sections: Vec<Opened>,
}

/// A section, from where it opens to where the next does.
#[derive(Debug)]
pub(super) struct Opened {
    /// The block it starts with.
    pub at: usize,
    /// Its heading's anchor and words; nothing for what stands before the first heading.
    pub heading: Option<(String, String)>,
    /// What the template says of it.
    pub guide: Guide,
}

/// Reads a filled-in template.
pub(super) fn read(filled: &Filled) -> Result<Read, ReportError> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_DEFINITION_LIST;
    let events = TextMergeStream::new(Parser::new_ext(&filled.markdown, options));
    let mut reader = Reader {
        filled,
        events: events.peekable(),
        directives: Directives::default(),
        depth: 0,
        guides: Vec::new(),
        quiet: Vec::new(),
    };
    let mut blocks = reader.blocks()?;
    reader.directives.none_left()?;
    anchors::give(&mut blocks);
    let mut sections = guide::sections(&blocks, reader.guides)?;
    quiet::leave_out(&mut blocks, &mut sections, &reader.quiet);
    unwritten::say_once(&mut blocks, &mut sections);
    Ok(Read { blocks, sections })
}

struct Reader<'a> {
    filled: &'a Filled,
    events: Peekable<TextMergeStream<'a, Parser<'a>>>,
    directives: Directives,
    /// How many lists or cells hold what is being read.
    depth: usize,
    /// The guides, each with the number of blocks before it.
    guides: Vec<(usize, Guide)>,
    /// Which blocks are headings that stand only above something.
    quiet: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<Event<'a>> {
        self.events.next()
    }
}

/// Something that has no place in a paper.
fn misplaced(what: impl Into<String>) -> ReportError {
    ReportError::Markdown(what.into())
}

#[cfg(test)]
mod tests;
