//! Blocks of a template: headings, paragraphs, lists and facts.

use paper::{Block, Fact, Marker};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::directive::{Caption, Opening, opening};
use super::run::{inlines, paragraph_or_blocks};
use super::{Reader, misplaced};
use crate::report::ReportError;

impl Reader<'_> {
    /// Every block up to the end of what holds them.
    pub(super) fn blocks(&mut self) -> Result<Vec<Block>, ReportError> {
        let mut blocks = Vec::new();
        loop {
            // The words of an item that holds one line stand there without a paragraph.
            blocks.extend(paragraph_or_blocks(self.runs()?)?);
            match self.next() {
                None | Some(Event::End(_)) => return Ok(blocks),
                Some(event) => self.block(event, &mut blocks)?,
            }
        }
    }

    /// The blocks of an item or a definition.
    fn within(&mut self) -> Result<Vec<Block>, ReportError> {
        self.depth += 1;
        let blocks = self.blocks();
        self.depth -= 1;
        blocks
    }

    fn block(&mut self, event: Event, blocks: &mut Vec<Block>) -> Result<(), ReportError> {
        match event {
            Event::Start(Tag::Paragraph) => blocks.extend(self.paragraph()?),
            Event::Start(Tag::Heading { level, id, classes, .. }) => {
                if classes.iter().any(|class| class.as_ref() == "quiet") {
                    self.quiet.push(blocks.len());
                }
                blocks.push(self.heading(level, id, &classes)?);
            }
            Event::Start(Tag::BlockQuote(_)) if self.depth == 0 => {
                let guide = self.guide()?;
                self.guides.push((blocks.len(), guide));
            }
            Event::Start(Tag::List(first)) => blocks.push(self.list(first)?),
            Event::Start(Tag::Table(alignments)) => blocks.extend(self.table(&alignments)?),
            Event::Start(Tag::DefinitionList) => self.facts(blocks)?,
            Event::Rule => blocks.push(Block::PageBreak),
            other => return Err(misplaced(format!("{other:?}"))),
        }
        Ok(())
    }

    fn paragraph(&mut self) -> Result<Vec<Block>, ReportError> {
        let mut runs = self.runs()?;
        self.next();
        match opening(&mut runs) {
            Opening::Plain => paragraph_or_blocks(runs),
            Opening::Numbered(anchor) => Ok(numbered(paragraph_or_blocks(runs)?, anchor)),
            Opening::Caption(chart, anchor) => {
                self.directives.caption(Caption { words: inlines(runs)?, anchor, chart })?;
                Ok(Vec::new())
            }
        }
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        id: Option<CowStr>,
        classes: &[CowStr],
    ) -> Result<Block, ReportError> {
        if self.depth > 0 {
            return Err(misplaced("a heading within a list"));
        }
        let text = inlines(self.runs()?)?;
        self.next();
        Ok(Block::Heading {
            level: level as u8,
            numbered: !classes.iter().any(|class| class.as_ref() == "plain"),
            text,
            anchor: id.map(|id| id.to_string()),
        })
    }

    fn list(&mut self, first: Option<u64>) -> Result<Block, ReportError> {
        let mut items = Vec::new();
        while let Some(Event::Start(Tag::Item)) = self.next() {
            items.push(self.within()?);
        }
        Ok(Block::List { marker: if first.is_some() { Marker::Number } else { Marker::Bullet }, items })
    }

    /// Facts that follow each other make one block.
    fn facts(&mut self, blocks: &mut Vec<Block>) -> Result<(), ReportError> {
        if !matches!(blocks.last(), Some(Block::Facts(_))) {
            blocks.push(Block::Facts(Vec::new()));
        }
        let mut term = Vec::new();
        loop {
            match self.next() {
                Some(Event::Start(Tag::DefinitionListTitle)) => {
                    term = inlines(self.runs()?)?;
                    self.next();
                }
                Some(Event::Start(Tag::DefinitionListDefinition)) => {
                    let is = self.within()?;
                    if let Some(Block::Facts(facts)) = blocks.last_mut() {
                        facts.push(Fact { term: term.clone(), is });
                    }
                }
                Some(Event::End(TagEnd::DefinitionList)) | None => return Ok(()),
                Some(other) => return Err(misplaced(format!("{other:?}"))),
            }
        }
    }
}

/// Numbers every paragraph; the first takes the anchor.
fn numbered(mut blocks: Vec<Block>, mut first: Option<String>) -> Vec<Block> {
    for block in &mut blocks {
        if let Block::Paragraph { numbered, anchor, .. } = block {
            *numbered = true;
            *anchor = first.take().or_else(|| anchor.take());
        }
    }
    blocks
}
