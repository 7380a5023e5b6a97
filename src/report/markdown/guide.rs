//! The guide of a section: what belongs there, what can be written and where its facts come from.

use paper::{Block, plain};
use pulldown_cmark::{Event, Tag};

use super::run::inlines;
use super::{Opened, Reader, misplaced};
use crate::report::ReportError;

/// What a template says of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::report) struct Guide {
    /// What belongs there, in paragraphs parted by an empty line.
    pub guidance: String,
    /// The prose that can be written there, by name.
    pub writes: Vec<String>,
    /// The parts and lists whose facts stand there.
    pub from: Vec<String>,
}

impl Reader<'_> {
    /// Reads the block quote that has just started.
    pub(super) fn guide(&mut self) -> Result<Guide, ReportError> {
        let mut guide = Guide::default();
        let mut paragraphs = Vec::new();
        loop {
            match self.next() {
                Some(Event::Start(Tag::Paragraph)) => {
                    paragraphs.push(plain(&inlines(self.runs()?)?));
                    self.next();
                }
                Some(Event::Start(Tag::List(_))) => self.names(&mut guide)?,
                Some(Event::End(_)) | None => break,
                Some(other) => return Err(misplaced(format!("{other:?} in a guide"))),
            }
        }
        guide.guidance = paragraphs.join("\n\n");
        Ok(guide)
    }

    fn names(&mut self, guide: &mut Guide) -> Result<(), ReportError> {
        while let Some(Event::Start(Tag::Item)) = self.next() {
            let item = plain(&inlines(self.runs()?)?);
            self.next();
            let names = |list: &str| list.split(',').map(|name| name.trim().to_owned()).collect();
            match item.split_once(':') {
                Some(("write", list)) => guide.writes = names(list),
                Some(("from", list)) => guide.from = names(list),
                _ => return Err(misplaced(format!("“{item}” in a guide"))),
            }
        }
        Ok(())
    }
}

/// The sections of a paper: what stands before the first heading, then one for each heading of the
/// highest level. Each guide belongs to the section that opens right before it.
pub(super) fn sections(blocks: &[Block], guides: Vec<(usize, Guide)>) -> Result<Vec<Opened>, ReportError> {
    let mut sections = vec![Opened { at: 0, heading: None, guide: Guide::default() }];
    for (at, block) in blocks.iter().enumerate() {
        if let Block::Heading { level: 1, text, anchor: Some(anchor), .. } = block {
            let heading = Some((anchor.clone(), plain(text)));
            sections.push(Opened { at, heading, guide: Guide::default() });
        }
    }
    for (before, guide) in guides {
        let opens = |section: &&mut Opened| section.at + usize::from(section.heading.is_some()) == before;
        let section = sections.iter_mut().find(opens);
        let section =
            section.ok_or_else(|| misplaced(format!("a guide below no heading: {}", guide.guidance)))?;
        section.guide = guide;
    }
    Ok(sections)
}
