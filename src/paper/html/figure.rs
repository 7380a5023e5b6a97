//! A chart as inline SVG: classes and attributes only, so that a strict content security policy
//! lets it stand.

use std::fmt::Write;

use super::inline::{attribute, text};
use super::{Painter, identifier};
use crate::Chart;
use crate::chart::draw::{Drawing, Mark, Paint, SIZE, Side, colour, draw};

/// The width of a chart in its own points; the page may show it larger or smaller.
const WIDTH: f32 = 480.0;

impl Painter<'_> {
    pub(super) fn figure(&mut self, chart: &Chart) {
        let number = self.count.figure();
        let name = chart.anchor.clone().unwrap_or_else(|| format!("figure-{number}"));
        let id = self.id(Some(&name));
        self.push(&format!("<figure class=\"chart\"{id}>\n<figcaption>"));
        self.push(&format!("<span class=\"number\">Figure {number}</span> "));
        self.inlines(&chart.caption);
        self.push("</figcaption>\n");
        let drawing = draw(chart, WIDTH);
        let svg = svg(&drawing, &identifier(&format!("figure-{number}")), chart, self.accent);
        // The frame can be scrolled sideways on a narrow screen; tabindex lets a keyboard do it.
        let name = attribute(&crate::plain(&chart.caption));
        let name = if crate::is_blank(&name) { format!("Figure {number}") } else { name };
        self.push(&format!(
            "<div class=\"chart-frame\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\">\n{svg}</div>\n"
        ));
        self.push("</figure>\n");
    }
}

fn svg(drawing: &Drawing, id: &str, chart: &Chart, accent: u32) -> String {
    let size = format!("{} {}", number(drawing.width), number(drawing.height));
    let title = text(&crate::plain(&chart.caption));
    let words = text(&chart.words());
    let mut out = format!(
        "<svg class=\"chart-picture\" viewBox=\"0 0 {size}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-words\" font-size=\"{}\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-words\">{words}</desc>\n",
        number(SIZE)
    );
    for mark in &drawing.marks {
        // Writing to a string does not fail.
        let _ = written(&mut out, mark, accent);
    }
    out.push_str("</svg>\n");
    out
}

fn written(out: &mut String, mark: &Mark, accent: u32) -> std::fmt::Result {
    match mark {
        Mark::Bar { x, y, width, height, paint } => writeln!(
            out,
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            class(*paint),
            number(*x),
            number(*y),
            number(*width),
            number(*height),
            paint_of(*paint, accent)
        ),
        Mark::Line { points, paint } => writeln!(
            out,
            "<polyline class=\"{}\" points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.6\"/>",
            class(*paint),
            places(points),
            paint_of(*paint, accent)
        ),
        Mark::Dot { points, paint } => writeln!(
            out,
            "<polygon class=\"{}\" points=\"{}\" fill=\"{}\"/>",
            class(*paint),
            places(points),
            paint_of(*paint, accent)
        ),
        Mark::Words { x, y, words, side } => writeln!(
            out,
            "<text class=\"words\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>",
            number(*x),
            number(*y),
            anchor(*side),
            text(words)
        ),
    }
}

fn class(paint: Paint) -> String {
    match paint {
        Paint::Series(at) => attribute(&format!("series series-{}", at % 4 + 1)),
        Paint::Level => "level".to_owned(),
        Paint::Axis => "axis".to_owned(),
        Paint::Grid => "grid".to_owned(),
        Paint::Paper => "ground".to_owned(),
    }
}

fn paint_of(paint: Paint, accent: u32) -> String {
    format!("#{:06x}", colour(paint, accent) & 0x00ff_ffff)
}

fn anchor(side: Side) -> &'static str {
    match side {
        Side::Start => "start",
        Side::Middle => "middle",
        Side::End => "end",
    }
}

fn places(points: &[(f32, f32)]) -> String {
    let pairs: Vec<String> = points.iter().map(|(x, y)| format!("{},{}", number(*x), number(*y))).collect();
    pairs.join(" ")
}

/// A place in hundredths of a point, without needless digits.
fn number(value: f32) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:02}") }
}
