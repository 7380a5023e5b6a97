//! Running text as HTML, and the escaping everything else uses.

use std::collections::BTreeSet;

use super::{Painter, identifier};
use crate::{Inline, Numbers, may_link};

/// The anchors that may be linked to, if not all.
type Within<'a> = Option<&'a BTreeSet<String>>;

impl Painter<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Note(words) => self.note(words),
            Inline::Strong(words) => self.wrapped("strong", words),
            Inline::Emphasis(words) => self.wrapped("em", words),
            Inline::Link { href, text } if may_link(href) => {
                self.push(&format!("<a href=\"{}\">", attribute(href)));
                self.inlines(text);
                self.push("</a>");
            }
            Inline::Link { text, .. } => self.inlines(text),
            other => {
                let html = leaf(other, self.count.numbers(), self.within.as_ref());
                self.push(&html);
            }
        }
    }

    fn wrapped(&mut self, tag: &str, words: &[Inline]) {
        self.push(&format!("<{tag}>"));
        self.inlines(words);
        self.push(&format!("</{tag}>"));
    }

    fn note(&mut self, words: &[Inline]) {
        let number = self.count.note();
        self.push(&format!(
            "<sup class=\"note\"><a id=\"note-{number}-reference\" href=\"#note-{number}\" \
             aria-label=\"Note {number}\">{number}</a></sup>"
        ));
        let painted = inside_note(words, self.count.numbers(), self.within.as_ref());
        self.notes.push((number, painted));
    }
}

/// What a note says; a note within it stands in brackets.
fn inside_note(words: &[Inline], numbers: &Numbers, within: Within<'_>) -> String {
    let mut out = String::new();
    for inline in words {
        match inline {
            Inline::Strong(words) => {
                out.push_str(&format!("<strong>{}</strong>", inside_note(words, numbers, within)))
            }
            Inline::Emphasis(words) => {
                out.push_str(&format!("<em>{}</em>", inside_note(words, numbers, within)))
            }
            Inline::Link { href, text } if may_link(href) => {
                out.push_str(&format!(
                    "<a href=\"{}\">{}</a>",
                    attribute(href),
                    inside_note(text, numbers, within)
                ));
            }
            Inline::Link { text, .. } => out.push_str(&inside_note(text, numbers, within)),
            Inline::Note(words) => out.push_str(&format!(" ({})", inside_note(words, numbers, within))),
            other => out.push_str(&leaf(other, numbers, within)),
        }
    }
    out
}

/// An inline that holds no others.
fn leaf(inline: &Inline, numbers: &Numbers, within: Within<'_>) -> String {
    match inline {
        Inline::Text(words) => text(words),
        Inline::Break => "<br>\n".to_owned(),
        Inline::Figure { name, source, shown } => format!(
            "<data class=\"figure\" value=\"{}\" title=\"{}\">{}</data>",
            attribute(name),
            attribute(source),
            text(shown)
        ),
        Inline::Reference(name) => reference(name, numbers, within),
        Inline::Strong(_) | Inline::Emphasis(_) | Inline::Link { .. } | Inline::Note(_) => String::new(),
    }
}

fn reference(name: &str, numbers: &Numbers, within: Within<'_>) -> String {
    let shown = text(&numbers.reference(name));
    match numbers.place(name) {
        Some(_) if within.is_some_and(|within| !within.contains(name)) => shown,
        Some(_) => {
            let part = if within.is_some() { super::PART } else { "" };
            format!("<a class=\"reference\" href=\"#{part}{}\">{shown}</a>", identifier(name))
        }
        None => format!("<mark class=\"missing\">{shown}</mark>"),
    }
}

/// Escapes text that stands between tags. Control characters, which HTML forbids, are left out.
pub(super) fn text(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Escapes the value of an attribute, which always stands in double quotes.
pub(super) fn attribute(value: &str) -> String {
    text(value)
}
