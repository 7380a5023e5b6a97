//! The walk through a document that gives out its numbers.

use super::{Heading, Numbers, Place};
use crate::{Block, Chart, Inline, Table, is_blank, plain};

pub(super) fn walk(blocks: &[Block]) -> Numbers {
    let mut walk = Walk::default();
    walk.blocks(blocks);
    walk.numbers
}

#[derive(Default)]
struct Walk {
    numbers: Numbers,
    /// The numbered headings that the walk stands below, outermost first.
    above: Vec<Numbered>,
    /// How many numbers were given out above all headings.
    top: usize,
    /// The levels of all headings that the walk stands below, to close up skipped levels.
    levels: Vec<u8>,
    /// How many blocks the walk is inside of.
    inside: usize,
}

struct Numbered {
    level: u8,
    number: String,
    below: usize,
}

impl Walk {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn inner(&mut self, blocks: &[Block]) {
        self.inside += 1;
        self.blocks(blocks);
        self.inside -= 1;
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, numbered, text, anchor } => {
                self.heading(*level, *numbered, text, anchor.as_deref());
            }
            Block::Paragraph { numbered, text, anchor } => {
                self.paragraph(*numbered, anchor.as_deref());
                self.inlines(text);
            }
            Block::List { items, .. } => items.iter().for_each(|item| self.inner(item)),
            Block::Table(table) => self.table(table),
            Block::Figure(chart) => self.figure(chart),
            Block::Facts(facts) => {
                for fact in facts {
                    self.inlines(&fact.term);
                    self.inner(&fact.is);
                }
            }
            Block::Callout { blocks, .. } => self.inner(blocks),
            Block::RestartNumbers => {
                self.above.clear();
                self.top = 0;
            }
            Block::PageBreak => {}
        }
    }

    fn heading(&mut self, level: u8, numbered: bool, text: &[Inline], anchor: Option<&str>) {
        let misplaced = self.inside > 0;
        if !misplaced {
            self.levels.retain(|above| *above < level);
            self.levels.push(level);
        }
        let number = if numbered { Some(self.heading_number(level)) } else { None };
        if !numbered {
            self.above.retain(|above| above.level <= level);
        }
        let said = titled(&plain(text));
        let shown = match &number {
            Some(number) => format!("section {number}"),
            None => format!("“{said}”"),
        };
        self.place(anchor, shown, number.clone());
        let position = self.numbers.headings.len() + 1;
        self.numbers.headings.push(Heading {
            depth: self.levels.len().clamp(1, 5) as u8,
            number,
            text: said,
            id: anchor.map_or_else(|| format!("heading-{position}"), str::to_owned),
            misplaced,
        });
        self.inlines(text);
    }

    fn heading_number(&mut self, level: u8) -> String {
        while self.above.last().is_some_and(|above| above.level >= level) {
            self.above.pop();
        }
        let number = self.next();
        self.above.push(Numbered { level, number: number.clone(), below: 0 });
        number
    }

    /// The next number below the nearest numbered heading. Headings and paragraphs share it, so
    /// that no number is given out twice.
    fn next(&mut self) -> String {
        match self.above.last_mut() {
            Some(above) => {
                above.below += 1;
                format!("{}.{}", above.number, above.below)
            }
            None => {
                self.top += 1;
                self.top.to_string()
            }
        }
    }

    fn paragraph(&mut self, numbered: bool, anchor: Option<&str>) {
        let number = if numbered { Some(self.next()) } else { None };
        let shown = match &number {
            Some(number) => format!("paragraph {number}"),
            None => self.nearest(),
        };
        self.place(anchor, shown, number.clone());
        self.numbers.paragraphs.push(number);
    }

    /// How a reference to something without a number reads: by the section it stands in.
    fn nearest(&self) -> String {
        match (self.above.last(), self.numbers.headings.last()) {
            (Some(above), _) => format!("section {}", above.number),
            (None, Some(heading)) => format!("“{}”", heading.text),
            (None, None) => "the opening paragraphs".to_owned(),
        }
    }

    fn table(&mut self, table: &Table) {
        self.numbers.tables += 1;
        let number = self.numbers.tables.to_string();
        self.place(table.anchor.as_deref(), format!("Table {number}"), Some(number));
        self.inlines(&table.caption);
        for column in &table.columns {
            self.inlines(&column.heading);
        }
        for row in &table.rows {
            // Cells beyond the columns are not painted, so they take no numbers.
            for cell in row.cells.iter().take(table.columns.len()) {
                self.inner(&cell.blocks);
            }
        }
    }

    fn figure(&mut self, chart: &Chart) {
        self.numbers.figures += 1;
        let number = self.numbers.figures.to_string();
        self.place(chart.anchor.as_deref(), format!("Figure {number}"), Some(number));
        self.inlines(&chart.caption);
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Strong(text) | Inline::Emphasis(text) | Inline::Link { text, .. } => {
                    self.inlines(text);
                }
                Inline::Reference(name) => self.numbers.references.push(name.clone()),
                Inline::Note(_) => self.numbers.notes += 1,
                Inline::Text(_) | Inline::Figure { .. } | Inline::Break => {}
            }
            if let Inline::Note(text) = inline {
                self.inside_note(text);
            }
        }
    }

    /// A note within a note is painted in brackets, not numbered; references in it still count.
    fn inside_note(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Reference(name) => self.numbers.references.push(name.clone()),
                Inline::Strong(text)
                | Inline::Emphasis(text)
                | Inline::Link { text, .. }
                | Inline::Note(text) => self.inside_note(text),
                Inline::Text(_) | Inline::Figure { .. } | Inline::Break => {}
            }
        }
    }

    fn place(&mut self, anchor: Option<&str>, shown: String, number: Option<String>) {
        let Some(anchor) = anchor else { return };
        if self.numbers.places.contains_key(anchor) {
            self.numbers.repeated.push(anchor.to_owned());
        } else {
            self.numbers.places.insert(anchor.to_owned(), Place { shown, number });
        }
    }
}

/// A heading's words, or words in their place: an outline cannot list a heading that says nothing.
fn titled(words: &str) -> String {
    let words = words.trim();
    if is_blank(words) { "(untitled)".to_owned() } else { words.to_owned() }
}
