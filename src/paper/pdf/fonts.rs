//! The faces: what each character measures, and what stands in for those the faces lack.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::kern::Kerning;
use super::signs;

/// One of the four faces of Noto Sans, or the signs that they lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
    Signs,
}

impl Face {
    pub(super) const ALL: [Face; 5] =
        [Face::Regular, Face::Bold, Face::Italic, Face::BoldItalic, Face::Signs];

    pub(super) fn bold(self) -> Face {
        match self {
            Face::Regular | Face::Bold => Face::Bold,
            Face::Italic | Face::BoldItalic => Face::BoldItalic,
            Face::Signs => Face::Signs,
        }
    }

    pub(super) fn italic(self) -> Face {
        match self {
            Face::Regular | Face::Italic => Face::Italic,
            Face::Bold | Face::BoldItalic => Face::BoldItalic,
            Face::Signs => Face::Signs,
        }
    }

    pub(super) fn bytes(self) -> &'static [u8] {
        match self {
            Face::Regular => notosans::REGULAR_TTF,
            Face::Bold => notosans::BOLD_TTF,
            Face::Italic => notosans::ITALIC_TTF,
            Face::BoldItalic => notosans::BOLD_ITALIC_TTF,
            Face::Signs => signs::file(),
        }
    }

    /// The name under which the face is embedded.
    pub(super) fn name(self) -> &'static str {
        match self {
            Face::Regular => "NotoSans",
            Face::Bold => "NotoSans-Bold",
            Face::Italic => "NotoSans-Italic",
            Face::BoldItalic => "NotoSans-BoldItalic",
            Face::Signs => "PaperSigns",
        }
    }

    pub(super) fn parsed(self) -> &'static ttf_parser::Face<'static> {
        &self.loaded().face
    }

    /// The face that a character among words of this face is set in.
    pub(super) fn of(self, c: char) -> Face {
        if signs::glyph(c).is_some() { Face::Signs } else { self }
    }

    /// The glyph of a character in the face that it is set in; the replacement character's where
    /// there is none.
    pub(super) fn glyph(self, c: char) -> u16 {
        if let Some(sign) = signs::glyph(c) {
            return sign;
        }
        let loaded = self.loaded();
        match loaded.common.get(c as usize) {
            Some(glyph) => *glyph,
            None => loaded.find(c),
        }
    }

    fn has(self, c: char) -> bool {
        self.parsed().glyph_index(c).is_some()
    }

    /// The width of a text at a size. It is added up from the whole thousandths that the file
    /// states for each glyph, because those are what a reader moves its pen by.
    pub(crate) fn width(self, text: &str, size: f32) -> f32 {
        let loaded = self.loaded();
        let mut thousandths = 0i32;
        let mut before = ' ';
        for c in text.chars() {
            let glyph = self.glyph(c);
            let loaded = if self.of(c) == self { loaded } else { Face::Signs.loaded() };
            thousandths += i32::from(loaded.widths.get(usize::from(glyph)).copied().unwrap_or(0));
            thousandths += i32::from(self.loaded().kerning.between(before, c));
            before = c;
        }
        thousandths as f32 * size / 1000.0
    }

    /// What is added between two characters, in thousandths of the size.
    pub(super) fn kerning(self, left: char, right: char) -> f32 {
        f32::from(self.loaded().kerning.between(left, right))
    }

    fn loaded(self) -> &'static Loaded {
        static FACES: OnceLock<[Loaded; 5]> = OnceLock::new();
        &FACES.get_or_init(|| Face::ALL.map(|face| Loaded::load(face.bytes())))[self as usize]
    }
}

struct Loaded {
    face: ttf_parser::Face<'static>,
    /// Advance widths by glyph, in whole thousandths of the size.
    widths: Vec<u16>,
    /// The glyphs of the first characters of Unicode, which are nearly all that papers use.
    common: Vec<u16>,
    kerning: Kerning,
}

impl Loaded {
    fn load(bytes: &'static [u8]) -> Self {
        let face = ttf_parser::Face::parse(bytes, 0).expect("the faces are well formed");
        let per_em = f32::from(face.units_per_em());
        let width = |glyph| face.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
        let widths = (0..face.number_of_glyphs())
            .map(|glyph| (f32::from(width(glyph)) * 1000.0 / per_em) as u16)
            .collect();
        let kerning = Kerning::read(&face);
        let mut loaded = Loaded { face, widths, common: Vec::new(), kerning };
        loaded.common = ('\0'..'\u{2100}').map(|c| loaded.find(c)).collect();
        loaded
    }

    fn find(&self, c: char) -> u16 {
        let glyph = self.face.glyph_index(spoken(c)).or_else(|| self.face.glyph_index('\u{fffd}'));
        glyph.map_or(0, |glyph| glyph.0)
    }
}

/// A text as the faces can show it: composed, without what has no shape, and with stand-ins for
/// what the faces lack. What has no stand-in becomes the replacement character, never nothing.
pub(crate) fn showable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfc() {
        match c {
            '\u{20}'..='\u{7e}' => out.push(c),
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{2010}' => out.push('-'),
            '✅' => out.push('✔'),
            '❌' => out.push('✘'),
            // It looks like a hyphen, but no line ends after it.
            '\u{2011}' | '\u{200b}' => out.push(c),
            c if signs::glyph(c).is_some() => out.push(c),
            c if is_shapeless(c) => {}
            c if Face::Regular.has(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    out
}

/// The character whose glyph is painted for a character, and which is read out for it.
pub(super) fn spoken(c: char) -> char {
    if c == '\u{2011}' { '-' } else { c }
}

/// Controls, joiners, direction marks and variation selectors: they only steer how others are shown.
fn is_shapeless(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}
