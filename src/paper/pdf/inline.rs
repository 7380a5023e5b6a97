//! Running text as spans: pieces of one style, one tag and at most one link.

use super::fonts::showable;
use super::layout::Layout;
use super::style::Type;
use super::tags::Target;
use crate::{Inline, is_blank, may_link};

/// A piece of running text.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub words: String,
    pub set: Type,
    /// How far it stands above the line, for note numbers.
    pub rise: f32,
    pub slot: usize,
    pub link: Option<Link>,
    /// The note it refers to.
    pub note: Option<usize>,
    /// Whether the line breaks here.
    pub breaks: bool,
}

/// A link that a span is part of.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub element: usize,
    pub target: Target,
    pub contents: String,
}

/// How the next words are set and tagged.
#[derive(Clone)]
struct Manner {
    set: Type,
    element: usize,
    link: Option<Link>,
    /// Whether the words stand in a note, where notes are not numbered.
    in_note: bool,
}

/// The size of raised numbers beside words of a size.
fn small(size: f32) -> f32 {
    (size * 0.66).max(5.4)
}

impl<'a> Layout<'a> {
    /// Running text inside an element. Its notes wait in `self.waiting`.
    pub(super) fn spans(&mut self, inlines: &'a [Inline], set: Type, element: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        self.flatten(inlines, &Manner { set, element, link: None, in_note: false }, &mut spans);
        spans
    }

    /// What a note says.
    pub(super) fn note_spans(&mut self, inlines: &'a [Inline], set: Type, element: usize) -> Vec<Span> {
        let mut spans = Vec::new();
        self.flatten(inlines, &Manner { set, element, link: None, in_note: true }, &mut spans);
        spans
    }

    /// Plain words of our own as a span.
    pub(super) fn span(&mut self, words: &str, set: Type, element: usize) -> Span {
        let slot = self.tags.slot(element);
        Span { words: showable(words), set, rise: 0.0, slot, link: None, note: None, breaks: false }
    }

    fn flatten(&mut self, inlines: &'a [Inline], manner: &Manner, spans: &mut Vec<Span>) {
        for inline in inlines {
            match inline {
                Inline::Text(words) => self.words(words, manner, spans),
                Inline::Figure { shown, .. } => self.words(shown, manner, spans),
                Inline::Strong(text) => {
                    let set = Type { face: manner.set.face.bold(), ..manner.set };
                    self.flatten(text, &Manner { set, ..manner.clone() }, spans);
                }
                Inline::Emphasis(text) => {
                    let set = Type { face: manner.set.face.italic(), ..manner.set };
                    self.flatten(text, &Manner { set, ..manner.clone() }, spans);
                }
                Inline::Link { href, text } => self.link(href, text, manner, spans),
                Inline::Reference(name) => self.reference(name, manner, spans),
                Inline::Note(text) if manner.in_note => {
                    self.words(" (", manner, spans);
                    self.flatten(text, manner, spans);
                    self.words(")", manner, spans);
                }
                Inline::Note(text) => self.note_reference(text, manner, spans),
                Inline::Break => {
                    self.words(" ", manner, spans);
                    if let Some(last) = spans.last_mut() {
                        last.breaks = true;
                    }
                }
            }
        }
    }

    fn words(&mut self, words: &str, manner: &Manner, spans: &mut Vec<Span>) {
        let mut span = self.span(words, manner.set, manner.element);
        span.link = manner.link.clone();
        spans.push(span);
    }

    fn link(&mut self, href: &'a str, text: &'a [Inline], manner: &Manner, spans: &mut Vec<Span>) {
        let words = crate::plain(text);
        // A link without words cannot be seen or read out, and one in a link is none.
        if !may_link(href) || manner.link.is_some() || is_blank(&words) {
            return self.flatten(text, manner, spans);
        }
        let link = self.linked(Target::Address(href.trim().to_owned()), words, manner);
        self.flatten(text, &link, spans);
    }

    fn reference(&mut self, name: &str, manner: &Manner, spans: &mut Vec<Span>) {
        let shown = self.count.numbers().reference(name);
        if self.count.numbers().place(name).is_none() || manner.link.is_some() {
            return self.words(&shown, manner, spans);
        }
        let link = self.linked(Target::Anchor(name.to_owned()), format!("Go to {shown}"), manner);
        self.words(&shown, &link, spans);
    }

    fn linked(&mut self, target: Target, contents: String, manner: &Manner) -> Manner {
        let element = self.tags.add(manner.element, "Link");
        let set = Type { colour: self.accent, ..manner.set };
        Manner { set, element, link: Some(Link { element, target, contents }), in_note: manner.in_note }
    }

    fn note_reference(&mut self, text: &'a [Inline], manner: &Manner, spans: &mut Vec<Span>) {
        if spans.last().is_some_and(|last| last.note.is_some()) {
            let set = Type { size: small(manner.set.size), colour: self.accent, ..manner.set };
            let mut comma = self.span(", ", set, manner.element);
            comma.rise = manner.set.size * 0.34;
            spans.push(comma);
        }
        let number = self.count.note();
        self.waiting.push((number, text));
        let reference = self.tags.add(manner.element, "Reference");
        let inside = Manner { element: reference, link: None, ..manner.clone() };
        let target = Target::Anchor(super::notes::anchor(number));
        let linked = self.linked(target, format!("Note {number}"), &inside);
        let mut span = self.span(&number.to_string(), linked.set, linked.element);
        span.rise = manner.set.size * 0.34;
        span.set.size = small(manner.set.size);
        span.link = linked.link;
        span.note = Some(number - 1);
        spans.push(span);
    }
}
