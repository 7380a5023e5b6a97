//! A table of numbers as a chart. What is drawn is read from what is printed, to the hundredth.

use paper::{Cell, Chart, ChartKind, ChartTable, Point, Scale, Series, Table, plain};

/// A chart of a table, whose first column holds the places and every other a series of numbers;
/// nothing where no number is given. Its table stands after it.
pub(super) fn of(kind: ChartKind, table: &Table, anchor: Option<String>) -> Option<Chart> {
    let rows: Vec<_> = table.rows.iter().filter(|row| !row.total).collect();
    let places = rows.iter().map(|row| row.cells.first().map_or(String::new(), words)).collect();
    let series: Vec<Series> = (1..table.columns.len())
        .map(|column| Series {
            name: plain(&table.columns[column].heading),
            points: rows.iter().map(|row| row.cells.get(column).map_or_else(nothing, point)).collect(),
        })
        .collect();
    // A column of targets is what the others are compared with.
    let is_steps = |series: &Series| kind == ChartKind::Lines && series.name == "Target";
    let (steps, series): (Vec<Series>, Vec<Series>) = series.into_iter().partition(is_steps);
    let points = || series.iter().flat_map(|series| &series.points).filter(|point| point.value.is_some());
    points().next()?;
    let all = |has: fn(&str) -> bool, mark: &str| {
        if points().all(|point| has(&point.shown)) { mark.to_owned() } else { String::new() }
    };
    let chart = Chart {
        kind,
        caption: table.caption.clone(),
        alternative: String::new(),
        across: table.columns.first().map(|column| plain(&column.heading)).unwrap_or_default(),
        places,
        scale: Scale {
            label: match &series[..] {
                [one] => one.name.clone(),
                _ => plain(&table.caption),
            },
            before: all(|shown| shown.contains('£'), "£"),
            after: all(|shown| shown.ends_with('%'), "%"),
        },
        series,
        levels: Vec::new(),
        steps,
        uprights: Vec::new(),
        table: ChartTable::Elsewhere,
        anchor,
    };
    Some(Chart { alternative: says(&chart), ..chart })
}

/// What the picture says: of each series the first and the last value, the highest and the lowest.
fn says(chart: &Chart) -> String {
    chart.series.iter().filter_map(|series| series_says(series, &chart.places)).collect::<Vec<_>>().join(" ")
}

fn series_says(series: &Series, places: &[String]) -> Option<String> {
    let given = series.points.iter().zip(places);
    let given: Vec<_> = given
        .filter_map(|(point, place)| Some((point.value?, format!("{} ({place})", point.shown))))
        .collect();
    let ((_, first), (_, last)) = (given.first()?, given.last()?);
    if given.len() == 1 {
        return Some(format!("{}: {first} only.", series.name));
    }
    let (_, lowest) = given.iter().min_by_key(|(value, _)| *value)?;
    // The first of several that are as high.
    let (_, highest) = given.iter().rev().max_by_key(|(value, _)| *value)?;
    Some(format!("{}: from {first} to {last}; highest {highest}, lowest {lowest}.", series.name))
}

fn point(cell: &Cell) -> Point {
    let shown = words(cell);
    Point { value: hundredths(&shown), shown }
}

fn nothing() -> Point {
    Point { value: None, shown: String::new() }
}

fn words(cell: &Cell) -> String {
    let paragraph = |block: &paper::Block| match block {
        paper::Block::Paragraph { text, .. } => plain(text).trim().to_owned(),
        _ => String::new(),
    };
    cell.blocks.iter().map(paragraph).collect::<Vec<_>>().join(" ")
}

/// A number as it is printed, such as "£1,250.50", "-3" or "84%", in hundredths.
fn hundredths(shown: &str) -> Option<i64> {
    let (sign, number) = match shown.strip_prefix('-') {
        Some(number) => (-1, number),
        None => (1, shown),
    };
    let number = number.strip_prefix('£').unwrap_or(number);
    let number = number.strip_suffix('%').unwrap_or(number).replace(',', "");
    let (whole, part) = number.split_once('.').unwrap_or((&number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(part)?.checked_mul(sign)
}
