//! Writes a sample paper as PDF, as HTML and for Word, to be looked at: `cargo run -p paper --example sample DIRECTORY PARTS`.

use std::{env, error::Error, fs, path::PathBuf, time::Instant};

use paper::{
    Align, Block, Cell, Chart, ChartKind, ChartTable, Column, Document, Fact, Inline, Level, Marker, Point,
    Row, Scale, Series, Table, cell, paragraph, text,
};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = PathBuf::from(env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    let parts = env::args().nth(2).map_or(Ok(3), |parts| parts.parse())?;
    let document = sample(parts);
    fs::create_dir_all(&directory)?;
    let start = Instant::now();
    let pdf = paper::pdf::to_pdf(&document);
    println!("PDF: {} bytes in {:?}", pdf.len(), start.elapsed());
    let start = Instant::now();
    let word = paper::word::to_docx(&document);
    println!("Word: {} bytes in {:?}", word.len(), start.elapsed());
    fs::write(directory.join("sample.docx"), word)?;
    fs::write(directory.join("sample.pdf"), pdf)?;
    fs::write(directory.join("sample.html"), paper::to_html(&document))?;
    Ok(())
}

fn sample(parts: usize) -> Document {
    let mut blocks = vec![Block::Facts(facts())];
    for part in 1..=parts {
        blocks.extend(section(part));
    }
    Document {
        title: "A sample paper: advocacy for mothers whose children are in care".to_owned(),
        publisher: "A council".to_owned(),
        language: "en-GB".to_owned(),
        running_header: "A sample paper: advocacy for mothers".to_owned(),
        mark: Some("Demonstration data".to_owned()),
        status: None,
        accent: 0x0000_5a70,
        contents: true,
        blocks,
    }
}

fn facts() -> Vec<Fact> {
    let fact = |term: &str, is: &str| Fact { term: text(term), is: vec![paragraph(is)] };
    vec![
        fact("Meeting", "Cabinet, 19 October 2021"),
        fact("Portfolio holder", "Portfolio Holder for Children’s Services"),
        fact("Report from", "Director of Public Health"),
        fact("Estimated value", "£220,000 over two years"),
    ]
}

fn section(part: usize) -> Vec<Block> {
    vec![
        heading(1, &format!("Background to part {part}"), Some(format!("part-{part}"))),
        numbered(vec![
            Inline::Text("Placements are among the largest costs of the council. Under its ".to_owned()),
            Inline::Emphasis(text("Sufficiency Strategy")),
            Inline::Text(" and draft ".to_owned()),
            Inline::Strong(text("Children in Care Strategy")),
            Inline::Text(", it wants more families to be able to stay together.".to_owned()),
            Inline::Note(text(
                "An invented review of services for mothers, pages 12 to 18, made with women and providers.",
            )),
            Inline::Text(" Each removal costs money twice, in court and for years of care; see ".to_owned()),
            Inline::Reference("measures".to_owned()),
            Inline::Text(" and ".to_owned()),
            Inline::Reference("part-2".to_owned()),
            Inline::Text(".".to_owned()),
        ]),
        numbered(vec![
            Inline::Text("The maximum value is ".to_owned()),
            Inline::Figure {
                name: "contract.maximum".to_owned(),
                source: "Budget".to_owned(),
                shown: "£220,000".to_owned(),
            },
            Inline::Text(". The notice is published on the ".to_owned()),
            Inline::Link {
                href: "https://www.find-tender.service.gov.uk".to_owned(),
                text: text("Find a Tender service"),
            },
            Inline::Text(", with Welsh words such as dŵr, tŷ and Gŵyl, ticks ✓ and boxes ☐ ☑.".to_owned()),
        ]),
        heading(2, "Key statistics", None),
        numbered(text("Key statistics to note are:")),
        Block::List {
            marker: Marker::Bullet,
            items: vec![
                vec![paragraph(
                    "In five years 58 women of the area lost 218 children to care, more than elsewhere.",
                )],
                vec![
                    paragraph("There are two models:"),
                    Block::List {
                        marker: Marker::Letter,
                        items: vec![
                            vec![paragraph(
                                "one key worker for each woman, who brings in other trades as they are needed;",
                            )],
                            vec![paragraph("a team around the person.")],
                        ],
                    },
                ],
            ],
        },
        outcomes(part),
        Block::Figure(chart(ChartKind::Lines)),
        Block::Figure(chart(ChartKind::Bars)),
        Block::Callout {
            label: "Exempt information".to_owned(),
            blocks: vec![paragraph(
                "The appendix to this report holds the prices of bidders. It is not for publication under paragraph 3 of Schedule 12A to the Local Government Act 1972.",
            )],
        },
        heading(2, "Cost", None),
        costs(),
    ]
}

