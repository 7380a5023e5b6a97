//! Charts as strips: a caption, and the picture as one band.

use super::fonts::Face;
use super::layout::{Frame, Layout};
use super::strip::{Shape, Strip, What};
use super::style::{CAPTION, INK, Type};
use crate::chart::draw::{Drawing, Mark, NARROWEST, SIZE, Side, colour, draw, width};
use crate::{Align, Chart};

impl<'a> Layout<'a> {
    pub(super) fn figure(&mut self, chart: &'a Chart, frame: &Frame, element: usize) -> Vec<Strip> {
        let number = self.count.figure();
        let mut strips = self.figure_caption(chart, number, frame, element);
        let figure = self.tags.add(element, "Figure");
        self.tags.attribute(figure, "Layout", "Placement", "Block");
        self.tags.elements[figure].alternative = Some(chart.words());
        let mut picture = if frame.width < NARROWEST {
            // There is no room for a picture, so its words stand in its place.
            self.words_of(chart, frame, figure)
        } else {
            self.picture(&draw(chart, frame.width), frame, figure)
        };
        if let Some(first) = picture.first_mut() {
            first.space = 6.0;
        }
        strips.append(&mut picture);
        strips
    }

    fn figure_caption(
        &mut self,
        chart: &'a Chart,
        number: usize,
        frame: &Frame,
        element: usize,
    ) -> Vec<Strip> {
        let caption = self.tags.add(element, "P");
        let label = Type { colour: self.accent, ..CAPTION };
        let mut spans = vec![self.span(&format!("Figure {number}  "), label, caption)];
        spans.extend(self.spans(&chart.caption, CAPTION, caption));
        let mut strips =
            self.set_lines(&spans, &Frame { set: CAPTION, align: Align::Left, hang: None, ..*frame });
        strips.iter_mut().for_each(|strip| strip.keep = true);
        if let Some(first) = strips.first_mut() {
            first.space = 14.0;
            if let Some(anchor) = &chart.anchor {
                first.push(0.0, 0.0, What::Anchor(anchor.clone()));
            }
        }
        self.notes_after(element);
        strips
    }

    fn words_of(&mut self, chart: &Chart, frame: &Frame, figure: usize) -> Vec<Strip> {
        let set = Type { face: frame.set.face.italic(), ..frame.set };
        let span = self.span(&chart.words(), set, figure);
        let mut strips = self.set_lines(&[span], &Frame { align: Align::Left, ..*frame });
        for strip in &mut strips {
            let bounds = What::Bounds { width: frame.width, height: strip.height, element: figure };
            strip.push(frame.x, 0.0, bounds);
        }
        strips
    }

    fn picture(&mut self, drawing: &Drawing, frame: &Frame, figure: usize) -> Vec<Strip> {
        let slot = self.tags.slot(figure);
        let mut strip = Strip { height: drawing.height + 8.0, ..Strip::default() };
        for mark in &drawing.marks {
            draw_mark(&mut strip, mark, frame.x, slot, self.accent);
        }
        let bounds = What::Bounds { width: drawing.width, height: drawing.height, element: figure };
        strip.push(frame.x, 0.0, bounds);
        vec![strip]
    }
}

fn draw_mark(strip: &mut Strip, mark: &Mark, left: f32, slot: usize, accent: u32) {
    match mark {
        Mark::Bar { x, y, width, height, paint } => {
            let colour = colour(*paint, accent);
            let shape = Shape::Bar { width: *width, height: *height };
            strip.push(left + x, *y, What::Drawn { shape, colour, slot });
        }
        Mark::Line { points, paint } => {
            let shape = Shape::Line(points.clone());
            strip.push(left, 0.0, What::Drawn { shape, colour: colour(*paint, accent), slot });
        }
        Mark::Dot { points, paint } => {
            let shape = Shape::Dot(points.clone());
            strip.push(left, 0.0, What::Drawn { shape, colour: colour(*paint, accent), slot });
        }
        Mark::Words { x, y, words, side } => {
            let set = Type { face: Face::Regular, size: SIZE, leading: SIZE, colour: INK };
            let back = match side {
                Side::Start => 0.0,
                Side::Middle => width(words) / 2.0,
                Side::End => width(words),
            };
            // The space keeps the words of a picture apart where they are taken out as text.
            let words = format!("{words} ");
            strip.push(left + x - back, *y, What::Text { words, set, slot: Some(slot) });
        }
    }
}
