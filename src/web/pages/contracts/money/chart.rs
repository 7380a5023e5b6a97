//! Price, paid and forecast of each year as bars; the table beside them says the same.

use entity::number::Pence;
use paper::{Block, Chart, ChartKind, ChartTable, Document, Point, Scale, Series, text, to_html_part};
use rules::contract::money::{Money, YearMoney};
use rules::contract::price::pence;

/// So many years fit beside each other.
const MOST: usize = 12;

/// The bars, painted by the one that paints reports; nothing where there is nothing to compare.
pub(super) fn bars(money: &Money) -> Option<String> {
    let told = money.years.iter().any(|year| year.price.exact.is_some());
    if !told || money.years.is_empty() || money.years.len() > MOST {
        return None;
    }
    let document = Document {
        title: "Money".to_owned(),
        publisher: String::new(),
        language: "en-GB".to_owned(),
        running_header: String::new(),
        mark: None,
        status: None,
        accent: 0x0010_393d,
        contents: false,
        blocks: vec![Block::Figure(chart(money))],
    };
    Some(to_html_part(&document, 0..1))
}

fn chart(money: &Money) -> Chart {
    let shown = |sum: Option<Pence>| sum.map_or_else(|| "cannot tell".to_owned(), |sum| sum.to_string());
    Chart {
        kind: ChartKind::Bars,
        caption: text("Price, paid and forecast of each contract year"),
        alternative: format!(
            "Over {} years the price is {}, {} was paid, and the forecast is {}. The table gives each year.",
            money.years.len(),
            shown(money.price),
            money.paid,
            shown(money.forecast)
        ),
        across: "Contract year".to_owned(),
        places: money.years.iter().map(|year| format!("Year {}", year.price.year)).collect(),
        scale: Scale { label: "Pounds".to_owned(), before: "£".to_owned(), after: String::new() },
        series: vec![
            series(money, "Price", |year| year.whole_price().as_ref().and_then(pence)),
            series(money, "Paid", |year| Some(year.paid)),
            series(money, "Forecast", |year| year.forecast.as_ref().and_then(pence)),
        ],
        levels: Vec::new(),
        steps: Vec::new(),
        uprights: Vec::new(),
        table: ChartTable::Elsewhere,
        anchor: None,
    }
}

fn series(money: &Money, name: &str, of: fn(&YearMoney) -> Option<Pence>) -> Series {
    let point = |year: &YearMoney| {
        let sum = of(year);
        Point {
            value: sum.map(|sum| sum.0),
            shown: sum.map_or_else(|| "cannot tell".to_owned(), |sum| sum.to_string()),
        }
    };
    Series { name: name.to_owned(), points: money.years.iter().map(point).collect() }
}
