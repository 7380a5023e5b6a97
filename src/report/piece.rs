//! A value on its way through a template.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};
use paper::{Block, Inline, plain};

use super::markdown::anchor_of;

/// A value on its way through a template: what it becomes in the paper, and whether it says
/// anything. A template can ask `{% if value %}` and print `{{ value }}`, nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it becomes.
    pub content: Content,
    /// Whether the record has something to say here: a value, or that there will be one.
    pub says: bool,
}

/// What a value becomes in the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Running text.
    Inlines(Vec<Inline>),
    /// Blocks, which must stand alone where a paragraph or the content of a cell could.
    Blocks(Vec<Block>),
}

impl Piece {
    /// Running text that says something unless it is empty.
    pub(super) fn inlines(inlines: Vec<Inline>) -> Self {
        Self { says: !inlines.is_empty(), content: Content::Inlines(inlines) }
    }

    /// Blocks that say something unless there are none.
    pub(super) fn blocks(blocks: Vec<Block>) -> Self {
        Self { says: !blocks.is_empty(), content: Content::Blocks(blocks) }
    }

    /// Plain text.
    pub(super) fn text(text: &str) -> Self {
        Self::inlines(if text.is_empty() { Vec::new() } else { paper::text(text) })
    }

    /// What it becomes where blocks belong; nothing makes no paragraph.
    pub(super) fn into_blocks(self) -> Vec<Block> {
        match self.content {
            Content::Blocks(blocks) => blocks,
            Content::Inlines(text) if text.is_empty() => Vec::new(),
            Content::Inlines(text) => vec![Block::Paragraph { numbered: false, text, anchor: None }],
        }
    }

    /// What it becomes within a line; blocks have no place there.
    pub(super) fn into_inlines(self) -> Vec<Inline> {
        match self.content {
            Content::Inlines(text) => text,
            Content::Blocks(_) => Vec::new(),
        }
    }

    /// Blocks that open with a label within their first line: "**Public health:** women who …".
    pub(super) fn run_in(self, label: Vec<Inline>) -> Self {
        if label.is_empty() {
            return self;
        }
        let mut blocks = self.into_blocks();
        let mut opening = vec![Inline::Strong([label, paper::text(":")].concat())];
        match blocks.first_mut() {
            Some(Block::Paragraph { text, .. }) => {
                opening.push(Inline::Text(" ".to_owned()));
                text.splice(0..0, opening);
            }
            _ => blocks.insert(0, Block::Paragraph { numbered: false, text: opening, anchor: None }),
        }
        Self::blocks(blocks)
    }

    /// The same, but a template leaves no room for it unless it prints it anyway.
    pub(super) fn unasked(self) -> Self {
        Self { says: false, ..self }
    }
}

impl From<Piece> for Value {
    fn from(piece: Piece) -> Self {
        Self::from_object(piece)
    }
}

impl Object for Piece {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.says
    }

    /// Where a template joins or compares values, their words count.
    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Content::Inlines(inlines) => f.write_str(&plain(inlines)),
            Content::Blocks(_) => Ok(()),
        }
    }
}

/// The anchor of a place, which a template writes as it stands.
#[derive(Clone, Debug)]
pub(super) struct Anchor(String);

impl Anchor {
    /// An anchor made of these words, unlike those taken.
    pub(super) fn of(words: &str, taken: &mut HashSet<String>) -> Self {
        Self(anchor_of(words, taken))
    }

    /// Letters, digits and hyphens.
    pub(super) fn code(&self) -> &str {
        &self.0
    }
}

impl From<Anchor> for Value {
    fn from(anchor: Anchor) -> Self {
        Self::from_object(anchor)
    }
}

impl Object for Anchor {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
