//! Documents to paint: one with everything, and those that are hard to lay out.

pub mod charts;

use paper::{Align, Block, Column, Document, Fact, Inline, Marker, Row, Table, cell, paragraph, text};

/// Every sample with its name.
pub fn all() -> Vec<(&'static str, Document)> {
    vec![
        ("full", full()),
        ("long table", long_table()),
        ("long cell", long_cell()),
        ("long words", long_words()),
        ("many notes", many_notes()),
        ("deep outline", deep_outline()),
        ("empty", empty()),
        ("many columns", many_columns()),
        ("headings only", of((0..200).map(|_| heading(1, "Heading")).collect())),
        ("nested", nested()),
        ("charts", of(charts::charts())),
        ("nothing", Document { blocks: vec![], ..of(vec![]) }),
        ("nothing but contents", Document { blocks: vec![], contents: true, ..of(vec![]) }),
        ("notes in cells", notes_in_cells()),
    ]
}

/// A document of some blocks below one heading.
pub fn of(blocks: Vec<Block>) -> Document {
    let mut all = vec![heading(1, "First")];
    all.extend(blocks);
    Document {
        title: "A paper & its <title>".to_owned(),
        publisher: "Cyngor Sŵn".to_owned(),
        language: "en-GB".to_owned(),
        running_header: "Running header".to_owned(),
        mark: Some("Demonstration data".to_owned()),
        status: None,
        accent: 0x0000_5a70,
        contents: false,
        blocks: all,
    }
}

/// A document with every kind of block and inline.
pub fn full() -> Document {
    let note = Inline::Note(vec![Inline::Text("A note with a ".to_owned()), link()]);
    let mut blocks = vec![
        Block::Facts(vec![Fact { term: text("Meeting"), is: vec![paragraph("Cabinet")] }]),
        Block::Paragraph {
            numbered: true,
            text: vec![
                Inline::Text("See ".to_owned()),
                Inline::Reference("costs".to_owned()),
                Inline::Text(", ".to_owned()),
                Inline::Reference("nowhere".to_owned()),
                Inline::Strong(text(" strong")),
                Inline::Emphasis(vec![Inline::Strong(text(" and bold italic"))]),
                Inline::Break,
                link(),
                note,
                Inline::Figure { name: "n".to_owned(), source: "s".to_owned(), shown: "£5".to_owned() },
            ],
            anchor: Some("first".to_owned()),
        },
        Block::List {
            marker: Marker::Letter,
            items: vec![vec![paragraph("One"), list(Marker::Bullet, 2)], vec![], vec![paragraph("Three")]],
        },
        list(Marker::Number, 12),
        Block::Callout {
            label: "Note".to_owned(),
            blocks: vec![paragraph("Set apart."), list(Marker::Bullet, 3)],
        },
        heading(2, "Below"),
        table(3, 4, Some("costs")),
        Block::PageBreak,
        heading(3, "Deeper"),
        Block::RestartNumbers,
        heading(1, "Again"),
        paragraph("Words. ".repeat(400).trim()),
    ];
    blocks.insert(0, Block::Facts(vec![]));
    Document { contents: true, ..of(blocks) }
}

pub fn long_table() -> Document {
    Document { blocks: vec![heading(1, "Register"), table(4, 300, None)], ..of(vec![]) }
}

pub fn long_cell() -> Document {
    let words: Vec<String> = (0..4000).map(|index| format!("word{index}")).collect();
    let mut table = plain_table(3, 3);
    table.rows[1].cells[1] = cell(words.join(" "));
    of(vec![Block::Table(table), paragraph("After.")])
}

pub fn long_words() -> Document {
    let long = "x".repeat(200);
    let mut table = plain_table(3, 2);
    table.rows[0].cells[2] = cell(long.as_str());
    table.columns[0].heading = text(long.as_str());
    let mut document = of(vec![
        paragraph(long.as_str()),
        Block::List { marker: Marker::Bullet, items: vec![vec![paragraph(long.as_str())]] },
        heading(2, &long),
        Block::Table(table),
        Block::Facts(vec![Fact { term: text(long.as_str()), is: vec![paragraph(long.as_str())] }]),
    ]);
    document.title = long.clone();
    document.running_header = long.clone();
    document.publisher = long;
    document.contents = true;
    document
}

pub fn many_notes() -> Document {
    let note = |index: usize| Inline::Note(text(format!("Note {index}. {}", "It says much. ".repeat(6))));
    let mut words = text("All notes stand on one line");
    words.extend((0..60).map(note));
    of(vec![
        paragraph("Before."),
        Block::Paragraph { numbered: true, text: words, anchor: None },
        paragraph("After."),
    ])
}

