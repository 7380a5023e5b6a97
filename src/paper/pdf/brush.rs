//! Operations painted one after the other: marked content is opened, filled and closed, and colour
//! and font are set only where they change.

use printpdf::{
    Color, DictItem, Line, LinePoint, Op, PaintMode, PdfFontHandle, Point, Polygon, PolygonRing, Pt, Rect,
    Rgb, TextItem, TextMatrix, WindingOrder,
};

use super::strip::Shape;
use super::style::Type;
use super::subset::{Subset, font_id};
use super::tags::Tags;

/// What is painted in marked content, and what it belongs to.
pub(super) struct Mark {
    pub belongs: Belongs,
    pub paint: Paint,
}

/// Words or a shape at a place, measured from the bottom left as the format does.
pub(super) enum Paint {
    Words { x: f32, y: f32, words: String, set: Type },
    Shape { x: f32, y: f32, shape: Shape, colour: u32 },
}

/// What words belong to.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Belongs {
    Slot(usize),
    /// A table head painted again.
    Head,
    Header,
    Footer,
}

/// The operations of a page as they are painted, and the state that they leave behind.
#[derive(Default)]
pub(super) struct Brush {
    pub ops: Vec<Op>,
    colour: Option<u32>,
    set: Option<(super::fonts::Face, f32)>,
}

impl Brush {
    pub(super) fn fills(&mut self, fills: &[(Rect, u32)]) {
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

    pub(super) fn open(&mut self, belongs: Belongs, tags: &Tags, number: i64) {
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

    /// Words share a text section for as long as no shape comes between them.
    pub(super) fn run(&mut self, run: &[Mark], subset: &Subset) {
        let mut in_text = false;
        for mark in run {
            let words = matches!(mark.paint, Paint::Words { .. });
            if words != in_text {
                self.ops.push(if words { Op::StartTextSection } else { Op::EndTextSection });
                in_text = words;
            }
            match &mark.paint {
                Paint::Words { x, y, words, set } => self.words(*x, *y, words, set, subset),
                Paint::Shape { x, y, shape, colour } => self.shape(*x, *y, shape, *colour),
            }
        }
        if in_text {
            self.ops.push(Op::EndTextSection);
        }
    }

    fn words(&mut self, x: f32, y: f32, words: &str, set: &Type, subset: &Subset) {
        self.colour(set.colour);
        let matrix = TextMatrix::Translate(Pt(hundredths(x)), Pt(hundredths(y)));
        self.ops.push(Op::SetTextMatrix { matrix });
        // Signs stand in a face of their own; the pen moves on from one run to the next.
        let mut rest = words;
        while let Some(first) = rest.chars().next() {
            let face = set.face.of(first);
            let end = rest.find(|c| set.face.of(c) != face).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            rest = after;
            self.font(&Type { face, ..*set });
            let glyphs = subset.glyphs(set.face, run);
            self.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] });
        }
    }

    fn shape(&mut self, x: f32, y: f32, shape: &Shape, colour: u32) {
        let at = |points: &[(f32, f32)]| points.iter().map(|(dx, dy)| point(x + dx, y - dy)).collect();
        match shape {
            Shape::Bar { width, height } => {
                self.colour(colour);
                self.ops.push(Op::DrawRectangle { rectangle: filled(x, y - height, *width, *height) });
            }
            Shape::Line(points) => {
                self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
                self.ops.push(Op::SetOutlineThickness { pt: Pt(1.6) });
                self.ops.push(Op::DrawLine { line: Line { points: at(points), is_closed: false } });
            }
            Shape::Dot(points) => {
                self.colour(colour);
                let rings = vec![PolygonRing { points: at(points) }];
                let (mode, winding_order) = (PaintMode::Fill, WindingOrder::NonZero);
                self.ops.push(Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } });
            }
        }
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
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
        }
    }
}

fn rgb(colour: u32) -> Color {
    let channel = |shift: u32| ((colour >> shift) & 0xff) as f32 / 255.0;
    Color::Rgb(Rgb { r: channel(16), g: channel(8), b: channel(0), icc_profile: None })
}

fn point(x: f32, y: f32) -> LinePoint {
    LinePoint { p: Point { x: Pt(hundredths(x)), y: Pt(hundredths(y)) }, bezier: false }
}

pub(super) fn filled(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect {
        x: Pt(hundredths(x)),
        y: Pt(hundredths(y)),
        width: Pt(hundredths(width)),
        height: Pt(hundredths(height)),
        mode: Some(PaintMode::Fill),
        winding_order: Some(WindingOrder::NonZero),
    }
}

pub(super) fn hundredths(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}
