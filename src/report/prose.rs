//! The writers' prose as blocks: paragraphs, lists, **bold**, *emphasis*, links, figures of the record
//! (`{{ found.maximum }}`) and references to places of the paper (`[](#finance)`).
//!
//! Nothing else is Markdown here. A line that starts with `#`, a tag, a table or an image comes
//! out as it was typed, so that prose can never add a heading to a paper.

mod item;
mod list;
mod stand_in;
mod words;

use paper::{Block, Inline};
use rules::report::Figures;

use item::{Start, indent, start};
use list::List;
use stand_in::StandIns;
pub(super) use stand_in::missing_name;

/// Reads a writer's prose. An empty line parts paragraphs; `- ` and the bullets of word processors, `1. `
/// and `a) ` start the items of a list, numbers and letters only in their order. An item that stands
/// further in is on a second level. A figure that does not exist says so.
#[must_use]
pub fn prose(text: &str, figures: &Figures) -> Vec<Block> {
    let (text, stand_ins) = StandIns::put_into(text, figures);
    let mut reading =
        Reading { stand_ins, blocks: Vec::new(), paragraph: String::new(), list: None, parted: false };
    for line in text.lines() {
        reading.line(line);
    }
    reading.end_paragraph();
    reading.end_list();
    reading.blocks
}

struct Reading {
    /// What stands in the text for figures and references.
    stand_ins: StandIns,
    blocks: Vec<Block>,
    /// The lines of the paragraph being read, joined.
    paragraph: String,
    /// The list being read.
    list: Option<List>,
    /// Whether an empty line came after the last line of the list.
    parted: bool,
}

impl Reading {
    fn line(&mut self, line: &str) {
        let (indent, line) = (indent(line), line.trim());
        if line.is_empty() {
            self.end_paragraph();
            self.parted = true;
        } else if let Some((start, below)) = self.item(line, indent) {
            self.end_paragraph();
            self.add_item(&start, indent, below);
        } else if let Some(list) = self.list.as_mut().filter(|_| !self.parted) {
            list.go_on(line);
        } else {
            self.end_list();
            join(&mut self.paragraph, line);
        }
    }

    /// The item that the line starts, if it starts one here, and whether it is on the second level.
    fn item<'a>(&self, line: &'a str, indent: usize) -> Option<(Start<'a>, bool)> {
        let Some(list) = &self.list else { return Some((start(line, |_| 0)?, false)) };
        let below = start(line, |marker| list.next_below(marker));
        match below.filter(|start| list.is_below(start, indent)) {
            Some(start) => Some((start, true)),
            None => Some((start(line, |marker| list.next(marker))?, false)),
        }
    }

    fn add_item(&mut self, start: &Start<'_>, indent: usize, below: bool) {
        self.parted = false;
        match &mut self.list {
            Some(list) if below => list.add_below(start),
            Some(list) if list.takes(start) => list.add(start, indent),
            _ => {
                self.end_list();
                self.list = Some(List::starting(start, indent));
            }
        }
    }

    fn end_paragraph(&mut self) {
        let words = std::mem::take(&mut self.paragraph);
        if !words.is_empty() {
            self.blocks.push(paragraph(words::read(&words, &self.stand_ins)));
        }
    }

    fn end_list(&mut self) {
        if let Some(list) = self.list.take() {
            self.blocks.push(list.into_block(&self.stand_ins));
        }
    }
}

/// Adds a line to the lines before it. A tab within it becomes a space.
fn join(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&line.replace('\t', " "));
}

fn paragraph(text: Vec<Inline>) -> Block {
    Block::Paragraph { numbered: false, text, anchor: None }
}

#[cfg(test)]
mod tests;