fn outcomes(part: usize) -> Block {
    let row = |outcome: &str, measure: &str, who: &str, when: &str| Row {
        cells: vec![cell(outcome), cell(measure), cell(who), cell(when)],
        total: false,
    };
    let column = |words: &str, heads_rows| Column { heading: text(words), align: Align::Left, heads_rows };
    Block::Table(Table {
        caption: text("Outcomes and how they are measured"),
        columns: vec![
            column("Outcome", true),
            column("How will success be measured?", false),
            column("Who will measure it?", false),
            column("When will it be measured?", false),
        ],
        rows: (0..6)
            .map(|_| row("Fewer repeat removals", "The number of women who have a further child removed within two years, against the group of 58 women", "The provider, reviewed by the commissioning team", "Quarterly, from 1 July 2022"))
            .collect(),
        anchor: (part == 1).then(|| "measures".to_owned()),
    })
}

fn chart(kind: ChartKind) -> Chart {
    let point = |value: Option<i64>| Point {
        value: value.map(|value| value * 100),
        shown: value.map_or("not returned".to_owned(), |value| format!("{value}%")),
    };
    let series = |name: &str, values: [Option<i64>; 6]| Series {
        name: name.to_owned(),
        points: values.into_iter().map(point).collect(),
    };
    Chart {
        kind,
        caption: text("Families who kept their children, by quarter"),
        alternative:
            "The share rose from 61% to 88% over six quarters, above the target of 85% from the fifth."
                .to_owned(),
        across: "Quarter".to_owned(),
        places: ["Q1", "Q2", "Q3", "Q4", "Q1", "Q2"].iter().map(|q| format!("2022/23 {q}")).collect(),
        scale: Scale { label: "Share of families".to_owned(), before: String::new(), after: "%".to_owned() },
        series: vec![
            series("The council", [Some(61), Some(66), Some(71), Some(80), Some(86), Some(88)]),
            series("Dorset", [Some(52), None, Some(64), Some(63), Some(70), Some(75)]),
        ],
        levels: vec![Level { name: "Target".to_owned(), value: 8500, shown: "85%".to_owned() }],
        steps: Vec::new(),
        uprights: Vec::new(),
        table: if kind == ChartKind::Lines { ChartTable::Follows } else { ChartTable::Elsewhere },
        anchor: None,
    }
}

fn costs() -> Block {
    let row = |what: &str, first: &str, second: &str, share: &str, total| Row {
        cells: vec![cell(what), cell(first), cell(second), cell(share)],
        total,
    };
    let column = |words: &str, align| Column { heading: text(words), align, heads_rows: false };
    let mut rows = vec![
        row("Coordinator post", "£41,250.50", "£42,075", "40%", false),
        row("Training", "£9,800", "£1,250.75", "7.5%", false),
        row("Evaluation", "£750", "not stated", "52.5%", false),
        row("Total", "£51,800.50", "£43,325.75", "100%", true),
    ];
    rows[1].cells[0] = Cell {
        blocks: vec![Block::Paragraph {
            numbered: false,
            text: vec![Inline::Text("Training".to_owned()), Inline::Note(text("A note in a cell."))],
            anchor: None,
        }],
    };
    Block::Table(Table {
        caption: text("Cost by year"),
        columns: vec![
            column("Item", Align::Left),
            column("2022/23", Align::Decimal),
            column("2023/24", Align::Decimal),
            column("Share", Align::Decimal),
        ],
        rows,
        anchor: None,
    })
}

fn heading(level: u8, words: &str, anchor: Option<String>) -> Block {
    Block::Heading { level, numbered: true, text: text(words), anchor }
}

fn numbered(text: Vec<Inline>) -> Block {
    Block::Paragraph { numbered: true, text, anchor: None }
}
