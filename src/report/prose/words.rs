//! One paragraph of prose as running text.

use std::iter::Peekable;
use std::ops::Range;

use paper::{Inline, may_link};
use pulldown_cmark::{Event, LinkType, OffsetIter, Options, Parser, Tag};

/// Styles within styles are kept to this depth; a painter follows them down.
const DEEPEST: usize = 4;

/// Stands before the text so that nothing in it can start a heading, a list, a table or a block of
/// HTML. It counts as punctuation, so that bold may start right after it.
const GUARD: &str = ";";

/// Reads one paragraph, which has no line breaks.
pub(super) fn read(text: &str) -> Vec<Inline> {
    let source = format!("{GUARD}{text}");
    let events = Parser::new_ext(&source, Options::empty()).into_offset_iter();
    let mut reading = Reading { source: &source, events: events.peekable() };
    let mut inlines = reading.until_end(0);
    drop_guard(&mut inlines);
    inlines
}

struct Reading<'a> {
    source: &'a str,
    events: Peekable<OffsetIter<'a>>,
}

impl Reading<'_> {
    /// Everything up to the end of the tag that is open here.
    fn until_end(&mut self, depth: usize) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => inlines.extend(self.until_end(depth)),
                Event::Start(tag) => self.tag(&tag, range, depth, &mut inlines),
                Event::SoftBreak | Event::HardBreak => typed(&mut inlines, " "),
                _ => typed(&mut inlines, &self.source[range]),
            }
        }
        inlines
    }

    fn tag(&mut self, tag: &Tag, range: Range<usize>, depth: usize, inlines: &mut Vec<Inline>) {
        let style: fn(Vec<Inline>) -> Inline = match tag {
            Tag::Strong => Inline::Strong,
            Tag::Emphasis => Inline::Emphasis,
            Tag::Link { link_type, dest_url, .. } => {
                return self.link(*link_type, dest_url, range, depth, inlines);
            }
            _ => return self.as_typed(range, depth, inlines),
        };
        let words = self.until_end(depth + 1);
        if depth < DEEPEST { inlines.push(style(words)) } else { inlines.extend(words) }
    }

    /// A link to the web or to an address for letters; any other comes out as it was typed.
    fn link(
        &mut self,
        kind: LinkType,
        to: &str,
        range: Range<usize>,
        depth: usize,
        inlines: &mut Vec<Inline>,
    ) {
        let href = if kind == LinkType::Email { format!("mailto:{to}") } else { to.to_owned() };
        if !may_link(&href) {
            return self.as_typed(range, depth, inlines);
        }
        let words = self.until_end(depth + 1);
        let text = if words.is_empty() { paper::text(&href) } else { words };
        inlines.push(Inline::Link { href, text });
    }

    fn as_typed(&mut self, range: Range<usize>, depth: usize, inlines: &mut Vec<Inline>) {
        let _ = self.until_end(depth + 1);
        typed(inlines, &self.source[range]);
    }
}

/// Adds text as it stands in the source, to the text before it where there is some.
fn typed(inlines: &mut Vec<Inline>, text: &str) {
    match inlines.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => inlines.push(Inline::Text(text.to_owned())),
    }
}

/// The guard is the first character of the first text.
fn drop_guard(inlines: &mut Vec<Inline>) {
    if let Some(Inline::Text(first)) = inlines.first_mut() {
        first.drain(..GUARD.len());
        if first.is_empty() {
            inlines.remove(0);
        }
    }
}
