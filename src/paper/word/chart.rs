//! Charts, drawn by Word from their values, with words in their place and their table below.

use super::view::{Chart, Paragraph, Part, Picture, Piece, Run, Series};
use super::writer::{Place, Writer};
use crate::ChartKind;
use crate::chart::draw::{NARROWEST, Paint, colour};
use crate::chart::legend::named;

/// English metric units in a point.
const UNITS: f32 = 12_700.0;
/// How tall a chart is, in points.
const TALL: f32 = 220.0;

impl Writer<'_> {
    pub(super) fn figure(&mut self, chart: &crate::Chart, place: &Place) -> Vec<Part> {
        let number = self.count.figure();
        let label = format!("Figure {number}");
        let caption = self.caption(&label, &chart.caption, chart.anchor.as_deref(), place.left, place);
        let valued = chart.series.iter().flat_map(|series| &series.points).any(|point| point.value.is_some());
        let run = if valued && place.width >= NARROWEST {
            let id = self.charts.len() + 1;
            self.charts.push(view(chart, id, self.accent));
            let (width, height) = ((place.width * UNITS) as u32, (TALL * UNITS) as u32);
            Run { chart: Some(Picture { id, width, height, words: chart.words() }), ..Run::default() }
        } else {
            Run { words: chart.words(), italic: true, ..Run::default() }
        };
        let pieces = vec![Piece { runs: vec![run], ..Piece::default() }];
        let place = Place { align: crate::Align::Left, ..*place };
        vec![caption, self.set(Paragraph { pieces, ..Paragraph::default() }, &place)]
    }
}

fn view(chart: &crate::Chart, id: usize, accent: u32) -> Chart {
    let series = chart.series.iter().enumerate().map(|(at, series)| Series {
        name: series.name.clone(),
        column: column(at),
        colour: hex(Paint::Series(at), accent),
        marker: ["circle", "square", "diamond", "triangle"][at % 4],
        points: points_of(chart, series),
    });
    let levels = chart.levels.iter().enumerate().map(|(at, level)| Series {
        name: format!("{}: {}", level.name, level.shown),
        column: column(chart.series.len() + at),
        colour: hex(Paint::Level, accent),
        marker: "none",
        points: (0..chart.places.len()).map(|place| (place, decimal(level.value))).collect(),
    });
    let after = chart.series.len() + chart.levels.len();
    let steps = chart.steps.iter().enumerate().map(|(at, steps)| Series {
        name: named(steps),
        column: column(after + at),
        colour: hex(Paint::Level, accent),
        marker: "none",
        points: points_of(chart, steps),
    });
    let whole = |series: &crate::Series| {
        series.points.iter().filter_map(|point| point.value).all(|value| value % 100 == 0)
    };
    let digits = if chart.series.iter().all(whole) { "#,##0" } else { "#,##0.00" };
    Chart {
        id,
        bars: chart.kind == ChartKind::Bars,
        across: chart.across.clone(),
        label: chart.scale.label.clone(),
        format: format!("{}{digits}{}", quoted(&chart.scale.before), quoted(&chart.scale.after)),
        places: chart.places.clone(),
        series: series.collect(),
        levels: levels.chain(steps).collect(),
        values: match chart.kind {
            ChartKind::Bars => chart.places.len() * chart.series.len() <= 16,
            ChartKind::Lines => chart.places.len() <= 12 && chart.series.len() == 1,
        },
    }
}

fn points_of(chart: &crate::Chart, series: &crate::Series) -> Vec<(usize, String)> {
    let points = series.points.iter().take(chart.places.len()).enumerate();
    points.filter_map(|(place, point)| Some((place, decimal(point.value?)))).collect()
}

fn hex(paint: Paint, accent: u32) -> String {
    format!("{:06X}", colour(paint, accent) & 0x00ff_ffff)
}

/// The column of a series; the places stand in the first.
fn column(at: usize) -> String {
    crate::number::letter(at + 1).to_uppercase()
}

/// Hundredths as a decimal number.
fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    format!("{sign}{whole}.{part:02}")
}

/// Words within the format of a number.
fn quoted(words: &str) -> String {
    let words: String = words.chars().filter(|c| *c != '"').collect();
    if words.is_empty() { words } else { format!("\"{words}\"") }
}
