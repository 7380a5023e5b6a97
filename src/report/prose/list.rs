//! A list of prose that is being read, with the lists below its items.

use paper::{Block, Marker};

use super::item::{HOLLOW, Start};
use super::stand_in::StandIns;
use super::{join, paragraph, words};

/// An item that stands this many spaces further in than the list is on the second level.
const FURTHER: usize = 2;

/// A list that is being read.
pub(super) struct List {
    marker: Marker,
    /// What its first item opens with.
    sign: char,
    /// How far in its items stand.
    indent: usize,
    items: Vec<Item>,
}

/// An item with the lists below it, which have no lists of their own.
struct Item {
    words: String,
    below: Vec<(Marker, Vec<String>)>,
}

impl List {
    /// A list with its first item.
    pub(super) fn starting(start: &Start<'_>, indent: usize) -> Self {
        Self { marker: start.marker, sign: start.sign, indent, items: vec![Item::of(start)] }
    }

    /// How many items of this kind there are by now.
    pub(super) fn next(&self, marker: Marker) -> usize {
        if marker == self.marker { self.items.len() } else { 0 }
    }

    /// How many items of this kind are below the last item by now.
    pub(super) fn next_below(&self, marker: Marker) -> usize {
        match self.items.last().and_then(|item| item.below.last()) {
            Some((same, items)) if *same == marker => items.len(),
            _ => 0,
        }
    }

    /// Whether an item is on the second level.
    pub(super) fn is_below(&self, start: &Start<'_>, indent: usize) -> bool {
        let hollow = start.marker == Marker::Bullet && start.sign == HOLLOW;
        indent >= self.indent + FURTHER || (hollow && self.sign != HOLLOW)
    }

    /// Whether an item is one of this list's own.
    pub(super) fn takes(&self, start: &Start<'_>) -> bool {
        start.marker == self.marker
    }

    /// Adds an item of its own.
    pub(super) fn add(&mut self, start: &Start<'_>, indent: usize) {
        self.indent = self.indent.min(indent);
        self.items.push(Item::of(start));
    }

    /// Adds an item below the last one.
    pub(super) fn add_below(&mut self, start: &Start<'_>) {
        let Some(item) = self.items.last_mut() else { return };
        match item.below.last_mut() {
            Some((same, items)) if *same == start.marker => items.push(joined(start.words)),
            _ => item.below.push((start.marker, vec![joined(start.words)])),
        }
    }

    /// Adds a line to the item that was read last.
    pub(super) fn go_on(&mut self, line: &str) {
        let Some(item) = self.items.last_mut() else { return };
        let below = item.below.last_mut().and_then(|(_, items)| items.last_mut());
        join(below.unwrap_or(&mut item.words), line);
    }

    /// The list as a block.
    pub(super) fn into_block(self, stand_ins: &StandIns) -> Block {
        let words = |words: &str| paragraph(words::read(words, stand_ins));
        let below = |(marker, items): (Marker, Vec<String>)| {
            let items = items.iter().map(|item| vec![words(item)]).collect();
            Block::List { marker, items }
        };
        let item = |item: Item| {
            let mut blocks = vec![words(&item.words)];
            blocks.extend(item.below.into_iter().map(below));
            blocks
        };
        Block::List { marker: self.marker, items: self.items.into_iter().map(item).collect() }
    }
}

impl Item {
    fn of(start: &Start<'_>) -> Self {
        Self { words: joined(start.words), below: Vec::new() }
    }
}

fn joined(words: &str) -> String {
    let mut text = String::new();
    join(&mut text, words);
    text
}
