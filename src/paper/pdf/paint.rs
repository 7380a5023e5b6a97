//! Pages as drawing operations. Everything painted stands in marked content: words in the slot
//! of their tag, all else in artifacts.

use std::collections::BTreeMap;

use printpdf::{
    Color, DictItem, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Pt, Rect, Rgb, TextItem, TextMatrix,
    WindingOrder,
};

use super::links::Area;
use super::pages::Page;
use super::strip::What;
use super::style::{self, PAGE_HEIGHT, RUNNING, Type};
use super::subset::{Subset, Used, font_id};
use super::tags::Tags;
use crate::Document;

/// A page with everything on it known: what is painted, and where links and anchors are.
pub(super) struct Sheet {
    fills: Vec<(Rect, u32)>,
    words: Vec<Words>,
    pub areas: Vec<Area>,
}

/// Words at a place, measured from the bottom left as the format does.
struct Words {
    x: f32,
    y: f32,
    words: String,
    set: Type,
    belongs: Belongs,
}

/// What words belong to.
#[derive(Clone, Copy, PartialEq)]
enum Belongs {
    Slot(usize),
    /// A table head painted again.
    Head,
    Header,
    Footer,
}

/// The content of each slot: pages and content numbers, in the order of the pages.
pub(super) type Filled = Vec<Vec<(usize, i64)>>;

/// Makes sheets of pages: page numbers and running lines are known now.
pub(super) fn sheets(
    document: &Document,
    pages: &[Page],
    anchors: &BTreeMap<&str, (usize, f32)>,
) -> Vec<Sheet> {
    let mut sheets: Vec<Sheet> = pages.iter().map(|page| sheet(page, anchors)).collect();
    let count = sheets.len();
    for (index, sheet) in sheets.iter_mut().enumerate() {
        sheet.running(document, index + 1, count);
    }
    sheets
}

fn sheet(page: &Page, anchors: &BTreeMap<&str, (usize, f32)>) -> Sheet {
    let mut sheet = Sheet { fills: Vec::new(), words: Vec::new(), areas: Vec::new() };
    for item in &page.items {
        let (x, y) = (item.x, PAGE_HEIGHT - item.y);
        match &item.what {
            What::Text { words, set, slot } => {
                let belongs = slot.map_or(Belongs::Head, Belongs::Slot);
                sheet.words.push(Words { x, y, words: words.clone(), set: *set, belongs });
            }
            What::PageOf { anchor, set, slot } => {
                let number = anchors.get(anchor.as_str()).map_or(0, |(page, _)| page + 1).to_string();
                let x = x - set.face.width(&number, set.size);
                sheet.words.push(Words { x, y, words: number, set: *set, belongs: Belongs::Slot(*slot) });
            }
            What::Fill { width, height, colour } => {
                sheet.fills.push((filled(x, y - height, *width, *height), *colour));
            }
            What::Link { width, height, annotation } => {
                sheet.areas.push(Area { annotation: *annotation, place: [x, y - height, x + width, y] });
            }
            What::Anchor(_) => {}
        }
    }
    sheet
}

impl Sheet {
    /// Whatever every page carries: the header after the first page, the mark, page x of y.
    fn running(&mut self, document: &Document, page: usize, pages: usize) {
        let mark = document.mark.as_deref().unwrap_or_default();
        let bold = Type { face: RUNNING.face.bold(), colour: document.accent & 0x00ff_ffff, ..RUNNING };
        if page > 1 {
            let y = PAGE_HEIGHT - style::HEADER_BASELINE;
            let room = style::RIGHT - style::LEFT;
            let taken = self.right(mark, y, bold, Belongs::Header, room / 2.0);
            self.left(&document.running_header, y, RUNNING, Belongs::Header, room - taken - 16.0);
            self.fills.push((filled(style::LEFT, y - 8.0, room, 0.5), style::RULE));
        }
        let y = PAGE_HEIGHT - style::FOOTER_BASELINE;
        let taken = self.right(&format!("Page {page} of {pages}"), y, RUNNING, Belongs::Footer, 200.0);
        let room = style::RIGHT - style::LEFT - taken - 16.0;
        self.left(&document.publisher, y, RUNNING, Belongs::Footer, room);
    }

    fn left(&mut self, words: &str, y: f32, set: Type, belongs: Belongs, room: f32) {
        let words = shortened(words, set, room);
        self.words.push(Words { x: style::LEFT, y, words, set, belongs });
    }

    /// Words that end at the right edge, and how wide they are.
    fn right(&mut self, words: &str, y: f32, set: Type, belongs: Belongs, room: f32) -> f32 {
        let words = shortened(words, set, room);
        let width = set.face.width(&words, set.size);
        self.words.push(Words { x: style::RIGHT - width, y, words, set, belongs });
        width
    }

