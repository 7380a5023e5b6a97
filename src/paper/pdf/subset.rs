//! The faces cut down to the glyphs a paper uses, and embedded.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, FontId, FontMetrics, FontType, ParsedFont, PdfDocument, PdfFont, PdfFontMetricsStub,
};
use subsetter::GlyphRemapper;

use super::fonts::{Face, spoken};

/// The glyphs used, by face, with the character each stands for.
#[derive(Default)]
pub(super) struct Used {
    glyphs: BTreeMap<Face, BTreeSet<(u16, char)>>,
}

/// The glyphs as they are numbered in the file.
pub(super) struct Subset {
    remap: BTreeMap<Face, GlyphRemapper>,
    /// What each glyph is read out as. Of the characters that share one, such as the spaces, it is
    /// the plainest.
    says: BTreeMap<(Face, u16), char>,
}

impl Used {
    pub(super) fn note(&mut self, face: Face, words: &str) {
        for c in words.chars() {
            self.glyphs.entry(face.of(c)).or_default().insert((face.glyph(c), spoken(c)));
        }
    }

    /// Embeds what is used. Names and order depend on nothing but the words.
    pub(super) fn embed(&self, pdf: &mut PdfDocument) -> Subset {
        let mut remap = BTreeMap::new();
        let mut says = BTreeMap::new();
        for (face, glyphs) in &self.glyphs {
            let mut mapper = GlyphRemapper::new();
            for (glyph, _) in glyphs {
                mapper.remap(*glyph);
            }
            for (glyph, c) in glyphs {
                says.entry((*face, *glyph)).or_insert(*c);
            }
            let font = parsed(*face, &mapper, glyphs);
            pdf.resources.fonts.map.insert(font_id(*face), PdfFont::new(font));
            remap.insert(*face, mapper);
        }
        Subset { remap, says }
    }
}

impl Subset {
    /// Words of one face as glyphs of the file, kerned.
    pub(super) fn glyphs(&self, face: Face, words: &str) -> Vec<Codepoint> {
        let number =
            |c: char| self.remap.get(&face.of(c)).and_then(|map| map.get(face.glyph(c))).unwrap_or(0);
        let after = words.chars().skip(1).map(Some).chain([None]);
        let glyph = |(c, after): (char, Option<char>)| {
            // The format moves the pen back by what is given, so closer letters have more than 0.
            let back = after.map_or(0.0, |after| -face.kerning(c, after));
            let says = self.says.get(&(face.of(c), face.glyph(c))).copied().unwrap_or(c);
            Codepoint::with_cid(number(c), back, says.to_string())
        };
        words.chars().zip(after).map(glyph).collect()
    }
}

/// The name of a face in the resources of a page. It is ours: printpdf would draw one at random.
pub(super) fn font_id(face: Face) -> FontId {
    FontId(face.name().replace('-', ""))
}

fn parsed(face: Face, mapper: &GlyphRemapper, glyphs: &BTreeSet<(u16, char)>) -> ParsedFont {
    let whole = face.parsed();
    let cut = subsetter::subset(face.bytes(), 0, mapper);
    // A face that could not be cut would be embedded whole under wrong numbers, so this must hold.
    let original_bytes = cut.expect("the faces can be subset");
    let width = |glyph: u16| whole.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
    let renumbered = |glyph: u16| mapper.get(glyph).unwrap_or(0);
    let bounds = whole.global_bounding_box();
    let per_em = whole.units_per_em();
    ParsedFont {
        original_bytes,
        font_index: 0,
        font_name: Some(format!("{}+{}", tag(face), face.name())),
        codepoint_to_glyph: glyphs.iter().map(|(glyph, c)| (u32::from(*c), renumbered(*glyph))).collect(),
        glyph_widths: glyphs.iter().map(|(glyph, _)| (renumbered(*glyph), width(*glyph))).collect(),
        units_per_em: per_em,
        font_metrics: FontMetrics { ascent: whole.ascender(), descent: whole.descender() },
        font_type: FontType::TrueType,
        pdf_font_metrics: PdfFontMetricsStub {
            units_per_em: per_em,
            x_min: bounds.x_min,
            y_min: bounds.y_min,
            x_max: bounds.x_max,
            y_max: bounds.y_max,
            caret_slope_rise: if whole.is_italic() { 1000 } else { 1 },
            // Noto's italics lean by twelve degrees.
            caret_slope_run: if whole.is_italic() { 213 } else { 0 },
            us_weight_class: whole.weight().to_number(),
        },
    }
}

/// Six letters that mark a face as cut down, as the format asks.
fn tag(face: Face) -> &'static str {
    match face {
        Face::Regular => "PAPERA",
        Face::Bold => "PAPERB",
        Face::Italic => "PAPERC",
        Face::BoldItalic => "PAPERD",
        Face::Signs => "PAPERE",
    }
}
