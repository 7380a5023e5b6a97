//! Measures and colours of the page, in points. The one place to change how a paper looks.

use super::fonts::Face;

pub(super) const PAGE_WIDTH: f32 = 595.276;
pub(super) const PAGE_HEIGHT: f32 = 841.89;

/// The left edge of hanging numbers, running lines and wide tables.
pub(super) const LEFT: f32 = 66.0;
/// The right edge of everything.
pub(super) const RIGHT: f32 = PAGE_WIDTH - 66.0;
/// The left edge of the text; the numbers hang to the left of it.
pub(super) const TEXT: f32 = 132.0;
/// The measure: about 72 characters of body text.
pub(super) const MEASURE: f32 = 372.0;

/// Where the text of a page starts, and where it ends, from the top of the page.
pub(super) const TOP: f32 = 82.0;
pub(super) const BOTTOM: f32 = PAGE_HEIGHT - 80.0;
/// How much of a page text can fill.
pub(super) const DEPTH: f32 = BOTTOM - TOP;

pub(super) const HEADER_BASELINE: f32 = 50.0;
pub(super) const FOOTER_BASELINE: f32 = PAGE_HEIGHT - 44.0;

pub(super) const INK: u32 = 0x001b_1d21;
pub(super) const QUIET: u32 = 0x0055_5c66;
pub(super) const RULE: u32 = 0x00c9_ced6;

/// How a run of text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub face: Face,
    pub size: f32,
    pub leading: f32,
    pub colour: u32,
}

pub(super) const BODY: Type = Type { face: Face::Regular, size: 10.5, leading: 15.4, colour: INK };
pub(super) const NOTE: Type = Type { face: Face::Regular, size: 8.5, leading: 11.6, colour: INK };
pub(super) const RUNNING: Type = Type { face: Face::Regular, size: 8.0, leading: 11.0, colour: QUIET };
pub(super) const CAPTION: Type = Type { face: Face::Bold, size: 9.5, leading: 13.0, colour: INK };

/// The title of the paper.
pub(super) fn title(accent: u32) -> Type {
    Type { face: Face::Bold, size: 25.0, leading: 32.0, colour: accent }
}

/// A heading at `depth` from 1, with the space above it.
pub(super) fn heading(depth: u8, accent: u32) -> (Type, f32) {
    let bold = |size, leading, colour| Type { face: Face::Bold, size, leading, colour };
    match depth {
        1 => (bold(16.0, 21.0, accent), 26.0),
        2 => (bold(12.5, 17.0, accent), 19.0),
        3 => (bold(11.0, 15.4, INK), 15.0),
        4 => (bold(10.5, 15.4, QUIET), 13.0),
        _ => (Type { face: Face::BoldItalic, ..bold(10.5, 15.4, QUIET) }, 12.0),
    }
}

/// A tint of a colour: `share` of it on white.
pub(crate) fn tint(colour: u32, share: f32) -> u32 {
    let channel = |shift: u32| {
        let value = ((colour >> shift) & 0xff) as f32;
        let mixed = 255.0 - (255.0 - value) * share;
        (mixed.round() as u32) << shift
    };
    channel(16) | channel(8) | channel(0)
}