    pub(super) fn note_used(&self, used: &mut Used) {
        for words in &self.words {
            used.note(words.set.face, &words.words);
        }
    }

    /// Paints the sheet, and writes down which content fills which slot.
    pub(super) fn paint(&self, page: usize, subset: &Subset, tags: &Tags, filled: &mut Filled) -> PdfPage {
        let mut brush = Brush { ops: Vec::new(), colour: None, set: None };
        brush.fills(&self.fills);
        let mut next = 0;
        let mut rest = self.words.as_slice();
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|words| words.belongs == first.belongs).count();
            let (run, after) = rest.split_at(count);
            rest = after;
            if run.iter().all(|words| words.words.is_empty()) {
                continue;
            }
            brush.open(first.belongs, tags, next);
            if let Belongs::Slot(slot) = first.belongs {
                filled[slot].push((page, next));
                next += 1;
            }
            brush.words(run, subset);
            brush.ops.push(Op::EndMarkedContent);
        }
        PdfPage::new(Mm(210.0), Mm(297.0), brush.ops)
    }
}

struct Brush {
    ops: Vec<Op>,
    colour: Option<u32>,
    set: Option<(super::fonts::Face, f32)>,
}

impl Brush {
    fn fills(&mut self, fills: &[(Rect, u32)]) {
        if fills.is_empty() {
            return;
        }
        self.artifact("Layout", None);
        for (rectangle, colour) in fills {
            self.colour(*colour);
            self.ops.push(Op::DrawRectangle { rectangle: rectangle.clone() });
        }
        self.ops.push(Op::EndMarkedContent);
    }

    fn open(&mut self, belongs: Belongs, tags: &Tags, number: i64) {
        match belongs {
            Belongs::Slot(slot) => self.begin(tags.role(slot), [("MCID", DictItem::Int(number))]),
            Belongs::Head => self.artifact("Pagination", None),
            Belongs::Header => self.artifact("Pagination", Some("Header")),
            Belongs::Footer => self.artifact("Pagination", Some("Footer")),
        }
    }

    fn artifact(&mut self, kind: &str, subtype: Option<&str>) {
        let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let kind = [("Type", name(kind))];
        self.begin("Artifact", kind.into_iter().chain(subtype.map(|subtype| ("Subtype", name(subtype)))));
    }

    fn begin(&mut self, tag: &str, properties: impl IntoIterator<Item = (&'static str, DictItem)>) {
        let map = properties.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: tag.to_owned(), properties });
    }

    fn words(&mut self, run: &[Words], subset: &Subset) {
        self.ops.push(Op::StartTextSection);
        for words in run.iter().filter(|words| !words.words.is_empty()) {
            self.colour(words.set.colour);
            self.font(&words.set);
            let matrix = TextMatrix::Translate(Pt(hundredths(words.x)), Pt(hundredths(words.y)));
            self.ops.push(Op::SetTextMatrix { matrix });
            let glyphs = subset.glyphs(words.set.face, &words.words);
            self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
        }
        self.ops.push(Op::EndTextSection);
    }

    fn font(&mut self, set: &Type) {
        if self.set != Some((set.face, set.size)) {
            self.set = Some((set.face, set.size));
            let font = PdfFontHandle::External(font_id(set.face));
            self.ops.push(Op::SetFont { font, size: Pt(set.size) });
        }
    }

    fn colour(&mut self, colour: u32) {
        if self.colour != Some(colour) {
            self.colour = Some(colour);
            let channel = |shift: u32| ((colour >> shift) & 0xff) as f32 / 255.0;
            let col = Color::Rgb(Rgb { r: channel(16), g: channel(8), b: channel(0), icc_profile: None });
            self.ops.push(Op::SetFillColor { col });
        }
    }
}

/// Words cut to the room they have, with an ellipsis where they are cut.
fn shortened(words: &str, set: Type, room: f32) -> String {
    let words = super::fonts::showable(words);
    if set.face.width(&words, set.size) <= room {
        return words;
    }
    let mut cut = String::new();
    for c in words.chars() {
        cut.push(c);
        if set.face.width(&format!("{cut}…"), set.size) > room {
            cut.pop();
            break;
        }
    }
    format!("{}…", cut.trim_end())
}

fn filled(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect {
        x: Pt(hundredths(x)),
        y: Pt(hundredths(y)),
        width: Pt(hundredths(width)),
        height: Pt(hundredths(height)),
        mode: Some(PaintMode::Fill),
        winding_order: Some(WindingOrder::NonZero),
    }
}

fn hundredths(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
