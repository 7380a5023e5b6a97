//! The plot of a chart: its scale, its bars or lines, and the places along its foot.

use super::draw::{Drawing, Mark, Paint, SIZE, Side, shortened, width};
use super::scale::{ticks, written};
use super::{Chart, ChartKind, Series};

/// How tall the plot is.
const TALL: f32 = 150.0;
/// How tall a line of words is.
const LINE: f32 = 11.0;
/// How much of its place a group of bars fills.
const FILLED: f32 = 0.7;

/// Where a value or a place stands in the drawing.
struct Plane {
    left: f32,
    /// The width of each place.
    each: f32,
    width: f32,
    foot: f32,
    lowest: i64,
    span: f32,
}

/// Draws the plot below what is in a drawing already.
pub(super) fn plot(chart: &Chart, drawing: &mut Drawing) {
    let ticks = ticks(chart);
    let labels: Vec<String> = ticks.iter().map(|tick| written(chart, *tick)).collect();
    let left = labels.iter().map(|label| width(label)).fold(0.0, f32::max) + 7.0;
    if !crate::is_blank(&chart.scale.label) {
        let label = shortened(&chart.scale.label, drawing.width);
        drawing.words(0.0, drawing.height + SIZE, &label, Side::Start);
        drawing.height += LINE + 5.0;
    }
    let (lowest, highest) = (ticks.first().copied().unwrap_or(0), ticks.last().copied().unwrap_or(1));
    let width = drawing.width - left;
    let plane = Plane {
        left,
        width,
        each: width / chart.places.len().max(1) as f32,
        foot: drawing.height + LINE + TALL,
        lowest,
        span: (highest - lowest).max(1) as f32,
    };
    plane.scale(drawing, &ticks, &labels);
    for steps in &chart.steps {
        plane.steps(drawing, chart, steps);
    }
    for (at, series) in chart.series.iter().enumerate() {
        match chart.kind {
            ChartKind::Bars => plane.bars(drawing, chart, series, at),
            ChartKind::Lines => plane.line(drawing, chart, series, at),
        }
    }
    for level in &chart.levels {
        drawing.dashes(left, plane.y(level.value), width);
    }
    let last = chart.places.len().saturating_sub(1) as f32;
    for upright in &chart.uprights {
        let x = left + plane.each * (0.5 + (upright.at as f32 / 100.0).clamp(0.0, last));
        drawing.dashes_down(x, plane.foot - TALL, TALL);
    }
    plane.values(drawing, chart);
    plane.places(drawing, chart);
}

impl Plane {
    fn y(&self, value: i64) -> f32 {
        let share = (value.saturating_sub(self.lowest)) as f32 / self.span;
        self.foot - share.clamp(0.0, 1.0) * TALL
    }

    /// The middle of a place.
    fn x(&self, place: usize) -> f32 {
        self.left + self.each * (place as f32 + 0.5)
    }

    fn scale(&self, drawing: &mut Drawing, ticks: &[i64], labels: &[String]) {
        for (tick, label) in ticks.iter().zip(labels) {
            let y = self.y(*tick);
            let (paint, height) = if *tick == 0 { (Paint::Axis, 0.8) } else { (Paint::Grid, 0.5) };
            let (x, width) = (self.left, self.width);
            drawing.marks.push(Mark::Bar { x, y: y - height / 2.0, width, height, paint });
            drawing.words(self.left - 6.0, y + SIZE * 0.35, label, Side::End);
        }
    }

    fn bars(&self, drawing: &mut Drawing, chart: &Chart, series: &Series, at: usize) {
        for (place, point) in series.points.iter().take(chart.places.len()).enumerate() {
            let Some(value) = point.value else { continue };
            let (middle, bar) = self.bar(chart, at, place);
            let (y, foot) = (self.y(value.max(0)), self.y(value.min(0)));
            let (x, height) = (middle - bar / 2.0, (foot - y).max(0.3));
            drawing.marks.push(Mark::Bar { x, y, width: bar, height, paint: Paint::Series(at) });
        }
    }

