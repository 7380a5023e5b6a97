//! Pages as drawing operations. Everything painted stands in marked content: words in the slot
//! of their tag, all else in artifacts.

use std::collections::BTreeMap;

use printpdf::{Mm, Op, PdfPage, Rect};

use super::brush::{Belongs, Brush, Mark, Paint, filled, hundredths};
use super::links::Area;
use super::pages::Page;
use super::strip::What;
use super::style::{self, PAGE_HEIGHT, RUNNING, Type};
use super::subset::{Subset, Used};
use super::tags::Tags;
use crate::Document;

/// A page with everything on it known: what is painted, and where links and anchors are.
pub(super) struct Sheet {
    fills: Vec<(Rect, u32)>,
    marks: Vec<Mark>,
    pub areas: Vec<Area>,
    /// The areas of pictures, by element.
    pub bounds: Vec<(usize, [f32; 4])>,
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
    let mut sheet = Sheet { fills: Vec::new(), marks: Vec::new(), areas: Vec::new(), bounds: Vec::new() };
    for item in &page.items {
        let (x, y) = (item.x, PAGE_HEIGHT - item.y);
        match &item.what {
            What::Text { words, set, slot } => {
                let belongs = slot.map_or(Belongs::Head, Belongs::Slot);
                sheet.words(belongs, x, y, words.clone(), *set);
            }
            What::PageOf { anchor, set, slot } => {
                let number = anchors.get(anchor.as_str()).map_or(0, |(page, _)| page + 1).to_string();
                let x = x - set.face.width(&number, set.size);
                sheet.words(Belongs::Slot(*slot), x, y, number, *set);
            }
            What::Fill { width, height, colour } => {
                sheet.fills.push((filled(x, y - height, *width, *height), *colour));
            }
            What::Link { width, height, annotation } => {
                sheet.areas.push(Area { annotation: *annotation, place: [x, y - height, x + width, y] });
            }
            What::Drawn { shape, colour, slot } => {
                let paint = Paint::Shape { x, y, shape: shape.clone(), colour: *colour };
                sheet.marks.push(Mark { belongs: Belongs::Slot(*slot), paint });
            }
            What::Bounds { width, height, element } => {
                let place = [x, y - height, x + width, y].map(hundredths);
                sheet.bounds.push((*element, place));
            }
            What::Anchor(_) => {}
        }
    }
    sheet
}

impl Sheet {
    fn words(&mut self, belongs: Belongs, x: f32, y: f32, words: String, set: Type) {
        if !words.is_empty() {
            self.marks.push(Mark { belongs, paint: Paint::Words { x, y, words, set } });
        }
    }

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
        self.left(&document.footer(), y, RUNNING, Belongs::Footer, room);
    }

    fn left(&mut self, words: &str, y: f32, set: Type, belongs: Belongs, room: f32) {
        let words = shortened(words, set, room);
        self.words(belongs, style::LEFT, y, words, set);
    }

    /// Words that end at the right edge, and how wide they are.
    fn right(&mut self, words: &str, y: f32, set: Type, belongs: Belongs, room: f32) -> f32 {
        let words = shortened(words, set, room);
        let width = set.face.width(&words, set.size);
        self.words(belongs, style::RIGHT - width, y, words, set);
        width
    }

    pub(super) fn note_used(&self, used: &mut Used) {
        for mark in &self.marks {
            if let Paint::Words { words, set, .. } = &mark.paint {
                used.note(set.face, words);
            }
        }
    }

    /// Paints the sheet, and writes down which content fills which slot.
    pub(super) fn paint(&self, page: usize, subset: &Subset, tags: &Tags, filled: &mut Filled) -> PdfPage {
        let mut brush = Brush::default();
        brush.fills(&self.fills);
        let mut next = 0;
        let mut rest = self.marks.as_slice();
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|mark| mark.belongs == first.belongs).count();
            let (run, after) = rest.split_at(count);
            rest = after;
            brush.open(first.belongs, tags, next);
            if let Belongs::Slot(slot) = first.belongs {
                filled[slot].push((page, next));
                next += 1;
            }
            brush.run(run, subset);
            brush.ops.push(Op::EndMarkedContent);
        }
        PdfPage::new(Mm(210.0), Mm(297.0), brush.ops)
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