/// Sixty notes: some in the cells of a table, some in a caption, in facts and in headings.
pub fn notes_in_cells() -> Document {
    let noted = |index: usize| {
        let note = Inline::Note(text(format!("Noted as {index}. {}", "It says much. ".repeat(index % 4))));
        vec![Inline::Text(format!("Words {index}")), note]
    };
    let block = |index: usize| Block::Paragraph { numbered: false, text: noted(index), anchor: None };
    let mut table = plain_table(3, 25);
    table.caption = noted(3);
    table.columns[1].heading = noted(4);
    for (index, row) in table.rows.iter_mut().enumerate() {
        row.cells[1].blocks = vec![block(index * 2 + 5)];
        row.cells[2].blocks = vec![block(index * 2 + 6)];
    }
    let mut blocks = vec![
        Block::Facts(vec![Fact { term: noted(1), is: vec![block(2)] }]),
        Block::Table(table),
        Block::Heading { level: 2, numbered: true, text: noted(55), anchor: None },
    ];
    blocks.extend((56..=60).map(block));
    of(blocks)
}

pub fn deep_outline() -> Document {
    let mut blocks = Vec::new();
    for level in [1, 2, 3, 4, 5, 6, 2, 5, 1, 4] {
        blocks.push(heading(level, &format!("Level {level}")));
        blocks.push(Block::Paragraph { numbered: true, text: text("Words."), anchor: None });
    }
    Document { contents: true, ..of(blocks) }
}

pub fn empty() -> Document {
    let hollow = Table {
        caption: vec![],
        columns: vec![],
        rows: vec![Row { cells: vec![], total: false }],
        anchor: None,
    };
    let no_rows = Table { rows: vec![], ..plain_table(2, 0) };
    let no_cells = Table { rows: vec![Row { cells: vec![], total: true }], ..plain_table(2, 0) };
    of(vec![
        heading(2, ""),
        heading(3, "Empty section"),
        heading(1, "Another"),
        paragraph(""),
        paragraph("   "),
        Block::List { marker: Marker::Bullet, items: vec![] },
        Block::List { marker: Marker::Number, items: vec![vec![]] },
        Block::Table(hollow),
        Block::Table(no_rows),
        Block::Table(no_cells),
        Block::Facts(vec![]),
        Block::Facts(vec![Fact { term: vec![], is: vec![] }]),
        Block::Callout { label: String::new(), blocks: vec![] },
        Block::Paragraph { numbered: true, text: vec![Inline::Note(vec![])], anchor: None },
        Block::Paragraph {
            numbered: false,
            text: vec![Inline::Link { href: "https://x".to_owned(), text: vec![] }],
            anchor: None,
        },
        Block::PageBreak,
        Block::PageBreak,
    ])
}

pub fn many_columns() -> Document {
    of(vec![table(40, 5, None), table(9, 3, None)])
}

fn nested() -> Document {
    let mut block = paragraph("Deep within words that go on for a while.");
    for _ in 0..30 {
        block = Block::List { marker: Marker::Letter, items: vec![vec![block, paragraph("beside")]] };
    }
    let mut outer = plain_table(2, 2);
    outer.rows[0].cells[0].blocks = vec![table(2, 2, None), heading(2, "In a cell"), Block::Facts(vec![])];
    of(vec![block, Block::Table(outer)])
}

pub fn heading(level: u8, words: &str) -> Block {
    Block::Heading { level, numbered: true, text: text(words), anchor: None }
}

fn link() -> Inline {
    Inline::Link {
        href: "https://example.org/a?b=1&c=\"2\"".to_owned(),
        text: text("a link of several words"),
    }
}

fn list(marker: Marker, items: usize) -> Block {
    Block::List { marker, items: (1..=items).map(|item| vec![paragraph(format!("Item {item}"))]).collect() }
}

fn table(columns: usize, rows: usize, anchor: Option<&str>) -> Block {
    Block::Table(Table { anchor: anchor.map(str::to_owned), ..plain_table(columns, rows) })
}

fn plain_table(columns: usize, rows: usize) -> Table {
    let column = |index: usize| Column {
        heading: text(if index == 0 { "Provider" } else { "Value" }),
        align: if index == 0 { Align::Left } else { Align::Decimal },
        heads_rows: index == 0,
    };
    let row = |row: usize| Row {
        cells: (0..columns)
            .map(|index| {
                cell(if index == 0 { format!("Provider {row}") } else { format!("£{row}.{index}0") })
            })
            .collect(),
        total: row + 1 == rows,
    };
    Table {
        caption: text("Contracts"),
        columns: (0..columns).map(column).collect(),
        rows: (0..rows).map(row).collect(),
        anchor: None,
    }
}
