//! A KPI over its periods as a chart: one drawing value for pages, PDF and Word.

use entity::number::Hundredths;
use entity::state::KpiKind;
use paper::{Block, Chart, ChartKind, ChartTable, Document, Level, Point, Scale, Series, text, to_html_part};
use rules::exact::hundredths;
use rules::returns::Version;
use rules::returns::measure::{Reading, target_shown};
use rules::returns::trend::{Trend, says};

/// The course of a KPI with its target, as steps, and its baseline; nothing where no number was returned. Its figures
/// stand in a table beside it, which the composer sees to.
#[must_use]
pub fn chart(trend: &Trend<'_>) -> Option<Chart> {
    if !trend.is_drawn() {
        return None;
    }
    let row = &trend.version.row;
    let title = row.title.trim_end_matches('.');
    let is_rate = row.kind == KpiKind::Rate;
    let unit = if is_rate { None } else { row.unit.clone() };
    Some(Chart {
        kind: ChartKind::Lines,
        caption: text(format!("{title}, by {}", trend.one_period)),
        alternative: says(trend),
        across: capital(trend.one_period),
        places: trend.points.iter().map(|point| point.period.clone()).collect(),
        scale: Scale {
            label: unit.unwrap_or_else(|| title.to_owned()),
            before: String::new(),
            after: if is_rate { "%".to_owned() } else { String::new() },
        },
        series: vec![course(trend, title)],
        levels: baseline(trend.version),
        steps: targets(trend),
        uprights: Vec::new(),
        table: ChartTable::Elsewhere,
        anchor: None,
    })
}

/// The same as a picture on a page.
#[must_use]
pub fn picture(trend: &Trend<'_>) -> Option<String> {
    let document = Document {
        title: trend.version.row.title.clone(),
        publisher: String::new(),
        language: "en-GB".to_owned(),
        running_header: String::new(),
        mark: None,
        status: None,
        accent: 0x0010_393d,
        contents: false,
        blocks: vec![Block::Figure(chart(trend)?)],
    };
    Some(to_html_part(&document, 0..1))
}

fn course(trend: &Trend<'_>, title: &str) -> Series {
    let point = |point: &rules::returns::trend::Point<'_>| Point {
        value: match &point.reading {
            Reading::Value(value) => i64::try_from(hundredths(value)).ok(),
            Reading::NoData | Reading::ZeroDenominator | Reading::Words => None,
        },
        shown: point.shown(),
    };
    Series { name: title.to_owned(), points: trend.points.iter().map(point).collect() }
}

fn targets(trend: &Trend<'_>) -> Vec<Series> {
    if trend.points.iter().all(|point| point.target.is_none()) {
        return Vec::new();
    }
    let point = |point: &rules::returns::trend::Point<'_>| Point {
        value: point.target.map(|target| target.0),
        shown: shown(point.version, point.target),
    };
    vec![Series { name: "Target".to_owned(), points: trend.points.iter().map(point).collect() }]
}

fn baseline(version: &Version) -> Vec<Level> {
    let level = |baseline: Hundredths| Level {
        name: "Baseline".to_owned(),
        value: baseline.0,
        shown: target_shown(version, baseline),
    };
    version.row.baseline.map(level).into_iter().collect()
}

fn shown(version: &Version, target: Option<Hundredths>) -> String {
    target.map_or_else(|| "None".to_owned(), |target| target_shown(version, target))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
