//! A price formula as people read it: in words, worked through on the sample bids, and as a curve with its figures.

use entity::choice::Choice;
use entity::state::FormulaKind;
use paper::{Block, Chart, ChartKind, ChartTable, Document, Point, Scale, Series, text, to_html_part};
use rules::exact::two_decimals;
use rules::tender::formula::{Example, Scoring};
use serde::Serialize;

/// A price formula as a template draws it.
#[derive(Serialize)]
pub struct Worked {
    code: &'static str,
    name: &'static str,
    chosen: bool,
    /// Why it cannot be worked, if so.
    cannot: Option<String>,
    words: String,
    arithmetic: String,
    lines: Vec<Line>,
    warnings: Vec<String>,
    curve: Option<String>,
    scores_price: bool,
}

#[derive(Serialize)]
struct Line {
    name: String,
    price: String,
    quality: String,
    worked: String,
    price_score: Option<String>,
    quality_score: String,
    total: String,
    rank: usize,
}

/// These formulas, in this order, worked through on the samples.
#[must_use]
pub fn worked(scoring: &Scoring, kinds: &[FormulaKind], chosen: Option<FormulaKind>) -> Vec<Worked> {
    let examples: Vec<_> = kinds.iter().map(|kind| (*kind, scoring.example(*kind))).collect();
    let curves = curves(&examples);
    let drawn = |((kind, example), curve): ((FormulaKind, Result<Example, String>), Option<String>)| {
        let worked = Worked {
            code: kind.code(),
            name: kind.label(),
            chosen: Some(kind) == chosen,
            cannot: None,
            words: String::new(),
            arithmetic: String::new(),
            lines: Vec::new(),
            warnings: Vec::new(),
            curve,
            scores_price: kind != FormulaKind::PricePerQualityPoint,
        };
        match example {
            Err(says) => Worked { cannot: Some(says), ..worked },
            Ok(example) => Worked {
                words: example.words,
                arithmetic: example.arithmetic,
                lines: example.lines.into_iter().map(line).collect(),
                warnings: example.warnings.into_iter().map(|warning| warning.says).collect(),
                ..worked
            },
        }
    };
    examples.into_iter().zip(curves).map(drawn).collect()
}

fn line(line: rules::tender::formula::ExampleLine) -> Line {
    Line {
        name: line.name,
        price: line.price.to_string(),
        quality: line.quality.to_string(),
        worked: line.worked,
        price_score: line.price_score,
        quality_score: line.quality_score,
        total: line.total,
        rank: line.rank,
    }
}

/// The curve of each, painted by the one that paints reports: its numbers and names differ on one page because all
/// stand in one document.
fn curves(examples: &[(FormulaKind, Result<Example, String>)]) -> Vec<Option<String>> {
    let charts: Vec<Option<Chart>> =
        examples.iter().map(|(kind, example)| chart(*kind, example.as_ref().ok()?)).collect();
    let document = Document {
        title: "Price formulas".to_owned(),
        publisher: String::new(),
        language: "en-GB".to_owned(),
        running_header: String::new(),
        mark: None,
        status: None,
        accent: 0x0010_393d,
        contents: false,
        blocks: charts.iter().flatten().cloned().map(Block::Figure).collect(),
    };
    let mut place = 0;
    let painted = charts.iter().map(|chart| {
        chart.as_ref()?;
        place += 1;
        Some(to_html_part(&document, place - 1..place))
    });
    painted.collect()
}

fn chart(kind: FormulaKind, example: &Example) -> Option<Chart> {
    let curve = example.curve.as_ref()?;
    let (first, last) = (curve.first()?, curve.last()?);
    let name = kind.label();
    Some(Chart {
        kind: ChartKind::Lines,
        caption: text(format!("{name}: the score of a bid at each price, beside the sample bids")),
        alternative: format!(
            "The price score goes from {} at {} to {} at {}. The table below gives every point.",
            two_decimals(&first.score),
            first.price,
            two_decimals(&last.score),
            last.price
        ),
        across: "Price".to_owned(),
        places: curve.iter().map(|point| point.price.to_string()).collect(),
        scale: Scale { label: "Price score".to_owned(), before: String::new(), after: String::new() },
        series: vec![Series {
            name: "Price score".to_owned(),
            points: curve
                .iter()
                .map(|point| Point { value: Some(point.plotted.0), shown: two_decimals(&point.score) })
                .collect(),
        }],
        levels: Vec::new(),
        steps: Vec::new(),
        uprights: Vec::new(),
        table: ChartTable::Follows,
        anchor: None,
    })
}
