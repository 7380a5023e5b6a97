//! A filled-in template, read into the blocks of a paper.
//!
//! On top of Markdown's headings, lists, tables and definition lists there are five directives:
//!
//! - `# Words {#anchor}` is a numbered heading that can be referred to; with `{.plain}` it takes
//!   no number;
//! - `§ words`, at the start of a paragraph, numbers it; before a mark of prose it numbers every
//!   paragraph of the prose. `§ {#anchor} words` can be referred to;
//! - `Table: words {#anchor}` stands before a table and is its caption. The first column heads its
//!   rows; a column aligned right holds figures; a row whose first cell is bold is a total;
//! - `[](#anchor)` refers to a heading, paragraph or table by its number;
//! - `---` starts a new page.
//!
//! A list of terms and definitions is a block of facts. A mark of blocks must stand alone.

mod block;
mod directive;
mod run;
mod table;

use std::iter::Peekable;

use paper::Block;
use pulldown_cmark::{Event, Options, Parser, TextMergeStream};

use super::ReportError;
use super::template::Filled;
use directive::Directives;

/// Reads a filled-in template.
pub(super) fn read(filled: &Filled) -> Result<Vec<Block>, ReportError> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES | Options::ENABLE_DEFINITION_LIST;
    let events = TextMergeStream::new(Parser::new_ext(&filled.markdown, options));
    let mut reader = Reader { filled, events: events.peekable(), directives: Directives::default() };
    let blocks = reader.blocks()?;
    reader.directives.none_left()?;
    Ok(blocks)
}

struct Reader<'a> {
    filled: &'a Filled,
    events: Peekable<TextMergeStream<'a, Parser<'a>>>,
    directives: Directives,
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
