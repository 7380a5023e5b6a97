//! Charts of every shape.

use paper::{
    Align, Block, Cell, Chart, ChartKind, ChartTable, Column, Inline, Level, Marker, Point, Row, Scale,
    Series, Table, text,
};

/// A chart of some places and series; every seventh value is missing.
pub fn chart(kind: ChartKind, places: usize, series: usize) -> Chart {
    let value = |at: usize, of: usize| {
        (!(at + 3).is_multiple_of(7)).then(|| 2_000 + ((at * 977 + of * 1_711) % 7_300) as i64)
    };
    let shown = |value: Option<i64>| match value {
        Some(value) => format!("{}.{:02}%", value / 100, value % 100),
        None => "not returned".to_owned(),
    };
    let points = |of: usize| {
        (0..places).map(|at| Point { value: value(at, of), shown: shown(value(at, of)) }).collect()
    };
    Chart {
        kind,
        caption: text("Families who kept their children, by quarter"),
        alternative: "The share rose in all quarters but the last.".to_owned(),
        across: "Quarter".to_owned(),
        places: (0..places).map(|at| format!("20{}/{} Q{}", 22 + at / 4, 23 + at / 4, at % 4 + 1)).collect(),
        scale: Scale { label: "Share of families".to_owned(), before: String::new(), after: "%".to_owned() },
        series: (0..series).map(|of| Series { name: format!("Provider {of}"), points: points(of) }).collect(),
        levels: vec![Level { name: "Target".to_owned(), value: 8_500, shown: "85%".to_owned() }],
        steps: Vec::new(),
        uprights: Vec::new(),
        table: ChartTable::Follows,
        anchor: None,
    }
}

/// Charts as they are and as they should not be.
pub fn charts() -> Vec<Block> {
    let plain = chart(ChartKind::Lines, 8, 1);
    let alone = Chart { table: ChartTable::Elsewhere, anchor: Some("picture".to_owned()), ..plain.clone() };
    let mut money = chart(ChartKind::Bars, 5, 2);
    money.scale = Scale { label: "Spend".to_owned(), before: "£".to_owned(), after: String::new() };
    money.series[0].points[1] = Point { value: Some(-120_000), shown: "−£1,200".to_owned() };
    money.places[2] = "A place with a name of very many words that go on and on".to_owned();
    let mut far = chart(ChartKind::Bars, 2, 1);
    far.series[0].points[0].value = Some(i64::MAX);
    far.series[0].points[1].value = Some(i64::MIN);
    let mut bare = chart(ChartKind::Lines, 0, 0);
    bare = Chart { caption: vec![], alternative: String::new(), levels: vec![], ..bare };
    let many = chart(ChartKind::Lines, 200, 5);
    let mut blocks: Vec<Block> =
        [plain, alone, chart(ChartKind::Bars, 6, 3), money, far, bare, chart(ChartKind::Bars, 4, 0), many]
            .into_iter()
            .map(Block::Figure)
            .collect();
    let see = vec![Inline::Text("See ".to_owned()), Inline::Reference("picture".to_owned())];
    blocks.push(Block::Paragraph { numbered: true, text: see, anchor: None });
    let small = Block::Figure(chart(ChartKind::Bars, 3, 1));
    blocks.push(Block::List { marker: Marker::Bullet, items: vec![vec![small.clone()]] });
    let column = || Column { heading: text("Narrow"), align: Align::Left, heads_rows: false };
    let row = Row { cells: vec![Cell { blocks: vec![small.clone()] }; 5], total: false };
    blocks.push(Block::Table(Table {
        caption: text("Charts in cells"),
        columns: (0..5).map(|_| column()).collect(),
        rows: vec![row],
        anchor: None,
    }));
    blocks
}
