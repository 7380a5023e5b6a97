//! Charts: what they show. How they look is found out once (`draw`), and painted as SVG and in
//! the PDF alike. Values are whole hundredths; floating point is met in painting only.

pub(crate) mod draw;
pub(crate) mod legend;
mod plot;
mod scale;

use serde::{Deserialize, Serialize};

use crate::{Align, Block, Column, Inline, Row, Table, cell, plain, text};

/// A chart: labelled series as bars or lines over some places, such as quarters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// Bars or lines.
    pub kind: ChartKind,
    /// The caption, painted above; the program numbers charts "Figure 1" and so on.
    pub caption: Vec<Inline>,
    /// What the picture says, in words, for those who do not see it. Not what it looks like.
    pub alternative: String,
    /// What the places along the foot are, such as "Quarter".
    pub across: String,
    /// The places along the foot, left to right, such as "2022/23 Q1".
    pub places: Vec<String>,
    /// What is measured, and how its numbers are written.
    pub scale: Scale,
    /// What is shown.
    pub series: Vec<Series>,
    /// Lines across the whole chart, such as a target or a baseline.
    pub levels: Vec<Level>,
    /// What each place is compared with, such as a target that changes: drawn as steps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Series>,
    /// Lines from top to foot, such as the weight that was published.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uprights: Vec<Upright>,
    /// Where its figures can be read as a table.
    pub table: ChartTable,
    /// A name that cross-references point at; unique in the document.
    pub anchor: Option<String>,
}

/// How a chart shows its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartKind {
    /// A bar for each value, side by side at each place.
    Bars,
    /// A line through the values of each series, with a gap where a value is missing.
    Lines,
}

/// What a chart measures, and how its numbers are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// What is measured, such as "Share of families".
    pub label: String,
    /// What stands before a number, such as "£".
    pub before: String,
    /// What stands after a number, such as "%".
    pub after: String,
}

/// A row of values, one for each place of the chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// What it is, such as "Provider A".
    pub name: String,
    /// The values, one a place.
    pub points: Vec<Point>,
}

/// A value of a series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The value in hundredths; nothing if there is none, which is not the same as 0.
    pub value: Option<i64>,
    /// As it is printed, such as "£1,250", "85%" or "not returned".
    pub shown: String,
}

/// A value that the whole chart is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// What it is, such as "Target".
    pub name: String,
    /// The value in hundredths.
    pub value: i64,
    /// As it is printed.
    pub shown: String,
}

/// A line from top to foot, at a place or between two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upright {
    /// What it is, such as "Published".
    pub name: String,
    /// Where it stands: hundredths of the way from one place to the next, counted from the first place.
    pub at: i64,
    /// As it is printed.
    pub shown: String,
}

/// Where the figures of a chart can be read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartTable {
    /// Right after the chart, made of its own values.
    Follows,
    /// Elsewhere in the document: the composer has seen to it.
    Elsewhere,
}

impl Chart {
    /// The figures of the chart as a table: a row for each place, then one for each level.
    #[must_use]
    pub fn to_table(&self) -> Table {
        let column = |words: &str, align, heads_rows| Column { heading: text(words), align, heads_rows };
        let mut columns = vec![column(&self.across, Align::Left, true)];
        let shown = || self.series.iter().chain(&self.steps);
        columns.extend(shown().map(|series| column(&series.name, Align::Decimal, false)));
        let places = self.places.iter().enumerate().map(|(at, place)| {
            let says = |series: &Series| series.points.get(at).map_or(String::new(), |it| it.shown.clone());
            row(place, shown().map(says))
        });
        let levels = self.levels.iter().map(|level| row(&level.name, shown().map(|_| level.shown.clone())));
        let rows = places.chain(levels).collect();
        let caption = format!("{}: the figures", plain(&self.caption).trim_end_matches(['.', ':', ' ']));
        Table { caption: text(caption), columns, rows, anchor: None }
    }

    /// The chart and its table, if the table follows it: the blocks that are painted.
    pub(crate) fn with_table(&self) -> Vec<Block> {
        let alone = Block::Figure(Chart { table: ChartTable::Elsewhere, ..self.clone() });
        match self.table {
            ChartTable::Follows => vec![alone, Block::Table(self.to_table())],
            ChartTable::Elsewhere => vec![alone],
        }
    }

    /// The words in place of the picture; the caption for a chart without any.
    pub(crate) fn words(&self) -> String {
        let caption = plain(&self.caption);
        let words = [self.alternative.trim(), caption.trim(), "Chart"];
        words.into_iter().find(|words| !crate::is_blank(words)).unwrap_or_default().to_owned()
    }
}

fn row(head: &str, shown: impl Iterator<Item = String>) -> Row {
    let cells = std::iter::once(cell(head)).chain(shown.map(cell)).collect();
    Row { cells, total: false }
}
