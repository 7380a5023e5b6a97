//! Each bid's total over the price weight, painted by the one that paints reports: a plot with its figures.

use paper::{
    Block, Chart, ChartKind, ChartTable, Document, Point, Scale, Series, Upright, text, to_html_part,
};
use rules::award::what_if::WhatIf;
use rules::exact::{Exact, hundredths, plain, two_decimals};

/// The plot with its table; nothing where the formula has no split. Bids are named by `named`, the words of the picture
/// are given.
pub(super) fn plot(about: &WhatIf, named: &dyn Fn(&str) -> String, words: String) -> Option<String> {
    if about.totals.is_empty() {
        return None;
    }
    let document = Document {
        title: "What would change the winner".to_owned(),
        publisher: String::new(),
        language: "en-GB".to_owned(),
        running_header: String::new(),
        mark: None,
        status: None,
        accent: 0x0010_393d,
        contents: false,
        blocks: vec![Block::Figure(chart(about, named, words))],
    };
    Some(to_html_part(&document, 0..1))
}

fn chart(about: &WhatIf, named: &dyn Fn(&str) -> String, words: String) -> Chart {
    let whole = |number: &Exact| i64::try_from(hundredths(number)).unwrap_or_default();
    let series = about.totals.iter().map(|bid| Series {
        name: named(&bid.id),
        points: bid
            .totals
            .iter()
            .map(|total| Point { value: Some(whole(total)), shown: two_decimals(total) })
            .collect(),
    });
    let published = format!("price weight {}%", plain(&about.published));
    Chart {
        kind: ChartKind::Lines,
        caption: text("The total of each bid at each price weight"),
        alternative: format!("{words} The table gives the total of each bid at every tenth price weight."),
        across: "Price weight; quality takes the rest".to_owned(),
        places: about.weights.iter().map(|weight| format!("{}%", plain(weight))).collect(),
        scale: Scale { label: "Total".to_owned(), before: String::new(), after: String::new() },
        series: series.collect(),
        levels: Vec::new(),
        // Places are ten points of price weight apart, and a place is a hundred hundredths.
        steps: Vec::new(),
        uprights: vec![Upright {
            name: "As published".to_owned(),
            at: whole(&about.published) / 10,
            shown: published,
        }],
        table: ChartTable::Follows,
        anchor: None,
    }
}
