//! Kerning: how much closer or wider two letters stand than their widths say.

use ttf_parser::gpos::{PairAdjustment, PositioningSubtable};
use ttf_parser::{Face, GlyphId, Tag};

const FIRST: u32 = 0x21;
const COUNT: usize = 0x5e;

/// The kerning of the letters of ASCII, in whole thousandths of the size.
pub(super) struct Kerning {
    pairs: Vec<i16>,
}

impl Kerning {
    /// Reads the pairs once; a face without them has none.
    pub(super) fn read(face: &Face<'_>) -> Self {
        let per_em = f32::from(face.units_per_em());
        let glyph = |index: usize| char::from_u32(FIRST + index as u32).and_then(|c| face.glyph_index(c));
        let glyphs: Vec<Option<GlyphId>> = (0..COUNT).map(glyph).collect();
        let mut pairs = Vec::with_capacity(COUNT * COUNT);
        for left in &glyphs {
            for right in &glyphs {
                let units = left.zip(*right).map_or(0, |(left, right)| pair(face, left, right));
                pairs.push((f32::from(units) * 1000.0 / per_em).round() as i16);
            }
        }
        Kerning { pairs }
    }

    /// What is added between two letters.
    pub(super) fn between(&self, left: char, right: char) -> i16 {
        let index = |c: char| {
            (c as u32).checked_sub(FIRST).map(|index| index as usize).filter(|index| *index < COUNT)
        };
        let place = index(left).zip(index(right)).map(|(left, right)| left * COUNT + right);
        place.and_then(|place| self.pairs.get(place)).copied().unwrap_or(0)
    }
}

/// The adjustment of the first table that knows a pair, as the format asks.
fn pair(face: &Face<'_>, left: GlyphId, right: GlyphId) -> i16 {
    let Some(table) = face.tables().gpos else { return 0 };
    let Some(kern) = table.features.find(Tag::from_bytes(b"kern")) else { return 0 };
    let lookups = kern.lookup_indices.into_iter().filter_map(|index| table.lookups.get(index));
    for lookup in lookups {
        for subtable in lookup.subtables.into_iter::<PositioningSubtable<'_>>() {
            let PositioningSubtable::Pair(pairs) = subtable else { continue };
            if let Some(advance) = adjustment(&pairs, left, right) {
                return advance;
            }
        }
    }
    0
}

fn adjustment(pairs: &PairAdjustment<'_>, left: GlyphId, right: GlyphId) -> Option<i16> {
    let index = pairs.coverage().get(left)?;
    let (first, _) = match pairs {
        PairAdjustment::Format1 { sets, .. } => sets.get(index)?.get(right)?,
        PairAdjustment::Format2 { classes, matrix, .. } => {
            matrix.get((classes.0.get(left), classes.1.get(right)))?
        }
    };
    Some(first.x_advance)
}
