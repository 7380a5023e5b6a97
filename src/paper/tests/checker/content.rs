//! What is painted on the pages: that all of it is tagged or an artifact, can be read as text,
//! and stands on the page.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Object, ObjectId};

use super::Checker;

/// The state of the page as its operations are read.
#[derive(Default)]
struct State {
    /// The marked content that is open: its tag, and its number unless it is an artifact.
    open: Option<(String, Option<i64>)>,
    in_text: bool,
    font: Vec<u8>,
    size: f32,
    /// Where the pen is.
    pen: (f32, f32),
    words: String,
    artifact: String,
}

/// What each code of a font says, and how wide it is in thousandths.
#[derive(Default)]
struct Face {
    says: BTreeMap<u16, String>,
    widths: BTreeMap<u16, f32>,
}

type Faces = BTreeMap<Vec<u8>, Face>;

impl Checker<'_> {
    /// Reads all pages; gives back what stands in their artifacts.
    pub(super) fn contents(&mut self) -> Vec<String> {
        let pages: Vec<ObjectId> = self.document.get_pages().into_values().collect();
        let parents = self.parents();
        let mut keys = Vec::new();
        let mut artifacts = Vec::new();
        for page in pages {
            let dictionary = self.document.get_dictionary(page).expect("a page");
            self.require(self.name(dictionary, "Tabs") == "S", "a page has no tab order");
            match self.get(dictionary, "StructParents").and_then(|key| key.as_i64().ok()) {
                Some(key) if parents.contains_key(&key) && !keys.contains(&key) => keys.push(key),
                _ => self.fault("a page is not in the parent tree"),
            }
            artifacts.push(self.page(page));
            self.faces_hold_what_is_used(page);
        }
        artifacts
    }

    fn page(&mut self, page: ObjectId) -> String {
        let faces = self.faces(page);
        let bytes = self.document.get_page_content(page);
        let content = Content::decode(&bytes).expect("content can be read");
        let mut state = State::default();
        self.lowest.push(f32::INFINITY);
        for operation in &content.operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "BDC" | "BMC" => self.begin(&mut state, operands),
                "EMC" => self.end(&mut state, page),
                "BT" => state.in_text = true,
                "ET" => state.in_text = false,
                "Tf" => {
                    state.font = operands[0].as_name().unwrap_or_default().to_vec();
                    state.size = operands[1].as_float().unwrap_or_default();
                }
                "Tm" => {
                    let part = |at: usize| operands[at].as_float().unwrap_or(f32::NAN);
                    state.pen = (part(4), part(5));
                    self.on_page(state.pen.0, state.pen.1, "words");
                }
                "re" => {
                    let side = |at: usize| operands[at].as_float().unwrap_or(f32::NAN);
                    self.on_page(side(0), side(1), "a rectangle");
                    self.on_page(side(0) + side(2), side(1) + side(3), "a rectangle");
                }
                "Tj" | "TJ" => self.show(&mut state, operands, &faces),
                "f" | "f*" | "F" | "S" | "s" | "B" | "B*" | "b" | "b*" | "sh" | "Do" | "EI" => {
                    self.require(state.open.is_some(), "something is painted outside of marked content");
                }
                _ => {}
            }
        }
        self.require(state.open.is_none() && !state.in_text, "marked content or text is left open");
        state.artifact
    }

    fn faces_hold_what_is_used(&mut self, page: ObjectId) {
        let used = std::mem::take(&mut self.used);
        let page = self.document.get_dictionary(page).expect("a page");
        let fonts = self.dictionary(page, "Resources").and_then(|found| self.dictionary(found, "Font"));
        for (name, codes) in used {
            let font = fonts.and_then(|fonts| fonts.get(&name).ok());
            if let Some(font) = font.and_then(|font| self.resolve(font).as_dict().ok()) {
                self.glyphs(font, &codes);
            }
        }
    }

    fn begin(&mut self, state: &mut State, operands: &[Object]) {
        self.require(state.open.is_none(), "marked content stands in marked content");
        let tag = String::from_utf8_lossy(operands[0].as_name().unwrap_or_default()).into_owned();
        let properties = operands.get(1).and_then(|properties| properties.as_dict().ok());
        let number =
            properties.and_then(|properties| properties.get(b"MCID").ok()).and_then(|id| id.as_i64().ok());
        self.require(number.is_some() || tag == "Artifact", "marked content has neither number nor artifact");
        state.open = Some((tag, number));
    }

    fn end(&mut self, state: &mut State, page: ObjectId) {
        let words = std::mem::take(&mut state.words);
        match state.open.take() {
            Some((tag, Some(number))) => {
                let before = self.content.insert((page, number), (tag, words));
                self.require(before.is_none(), "a content number stands twice on a page");
            }
            Some(_) => state.artifact.push_str(&words),
            None => self.fault("marked content is ended twice"),
        }
    }

    fn show(&mut self, state: &mut State, operands: &[Object], faces: &Faces) {
        self.require(state.open.is_some(), "words are painted outside of marked content");
        self.require(state.in_text, "words are painted outside of a text section");
        self.require(state.size > 5.0 || state.size == 0.0, "words are too small to read");
        let shown = match &operands[0] {
            Object::Array(items) => items.iter().collect(),
            single => vec![single],
        };
        let mut run = String::new();
        for item in shown {
            if let Ok(back) = item.as_float() {
                state.pen.0 -= back * state.size / 1000.0;
            }
            let Ok(bytes) = item.as_str() else { continue };
            for code in bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])) {
                self.require(code != 0, "a missing glyph is painted");
                self.used.entry(state.font.clone()).or_default().insert(code);
                let Some(face) = faces.get(&state.font) else { return self.fault("an unknown font") };
                match face.says.get(&code) {
                    Some(word) => {
                        run.push_str(word);
                        state.words.push_str(word);
                    }
                    None => self.fault(format!("glyph {code} has no text")),
                }
                state.pen.0 += face.widths.get(&code).copied().unwrap_or(f32::NAN) * state.size / 1000.0;
            }
        }
        let tagged = state.open.as_ref().is_some_and(|(_, number)| number.is_some());
        if let Some(lowest) = self.lowest.last_mut().filter(|_| tagged) {
            *lowest = lowest.min(state.pen.1);
        }
        self.runs.push(run);
        self.on_page(state.pen.0, state.pen.1, "the end of words");
    }

    fn on_page(&mut self, x: f32, y: f32, what: &str) {
        if !((30.0..=565.5).contains(&x) && (30.0..=812.0).contains(&y)) {
            self.fault(format!("{what} at {x}, {y} outside of the page's margins"));
        }
    }

    /// What each code of each font of a page says.
    fn faces(&self, page: ObjectId) -> Faces {
        let mut faces = Faces::new();
        let page = self.document.get_dictionary(page).expect("a page");
        let fonts = self.dictionary(page, "Resources").and_then(|found| self.dictionary(found, "Font"));
        for (name, font) in fonts.into_iter().flat_map(Dictionary::iter) {
            let Ok(font) = self.resolve(font).as_dict() else { continue };
            let Some(Object::Stream(map)) = self.get(font, "ToUnicode") else { continue };
            let map = map.decompressed_content().unwrap_or_else(|_| map.content.clone());
            let face = Face { says: mapping(&String::from_utf8_lossy(&map)), widths: self.widths(font) };
            faces.insert(name.clone(), face);
        }
        faces
    }

    pub(super) fn widths(&self, font: &Dictionary) -> BTreeMap<u16, f32> {
        let mut widths = BTreeMap::new();
        let inner =
            self.array(font, "DescendantFonts").first().and_then(|inner| self.resolve(inner).as_dict().ok());
        let stated = inner.map(|inner| self.array(inner, "W")).unwrap_or_default();
        for pair in stated.chunks(2) {
            let (Ok(first), Some(Object::Array(run))) = (pair[0].as_i64(), pair.get(1)) else { continue };
            for (offset, width) in run.iter().enumerate() {
                widths.insert(first as u16 + offset as u16, width.as_float().unwrap_or(f32::NAN));
            }
        }
        widths
    }
}

/// The pairs of a ToUnicode map's `bfchar` blocks.
fn mapping(map: &str) -> BTreeMap<u16, String> {
    let mut codes = BTreeMap::new();
    for line in map.lines().filter(|line| line.starts_with('<')) {
        let hex: Vec<&str> = line.split(['<', '>', ' ']).filter(|part| !part.is_empty()).collect();
        let [code, text] = hex.as_slice() else { continue };
        let units: Vec<u16> = (0..text.len() / 4)
            .filter_map(|at| u16::from_str_radix(&text[at * 4..at * 4 + 4], 16).ok())
            .collect();
        if let Ok(code) = u16::from_str_radix(code, 16) {
            codes.insert(code, String::from_utf16_lossy(&units));
        }
    }
    codes
}
