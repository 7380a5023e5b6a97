//! A chart as marks on a plane: what both painters paint. Places are in points, down from the top
//! left corner of the drawing.

use super::{Chart, legend, plot};
use crate::pdf::{Face, showable};

/// The size of the words of a chart.
pub(crate) const SIZE: f32 = 8.0;
/// A narrower drawing could not be read.
pub(crate) const NARROWEST: f32 = 180.0;

/// What is drawn, lowest first.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    pub width: f32,
    pub height: f32,
    pub marks: Vec<Mark>,
}

/// One mark of a drawing.
#[derive(Debug)]
pub(crate) enum Mark {
    /// A filled rectangle.
    Bar { x: f32, y: f32, width: f32, height: f32, paint: Paint },
    /// A line through points.
    Line { points: Vec<(f32, f32)>, paint: Paint },
    /// A filled shape.
    Dot { points: Vec<(f32, f32)>, paint: Paint },
    /// Words, with their baseline at `y`.
    Words { x: f32, y: f32, words: String, side: Side },
}

/// Where words stand to their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Start,
    Middle,
    End,
}

/// What a mark is painted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    /// The colour of a series, counted from 0.
    Series(usize),
    /// A line that the chart is compared with.
    Level,
    /// The line at nothing.
    Axis,
    /// The lines of the scale.
    Grid,
    /// The ground that all is painted on.
    Paper,
}

/// Draws a chart to a width.
pub(crate) fn draw(chart: &Chart, width: f32) -> Drawing {
    let mut drawing = Drawing { width: width.max(NARROWEST), ..Drawing::default() };
    legend::legend(chart, &mut drawing);
    plot::plot(chart, &mut drawing);
    drawing
}

impl Drawing {
    pub(super) fn words(&mut self, x: f32, y: f32, words: &str, side: Side) {
        let words = showable(words);
        if !crate::is_blank(&words) {
            self.marks.push(Mark::Words { x, y, words, side });
        }
    }

    /// A dashed line from side to side, made of short bars.
    pub(super) fn dashes(&mut self, x: f32, y: f32, width: f32) {
        let mut at = x;
        while at < x + width {
            let dash = (x + width - at).min(5.0);
            self.marks.push(Mark::Bar { x: at, y: y - 0.5, width: dash, height: 1.0, paint: Paint::Level });
            at += 8.0;
        }
    }

    /// The same from top to foot; its dashes are longer, so that the two are told apart.
    pub(super) fn dashes_down(&mut self, x: f32, y: f32, height: f32) {
        let mut at = y;
        while at < y + height {
            let dash = (y + height - at).min(9.0);
            self.marks.push(Mark::Bar { x: x - 0.6, y: at, width: 1.2, height: dash, paint: Paint::Level });
            at += 12.0;
        }
    }

    /// A dot of a series. Each has its own shape, so that colour is not all that tells them apart.
    pub(super) fn dot(&mut self, x: f32, y: f32, series: usize) {
        let shape: &[(f32, f32)] = match series % 4 {
            0 => &[
                (1.0, 0.4),
                (0.4, 1.0),
                (-0.4, 1.0),
                (-1.0, 0.4),
                (-1.0, -0.4),
                (-0.4, -1.0),
                (0.4, -1.0),
                (1.0, -0.4),
            ],
            1 => &[(0.9, 0.9), (-0.9, 0.9), (-0.9, -0.9), (0.9, -0.9)],
            2 => &[(0.0, 1.3), (1.3, 0.0), (0.0, -1.3), (-1.3, 0.0)],
            _ => &[(1.2, 1.0), (-1.2, 1.0), (0.0, -1.2)],
        };
        let points = shape.iter().map(|(dx, dy)| (x + dx * 2.6, y + dy * 2.6)).collect();
        self.marks.push(Mark::Dot { points, paint: Paint::Series(series) });
    }
}

/// The width of words in a chart.
pub(crate) fn width(words: &str) -> f32 {
    Face::Regular.width(&showable(words), SIZE)
}

/// Words cut to a width, with an ellipsis where they are cut.
pub(crate) fn shortened(words: &str, room: f32) -> String {
    let words = showable(words);
    if width(&words) <= room {
        return words;
    }
    let mut cut = String::new();
    for c in words.chars() {
        cut.push(c);
        if width(&format!("{cut}…")) > room {
            cut.pop();
            break;
        }
    }
    format!("{}…", cut.trim_end())
}

/// The colour of a paint.
pub(crate) fn colour(paint: Paint, accent: u32) -> u32 {
    const INK: u32 = 0x001b_1d21;
    match paint {
        Paint::Series(at) => [accent, 0x00b3_5a00, 0x0070_7a86, INK][at % 4],
        Paint::Level | Paint::Axis => INK,
        Paint::Grid => 0x00dd_e1e6,
        Paint::Paper => 0x00ff_ffff,
    }
}