    /// The values above their bars, if all have room.
    fn values(&self, drawing: &mut Drawing, chart: &Chart) {
        let each = self.each * FILLED / chart.series.len().max(1) as f32;
        let points = || chart.series.iter().flat_map(|series| series.points.iter().take(chart.places.len()));
        let valued = points().filter(|point| point.value.is_some());
        if chart.kind != ChartKind::Bars || !valued.into_iter().all(|point| width(&point.shown) <= each + 3.0)
        {
            return;
        }
        for (at, series) in chart.series.iter().enumerate() {
            for (place, point) in series.points.iter().take(chart.places.len()).enumerate() {
                let Some(value) = point.value else { continue };
                let (middle, bar) = self.bar(chart, at, place);
                let top = self.y(value.max(0));
                // Lines stop behind the value, so that it can be read.
                let (x, y, height) = (middle - bar / 2.0, top - SIZE - 2.0, SIZE + 1.5);
                drawing.marks.push(Mark::Bar { x, y, width: bar, height, paint: Paint::Paper });
                drawing.words(middle, top - 3.0, &point.shown, Side::Middle);
            }
        }
    }

    /// The middle and the width of a bar.
    fn bar(&self, chart: &Chart, series: usize, place: usize) -> (f32, f32) {
        let each = self.each * FILLED / chart.series.len().max(1) as f32;
        let middle = self.x(place) - self.each * FILLED / 2.0 + each * (series as f32 + 0.5);
        (middle, (each - if each > 6.0 { 1.5 } else { 0.0 }).max(0.3))
    }

    fn line(&self, drawing: &mut Drawing, chart: &Chart, series: &Series, at: usize) {
        let paint = Paint::Series(at);
        let points: Vec<Option<(f32, f32)>> = series
            .points
            .iter()
            .take(chart.places.len())
            .enumerate()
            .map(|(place, point)| point.value.map(|value| (self.x(place), self.y(value))))
            .collect();
        for run in points.split(Option::is_none).filter(|run| run.len() > 1) {
            drawing.marks.push(Mark::Line { points: run.iter().copied().flatten().collect(), paint });
        }
        let alone = chart.series.len() == 1;
        for (point, place) in series.points.iter().zip(&points) {
            let Some((x, y)) = *place else { continue };
            drawing.dot(x, y, at);
            if alone && width(&point.shown) < self.each - 2.0 {
                drawing.words(x, y - 6.0, &point.shown, Side::Middle);
            }
        }
    }

    /// A value for each place from its one side to the other; where two neighbours differ, a step.
    fn steps(&self, drawing: &mut Drawing, chart: &Chart, steps: &Series) {
        let places = steps.points.iter().take(chart.places.len()).enumerate();
        let points: Vec<Option<(f32, f32)>> =
            places.map(|(place, point)| point.value.map(|value| (self.x(place), self.y(value)))).collect();
        for run in points.split(Option::is_none).filter(|run| !run.is_empty()) {
            let sides = |(x, y): (f32, f32)| [(x - self.each / 2.0, y), (x + self.each / 2.0, y)];
            let points = run.iter().copied().flatten().flat_map(sides).collect();
            drawing.marks.push(Mark::Line { points, paint: Paint::Level });
        }
    }

    /// The places along the foot; only every so many are named if not all have room.
    fn places(&self, drawing: &mut Drawing, chart: &Chart) {
        let widest =
            chart.places.iter().flat_map(|place| place.split_whitespace()).map(width).fold(1.0, f32::max);
        let every = ((widest + 4.0) / self.each).ceil().max(1.0) as usize;
        let room = (self.each * every as f32 - 4.0).min(self.width);
        let mut deepest = 0;
        for (at, place) in chart.places.iter().enumerate().step_by(every) {
            let lines = wrapped(place, room);
            deepest = deepest.max(lines.len());
            for (line, words) in lines.iter().enumerate() {
                let x = self.x(at).clamp(room / 2.0, drawing.width - (room / 2.0).min(drawing.width / 2.0));
                let x = if every == 1 { self.x(at) } else { x };
                drawing.words(x, self.foot + 4.0 + LINE * (line as f32 + 1.0), words, Side::Middle);
            }
        }
        drawing.height = self.foot + LINE * deepest as f32 + 10.0;
        if !crate::is_blank(&chart.across) {
            let label = shortened(&chart.across, self.width);
            drawing.words(self.left + self.width / 2.0, drawing.height + LINE - 1.0, &label, Side::Middle);
            drawing.height += LINE + 4.0;
        }
    }
}

/// The name of a place on at most three lines.
fn wrapped(name: &str, room: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if lines_fit(line, word, room) => *line = format!("{line} {word}"),
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 3 {
        let rest = lines.split_off(2).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| shortened(line, room)).collect()
}

fn lines_fit(line: &str, word: &str, room: f32) -> bool {
    width(&format!("{line} {word}")) <= room
}
