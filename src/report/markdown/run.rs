//! Running text of a template: its words, styles and marks.

use paper::{Block, Inline, plain};
use pulldown_cmark::{Event, Tag, TagEnd};

use super::{Reader, misplaced};
use crate::report::ReportError;
use crate::report::piece::Content;

/// A piece of running text, or blocks that are to take its place.
#[derive(Clone, Debug)]
pub(super) enum Run {
    Inline(Inline),
    Blocks(Vec<Block>),
}

impl Reader<'_> {
    /// The running text up to the end of what holds it, or up to where a block starts.
    pub(super) fn runs(&mut self) -> Result<Vec<Run>, ReportError> {
        let mut runs = Vec::new();
        while let Some(event) = self.events.next_if(is_run) {
            self.run(event, &mut runs)?;
        }
        Ok(runs)
    }

    fn run(&mut self, event: Event, runs: &mut Vec<Run>) -> Result<(), ReportError> {
        match event {
            Event::Text(text) => self.text(&text, runs),
            Event::SoftBreak => push_text(runs, " "),
            Event::HardBreak => runs.push(Run::Inline(Inline::Break)),
            Event::Start(Tag::Strong) => runs.push(Run::Inline(Inline::Strong(self.inside()?))),
            Event::Start(Tag::Emphasis) => runs.push(Run::Inline(Inline::Emphasis(self.inside()?))),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let link = link(&dest_url, self.inside()?)?;
                runs.push(Run::Inline(link));
            }
            other => return Err(misplaced(format!("{other:?}"))),
        }
        Ok(())
    }

    /// What stands within a style or a link, where only running text may stand.
    fn inside(&mut self) -> Result<Vec<Inline>, ReportError> {
        let inlines = inlines(self.runs()?)?;
        self.next();
        Ok(inlines)
    }

    /// Parts text at its marks and puts the values in their place.
    fn text(&self, text: &str, runs: &mut Vec<Run>) {
        for c in text.chars() {
            match self.filled.piece(c).map(|piece| &piece.content) {
                None => push_text(runs, c.encode_utf8(&mut [0; 4])),
                Some(Content::Inlines(inlines)) => {
                    runs.extend(inlines.iter().cloned().map(Run::Inline));
                }
                Some(Content::Blocks(blocks)) => runs.push(Run::Blocks(blocks.clone())),
            }
        }
    }
}

/// Running text where no blocks may stand, such as in a heading.
pub(super) fn inlines(runs: Vec<Run>) -> Result<Vec<Inline>, ReportError> {
    let words = words(&runs);
    let inline = |run| match run {
        Run::Inline(inline) => Ok(inline),
        Run::Blocks(_) => Err(within_a_line(&words)),
    };
    runs.into_iter().map(inline).collect::<Result<_, _>>().map(trimmed)
}

fn within_a_line(words: &str) -> ReportError {
    misplaced(format!("prose or a list within the line “{words}”"))
}

/// The words beside any blocks, to tell where a template is wrong.
fn words(runs: &[Run]) -> String {
    let inlines = runs.iter().filter_map(|run| match run {
        Run::Inline(inline) => Some(inline.clone()),
        Run::Blocks(_) => None,
    });
    plain(&inlines.collect::<Vec<_>>())
}

/// Running text as a paragraph, or the blocks that stand in its place. Nothing makes no paragraph.
pub(super) fn paragraph_or_blocks(runs: Vec<Run>) -> Result<Vec<Block>, ReportError> {
    if runs.iter().all(|run| matches!(run, Run::Inline(_))) {
        let text = inlines(runs)?;
        let empty = text.is_empty();
        return Ok(if empty {
            Vec::new()
        } else {
            vec![Block::Paragraph { numbered: false, text, anchor: None }]
        });
    }
    let words = words(&runs);
    let mut blocks = Vec::new();
    for run in runs {
        match run {
            Run::Blocks(more) => blocks.extend(more),
            Run::Inline(Inline::Text(space)) if space.trim().is_empty() => {}
            Run::Inline(_) => return Err(within_a_line(&words)),
        }
    }
    Ok(blocks)
}

/// Without the spaces at both ends; nothing if only spaces are left.
fn trimmed(mut inlines: Vec<Inline>) -> Vec<Inline> {
    while let Some(Inline::Text(first)) = inlines.first_mut() {
        *first = first.trim_start().to_owned();
        if !first.is_empty() {
            break;
        }
        inlines.remove(0);
    }
    while let Some(Inline::Text(last)) = inlines.last_mut() {
        *last = last.trim_end().to_owned();
        if !last.is_empty() {
            break;
        }
        inlines.pop();
    }
    inlines
}

fn link(to: &str, words: Vec<Inline>) -> Result<Inline, ReportError> {
    match to.strip_prefix('#') {
        Some(anchor) if words.is_empty() => Ok(Inline::Reference(anchor.to_owned())),
        Some(anchor) => {
            Err(misplaced(format!("words in the reference to {anchor}, which the program writes")))
        }
        None if paper::may_link(to) => Ok(Inline::Link { href: to.to_owned(), text: words }),
        None => Err(misplaced(format!("a link to {to}"))),
    }
}

fn push_text(runs: &mut Vec<Run>, text: &str) {
    match runs.last_mut() {
        Some(Run::Inline(Inline::Text(before))) => before.push_str(text),
        _ => runs.push(Run::Inline(Inline::Text(text.to_owned()))),
    }
}

fn is_run(event: &Event) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag.to_end(), TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image)
        }
        Event::End(_) | Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}
