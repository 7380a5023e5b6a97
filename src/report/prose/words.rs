//! One paragraph of prose as running text.

use std::ops::Range;

use paper::{Inline, may_link};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::stand_in::StandIns;

/// Styles within styles are kept to this depth; a painter follows them down.
const DEEPEST: usize = 4;

/// Stands before the text so that nothing in it can start a heading, a list, a table or a block of
/// HTML. It counts as punctuation, so that bold may start right after it.
const GUARD: &str = ";";

/// Reads one paragraph, which has no line breaks.
pub(super) fn read(text: &str, stand_ins: &StandIns) -> Vec<Inline> {
    let source = format!("{GUARD}{text}");
    // The last is what is open now; a stack of our own, because text can nest deeper than calls.
    let mut open = vec![Open { becomes: Becomes::Words, inlines: Vec::new() }];
    let typed = |open: &mut Vec<Open>, text: &str| typed(open, text, stand_ins);
    for (event, range) in Parser::new_ext(&source, Options::empty()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                let becomes = becomes(&tag, range, open.len(), stand_ins);
                open.push(Open { becomes, inlines: Vec::new() });
            }
            Event::End(_) => {
                if let Some(range) = close(&mut open) {
                    typed(&mut open, &source[range]);
                }
            }
            Event::SoftBreak | Event::HardBreak => typed(&mut open, " "),
            _ => typed(&mut open, &source[range]),
        }
    }
    let mut inlines = open.pop().map(|paragraph| paragraph.inlines).unwrap_or_default();
    drop_guard(&mut inlines);
    inlines
}

/// A style or a link that is being read.
struct Open {
    becomes: Becomes,
    inlines: Vec<Inline>,
}

/// What is read, once it is closed.
enum Becomes {
    Strong,
    Emphasis,
    /// To where, and what stands in the source.
    Link(String, Range<usize>),
    /// Its words alone.
    Words,
    /// What stands in the source.
    AsTyped(Range<usize>),
}

/// Links go to the web or to an address for letters; any other comes out as it was typed, and so
/// does whatever else Markdown knows. An address holds no figures.
fn becomes(tag: &Tag, range: Range<usize>, depth: usize, stand_ins: &StandIns) -> Becomes {
    match tag {
        Tag::Paragraph => Becomes::Words,
        Tag::Strong | Tag::Emphasis if depth > DEEPEST => Becomes::Words,
        Tag::Strong => Becomes::Strong,
        Tag::Emphasis => Becomes::Emphasis,
        Tag::Link { dest_url, .. } if stand_ins.are_in(dest_url) => Becomes::AsTyped(range),
        Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
            Becomes::Link(format!("mailto:{dest_url}"), range)
        }
        Tag::Link { dest_url, .. } if may_link(dest_url) => Becomes::Link(dest_url.to_string(), range),
        _ => Becomes::AsTyped(range),
    }
}

/// Puts what was read last into what holds it; or says what to put there as it was typed.
fn close(open: &mut Vec<Open>) -> Option<Range<usize>> {
    let Open { becomes, inlines } = open.pop()?;
    let holder = open.last_mut()?;
    match becomes {
        Becomes::Strong => holder.inlines.push(Inline::Strong(inlines)),
        Becomes::Emphasis => holder.inlines.push(Inline::Emphasis(inlines)),
        // A reference is a link of its own, and no link stands within another.
        Becomes::Link(_, range) if inlines.iter().any(refers) => return Some(range),
        Becomes::Link(href, _) => {
            let text = if inlines.is_empty() { paper::text(&href) } else { inlines };
            holder.inlines.push(Inline::Link { href, text });
        }
        Becomes::Words => holder.inlines.extend(inlines),
        Becomes::AsTyped(range) => return Some(range),
    }
    None
}

fn refers(inline: &Inline) -> bool {
    match inline {
        Inline::Reference(_) => true,
        Inline::Strong(text) | Inline::Emphasis(text) => text.iter().any(refers),
        _ => false,
    }
}

/// Adds text as it stands in the source, with what stands in it for something else.
fn typed(open: &mut [Open], text: &str, stand_ins: &StandIns) {
    let Some(holder) = open.last_mut() else { return };
    for c in text.chars() {
        match (stand_ins.get(c), holder.inlines.last_mut()) {
            (Some(inline), _) => holder.inlines.push(inline.clone()),
            (None, Some(Inline::Text(before))) => before.push(c),
            (None, _) => holder.inlines.push(Inline::Text(c.to_string())),
        }
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
