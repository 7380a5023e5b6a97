//! The writers' prose as blocks: paragraphs, lists, **bold**, *emphasis*, links, figures of the record
//! (`{{ found.maximum }}`) and references to places of the paper (`[](#finance)`).
//!
//! Nothing else is Markdown here. A line that starts with `#`, a tag, a table or an image comes
//! out as it was typed, so that prose can never add a heading to a paper.

mod stand_in;
mod words;

use paper::{Block, Inline, Marker};
use rules::report::Figures;

use stand_in::StandIns;
pub(super) use stand_in::missing_name;

/// Reads a writer's prose. An empty line parts paragraphs; `- `, `1. ` and `a) ` start the items
/// of a list, numbers and letters only in their order. A figure that does not exist says so.
#[must_use]
pub fn prose(text: &str, figures: &Figures) -> Vec<Block> {
    let (text, stand_ins) = StandIns::put_into(text, figures);
    let mut reading =
        Reading { stand_ins, blocks: Vec::new(), paragraph: String::new(), list: None, parted: false };
    for line in text.lines().map(str::trim) {
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
    list: Option<(Marker, Vec<String>)>,
    /// Whether an empty line came after the last line of the list.
    parted: bool,
}

impl Reading {
    fn line(&mut self, line: &str) {
        if line.is_empty() {
            self.end_paragraph();
            self.parted = true;
        } else if let Some((marker, words)) = self.item(line) {
            self.end_paragraph();
            self.add_item(marker, words);
        } else if let Some((_, items)) = self.list.as_mut().filter(|_| !self.parted) {
            items.last_mut().into_iter().for_each(|item| join(item, line));
        } else {
            self.end_list();
            join(&mut self.paragraph, line);
        }
    }

    /// What kind of item the line starts, if it starts one here, and its words.
    fn item<'a>(&self, line: &'a str) -> Option<(Marker, &'a str)> {
        if let Some(words) = line.strip_prefix("- ") {
            return Some((Marker::Bullet, words));
        }
        [Marker::Number, Marker::Letter].into_iter().find_map(|marker| {
            let next = match &self.list {
                Some((same, items)) if *same == marker => items.len(),
                _ => 0,
            };
            let words = line.strip_prefix(&label(marker, next)?)?;
            Some((marker, words))
        })
    }

    fn add_item(&mut self, marker: Marker, words: &str) {
        self.parted = false;
        match &mut self.list {
            Some((same, items)) if *same == marker => items.push(words.to_owned()),
            _ => {
                self.end_list();
                self.list = Some((marker, vec![words.to_owned()]));
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
        if let Some((marker, items)) = self.list.take() {
            let item = |words: &String| vec![paragraph(words::read(words, &self.stand_ins))];
            let items = items.iter().map(item).collect();
            self.blocks.push(Block::List { marker, items });
        }
    }
}

/// How the item at `index`, from 0, is typed.
fn label(marker: Marker, index: usize) -> Option<String> {
    match marker {
        Marker::Bullet => Some("- ".to_owned()),
        Marker::Number => Some(format!("{}. ", index + 1)),
        Marker::Letter => {
            let letter = ('a'..='z').nth(index)?;
            Some(format!("{letter}) "))
        }
    }
}

fn join(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

fn paragraph(text: Vec<Inline>) -> Block {
    Block::Paragraph { numbered: false, text, anchor: None }
}

#[cfg(test)]
mod tests;
