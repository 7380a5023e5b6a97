//! Strips: bands of the page that cannot be divided, stacked to make pages.

use super::row::Row;
use super::style::Type;

/// A band across the page. Places inside it are measured down from its top.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// Space above it, left out at the head of a page.
    pub space: f32,
    pub height: f32,
    pub items: Vec<Item>,
    /// The notes referred to in it, which belong at the foot of its page.
    pub notes: Vec<usize>,
    /// Whether it must stand on the same page as the strip after it.
    pub keep: bool,
    /// The table head to paint again if this strip is the first of a page.
    pub head: Option<usize>,
    /// Whether it starts a new page.
    pub new_page: bool,
    /// The cells it is made of, if it may still be divided; its items come of them when it is placed.
    pub row: Option<Box<Row>>,
}

/// Something painted at a place.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub x: f32,
    pub y: f32,
    pub what: What,
}

/// What is painted.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// Words, with their baseline at the item's place. Without a slot they are an artifact.
    Text { words: String, set: Type, slot: Option<usize> },
    /// The number of the page on which an anchor stands, ending at the item's place.
    PageOf { anchor: String, set: Type, slot: usize },
    /// A piece of a picture.
    Drawn { shape: Shape, colour: u32, slot: usize },
    /// The area that the picture of an element takes.
    Bounds { width: f32, height: f32, element: usize },
    /// A filled rectangle, always an artifact.
    Fill { width: f32, height: f32, colour: u32 },
    /// A place that links point at.
    Anchor(String),
    /// The area of a link.
    Link { width: f32, height: f32, annotation: usize },
}

/// A piece of a picture; its points are measured from the place of its item, downwards.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Bar { width: f32, height: f32 },
    Line(Vec<(f32, f32)>),
    Dot(Vec<(f32, f32)>),
}

impl Strip {
    pub(super) fn push(&mut self, x: f32, y: f32, what: What) {
        self.items.push(Item { x, y, what });
    }

    /// Moves what is in the strip down by `distance` and lets it grow by as much.
    pub(super) fn lower(&mut self, distance: f32) {
        self.height += distance;
        for item in &mut self.items {
            item.y += distance;
        }
    }

    /// Paints a rectangle below everything that is in the strip already.
    pub(super) fn underlay(&mut self, x: f32, y: f32, width: f32, height: f32, colour: u32) {
        self.items.insert(0, Item { x, y, what: What::Fill { width, height, colour } });
    }
}

/// The height of strips stacked without a page break, with the spaces between but not above them.
pub(super) fn stacked<'a>(strips: impl IntoIterator<Item = &'a Strip>) -> f32 {
    let strips = strips.into_iter().enumerate();
    strips.map(|(index, strip)| strip.height + if index > 0 { strip.space } else { 0.0 }).sum()
}

/// Keeps all of a short thing on one page, and says whether it is short.
pub(super) fn keep_short(strips: &mut [Strip], limit: f32) -> bool {
    let short = stacked(strips.iter()) <= limit;
    if short {
        let count = strips.len();
        strips.iter_mut().take(count.saturating_sub(1)).for_each(|strip| strip.keep = true);
    }
    short
}

/// Keeps the first two and the last two lines of a paragraph together, so that none stands alone
/// at the foot or the head of a page.
pub(super) fn no_lone_lines(lines: &mut [Strip]) {
    let count = lines.len();
    if count < 2 {
        return;
    }
    lines[0].keep = true;
    lines[count - 2].keep = true;
}
