//! Strips: bands of the page that cannot be divided, stacked to make pages.

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
    /// A filled rectangle, always an artifact.
    Fill { width: f32, height: f32, colour: u32 },
    /// A place that links point at.
    Anchor(String),
    /// The area of a link.
    Link { width: f32, height: f32, annotation: usize },
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
pub(super) fn stacked(strips: &[Strip]) -> f32 {
    let spaces: f32 = strips.iter().skip(1).map(|strip| strip.space).sum();
    spaces + strips.iter().map(|strip| strip.height).sum::<f32>()
}

/// Keeps all of a short thing on one page.
pub(super) fn keep_short(strips: &mut [Strip], limit: f32) {
    if stacked(strips) <= limit {
        let count = strips.len();
        strips.iter_mut().take(count.saturating_sub(1)).for_each(|strip| strip.keep = true);
    }
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
