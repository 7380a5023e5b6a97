//! Rows that are divided between pages, and the widths of columns.
#![allow(missing_docs)]

#[allow(dead_code)]
mod checker;
#[allow(dead_code)]
mod samples;

use checker::{Checked, check};
use paper::pdf::to_pdf;
use paper::{Align, Block, Column, Row, Table, cell, text};

fn table(headings: &[&str], rows: Vec<Vec<String>>) -> Block {
    let column = |heading: &&str| Column { heading: text(*heading), align: Align::Left, heads_rows: false };
    let row = |cells: Vec<String>| Row { cells: cells.into_iter().map(cell).collect(), total: false };
    Block::Table(Table {
        caption: text("Rows"),
        columns: headings.iter().map(column).collect(),
        rows: rows.into_iter().map(row).collect(),
        anchor: None,
    })
}

fn painted(blocks: Vec<Block>) -> Checked {
    let checked = check(&to_pdf(&samples::of(blocks)));
    assert_eq!(checked.faults, Vec::<String>::new());
    checked
}

#[test]
fn a_tall_row_is_divided_and_stays_one_row() {
    let words = |words: usize| (0..words).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    let rows = (0..6).map(|row| vec![format!("Start {row}"), words(300), words(280)]).collect();
    let checked = painted(vec![table(&["Name", "Risks", "Benefits"], rows)]);
    assert_eq!(checked.words("TR").len(), 7);
    let whole: usize = checked
        .painted
        .iter()
        .map(|page| page.iter().filter(|(_, words)| words.starts_with("Start")).count())
        .sum();
    assert_eq!(whole, 6);
    let cells: Vec<&str> =
        checked.words("P").into_iter().filter(|words| words.starts_with("word0 ")).collect();
    assert_eq!(cells.len(), 12);
    assert!(cells.iter().all(|cell| [280, 300].contains(&cell.split_whitespace().count())));
    // Every page but the last is used: each holds some hundreds of words.
    for page in &checked.painted[..checked.pages - 1] {
        let count: usize = page.iter().map(|(_, words)| words.split_whitespace().count()).sum();
        assert!(count > 300, "{count} words on a page");
    }
}

#[test]
fn no_line_of_a_divided_cell_stands_alone() {
    for lead in 0..30 {
        let mut blocks: Vec<Block> = (0..lead).map(|_| paper::paragraph("A line.")).collect();
        let rows = vec![vec!["Name".to_owned(), "word ".repeat(700).trim().to_owned()]];
        blocks.push(table(&["Name", "Words"], rows));
        let checked = painted(blocks);
        for page in &checked.painted {
            let on_page: usize = page
                .iter()
                .filter(|(tag, _)| tag == "P")
                .map(|(_, words)| words.split_whitespace().filter(|word| *word == "word").count())
                .sum();
            assert!(on_page == 0 || on_page > 15, "{on_page} words on a page after {lead} lines");
        }
    }
}

#[test]
fn words_are_not_broken_while_there_is_room() {
    let rows = vec![vec![
        "Timeframes: the preferred option takes some setting up and could not start at once".to_owned(),
        "Sustainability / Environmental".to_owned(),
        "D".to_owned(),
        "C".to_owned(),
        "Parts of the innovation could be started by existing staff who have the expertise. ".repeat(6),
    ]];
    let pdf = to_pdf(&samples::of(vec![table(
        &["Risk", "Category", "Likelihood", "Impact", "Plans to mitigate"],
        rows,
    )]));
    let checked = check(&pdf);
    assert_eq!(checked.faults, Vec::<String>::new());
    for word in ["Environmental", "Sustainability", "Likelihood", "Timeframes:"] {
        let whole = checked.runs.iter().any(|run| run.split_whitespace().any(|part| part == word));
        assert!(whole, "{word} is broken: {:?}", checked.runs);
    }
}

#[test]
fn a_row_that_goes_on_repeats_its_head_as_an_artifact() {
    let words = (0..1500).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    let column =
        |heading: &str, heads_rows| Column { heading: text(heading), align: Align::Left, heads_rows };
    let row = |head: &str, words: &str| Row { cells: vec![cell(head), cell(words)], total: false };
    let checked = painted(vec![Block::Table(Table {
        caption: text("Options"),
        columns: vec![column("Option", true), column("Risks", false)],
        rows: vec![row("Do nothing", &words), row("Another", "Few."), row("Third", "None.")],
        anchor: None,
    })]);
    assert!(checked.pages > 2);
    assert_eq!(checked.words("TH").len(), 5);
    let read = checked.elements.iter().filter(|(_, _, words)| words.trim() == "Do nothing").count();
    assert_eq!(read, 1);
    assert!(!checked.elements.iter().any(|(_, _, words)| words.contains("continued")));
    let repeated = |page: &String| page.replace(' ', "").matches("Donothing(continued)").count();
    let counts: Vec<usize> = checked.artifacts.iter().map(repeated).collect();
    assert_eq!(counts[0], 0);
    assert!(counts[1..].iter().all(|count| *count == 1), "{counts:?}");
}

#[test]
fn notes_of_a_divided_row_stand_on_the_page_that_refers_to_them() {
    let noted = |index: usize| paper::Block::Paragraph {
        numbered: false,
        text: vec![
            paper::Inline::Text("Words that go on for a line or two of the cell they stand in. ".repeat(2)),
            paper::Inline::Note(text(format!("Noted as {index}."))),
        ],
        anchor: None,
    };
    let cells = vec![cell("Head"), paper::Cell { blocks: (1..=60).map(noted).collect() }];
    let column =
        |heading: &str, heads_rows| Column { heading: text(heading), align: Align::Left, heads_rows };
    let checked = painted(vec![Block::Table(Table {
        caption: text("Options"),
        columns: vec![column("Option", true), column("Risks", false)],
        rows: vec![Row { cells, total: false }],
        anchor: None,
    })]);
    assert_eq!(checked.words("Note").len(), 60);
    for page in &checked.painted {
        for (_, number) in page.iter().filter(|(tag, words)| tag == "Link" && words.parse::<u32>().is_ok()) {
            let noted = format!("Noted as {number}.");
            assert!(page.iter().any(|(_, words)| words.starts_with(&noted)), "{noted} is on another page");
        }
    }
}

#[test]
fn a_table_that_runs_over_says_its_caption_again_as_an_artifact() {
    let rows = (0..90).map(|row| vec![format!("Row {row}"), "Some words.".to_owned()]).collect();
    let checked = painted(vec![table(&["Name", "Words"], rows)]);
    assert!(checked.pages > 2);
    for page in &checked.artifacts[1..] {
        assert_eq!(page.replace(' ', "").matches("Rows(continued)").count(), 1, "{page}");
    }
    assert_eq!(checked.words("Caption").len(), 1);
    assert!(!checked.words("Caption")[0].contains("continued"));
}

#[test]
fn facts_that_have_room_on_a_page_stand_on_one() {
    for lead in (0..60).step_by(3) {
        let mut blocks: Vec<Block> = (0..lead).map(|_| paper::paragraph("A line.")).collect();
        let fact =
            |at| paper::Fact { term: text(format!("Term {at}")), is: vec![paper::paragraph("It is so.")] };
        blocks.push(Block::Facts((0..7).map(fact).collect()));
        let checked = painted(blocks);
        let on: Vec<usize> = checked
            .painted
            .iter()
            .map(|page| page.iter().filter(|(_, words)| words.starts_with("Term")).count())
            .filter(|count| *count > 0)
            .collect();
        assert_eq!(on, [7], "after {lead} lines");
    }
}
