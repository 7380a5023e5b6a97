//! The legend of a chart: its series, levels and uprights by name, in rows above the plot.

use super::draw::{Drawing, Mark, Paint, SIZE, Side, shortened, width};
use super::{Chart, ChartKind, Series};

/// How tall a row of the legend is.
const ROW: f32 = 13.0;
/// Room for the sign of an entry.
const SIGN: f32 = 18.0;

/// Draws the legend at the top of a drawing, which grows by it. A chart of one series alone says
/// what it shows in its caption.
pub(super) fn legend(chart: &Chart, drawing: &mut Drawing) {
    if chart.series.len() < 2
        && chart.levels.is_empty()
        && chart.steps.is_empty()
        && chart.uprights.is_empty()
    {
        return;
    }
    let mut place = (0.0, 0.0);
    for (at, series) in chart.series.iter().enumerate() {
        let (x, y) = entry(drawing, &mut place, &series.name);
        sign(chart.kind, drawing, x, y, at);
    }
    for steps in &chart.steps {
        let (x, y) = entry(drawing, &mut place, &named(steps));
        let points = vec![(x, y + 2.5), (x + 6.5, y + 2.5), (x + 6.5, y - 2.5), (x + 13.0, y - 2.5)];
        drawing.marks.push(Mark::Line { points, paint: Paint::Level });
    }
    for level in &chart.levels {
        let (x, y) = entry(drawing, &mut place, &format!("{}: {}", level.name, level.shown));
        drawing.dashes(x, y, 13.0);
    }
    for upright in &chart.uprights {
        let (x, y) = entry(drawing, &mut place, &format!("{}: {}", upright.name, upright.shown));
        drawing.dashes_down(x + 6.5, y - 4.5, 9.0);
    }
    drawing.height = place.1 + ROW + 6.0;
}

/// What steps are called, with their value where it is the same throughout.
pub(crate) fn named(steps: &Series) -> String {
    let mut valued = steps.points.iter().filter(|point| point.value.is_some());
    match valued.next() {
        Some(first) if valued.all(|point| point.value == first.value) => {
            format!("{}: {}", steps.name, first.shown)
        }
        _ => steps.name.clone(),
    }
}

/// The words of an entry; gives back where its sign goes.
fn entry(drawing: &mut Drawing, place: &mut (f32, f32), words: &str) -> (f32, f32) {
    let words = shortened(words, drawing.width - SIGN);
    let wide = SIGN + width(&words);
    if place.0 > 0.0 && place.0 + wide > drawing.width {
        *place = (0.0, place.1 + ROW);
    }
    let (x, y) = *place;
    drawing.words(x + SIGN, y + ROW * 0.72, &words, Side::Start);
    place.0 += wide + 16.0;
    (x, y + ROW * 0.72 - SIZE * 0.34)
}

fn sign(kind: ChartKind, drawing: &mut Drawing, x: f32, y: f32, series: usize) {
    let paint = Paint::Series(series);
    match kind {
        ChartKind::Bars => {
            drawing.marks.push(Mark::Bar { x, y: y - 4.0, width: 13.0, height: 8.0, paint });
        }
        ChartKind::Lines => {
            drawing.marks.push(Mark::Line { points: vec![(x, y), (x + 13.0, y)], paint });
            drawing.dot(x + 6.5, y, series);
        }
    }
}
