use std::io::{Cursor, Read as _, Write as _};

use chrono::{DateTime, Utc};
use entity::id::ReturnId;
use rules::returns::sheet::{Came, Column, Entry, FORMAT, Holds, Line, Mark, Sheet, Takes};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;

mod broken;
mod moved;

fn mark() -> Mark {
    Mark {
        format: FORMAT,
        id: ReturnId(12),
        reference: "DOR-2027-001".to_owned(),
        period: 2,
        kpis: vec![(1, 1), (2, 1)],
    }
}

fn entry(column: Column, takes: Takes, holds: &str) -> Entry {
    Entry { column, takes, holds: holds.to_owned(), is_open: true }
}

fn line(key: &str, takes: Takes, holds: &str) -> Line {
    let text = |text: &str| text.to_owned();
    Line {
        key: text(key),
        drawn: text("abc - - -"),
        outcome: text("Women are supported"),
        measure: text("=Engaged & \"in time\""),
        enter: text("How many"),
        means: text("Each woman once."),
        last: text("9 (90.0%)"),
        target: text("80%"),
        entries: vec![entry(Column::Figure, takes, holds), entry(Column::Comment, Takes::Text, "Busy.")],
    }
}

fn sheet() -> Sheet {
    Sheet {
        mark: mark(),
        title: "Return for July to September 2027".to_owned(),
        contract: "DOR-2027-001 Support".to_owned(),
        due: "21 October 2027".to_owned(),
        is_open: true,
        lines: vec![
            line("k1-count", Takes::Whole(0, 1_000), "14"),
            line("k2-yes", Takes::Words(vec!["Yes".to_owned(), "No".to_owned()]), "Yes"),
            line("k3-score", Takes::Number(10), "7.5"),
            line("k4-count", Takes::Whole(0, 1_000), ""),
        ],
    }
}

fn made() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).expect("a real instant")
}

fn book() -> Vec<u8> {
    write(&sheet(), made()).expect("it is made")
}

/// A part of a workbook, as it stands in its package.
fn part(book: &[u8], name: &str) -> String {
    let mut package = ZipArchive::new(Cursor::new(book)).expect("a workbook is a package");
    let mut said = String::new();
    package.by_name(name).expect("the part is there").read_to_string(&mut said).expect("it is text");
    said
}

/// The same workbook with another text in a part, or with a part more.
fn with_part(book: &[u8], name: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(book)).expect("a workbook is a package");
    let mut into = ZipWriter::new(Cursor::new(Vec::new()));
    let mut write = |name: &str, bytes: &[u8]| {
        into.start_file(name, SimpleFileOptions::default()).expect("a part begins");
        into.write_all(bytes).expect("it is written");
    };
    let mut is_there = false;
    for place in 0..package.len() {
        let mut one = package.by_index(place).expect("it is there");
        let (own, mut bytes) = (one.name().expect("a name").into_owned(), Vec::new());
        one.read_to_end(&mut bytes).expect("it unpacks");
        if own == name {
            is_there = true;
            bytes = change(&String::from_utf8(bytes).expect("it is text")).into_bytes();
        }
        write(&own, &bytes);
    }
    if !is_there {
        write(name, change("").as_bytes());
    }
    into.finish().expect("it ends").into_inner()
}

/// A workbook written by hand: the mark, the headings in this order, and whatever stands below them, from row 3.
fn by_hand(headings: &[&str], below: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let into = book.add_worksheet();
    head(into, headings);
    below(into);
    book.save_to_buffer().expect("it is made")
}

fn head(into: &mut Worksheet, headings: &[&str]) {
    let keys = headings.iter().position(|heading| *heading == KEY).unwrap_or(0);
    put(into, 0, u16::try_from(keys).expect("few"), &mark().written());
    for (column, heading) in (0..).zip(headings) {
        put(into, 1, column, heading);
    }
}

fn put(into: &mut Worksheet, row: u32, column: u16, text: &str) {
    into.write_string(row, column, text).expect("it is written");
}

/// A workbook with one figure, written by hand in the usual place.
fn one_figure(figure: impl FnOnce(&mut Worksheet)) -> Came {
    let book = by_hand(&[KEY, "Your figure", "Comment"], |into| {
        put(into, 2, 0, "k1-count");
        figure(into);
    });
    read(&book).expect("it is read")
}

fn holds<'a>(came: &'a Came, name: &str) -> &'a Holds {
    &came.found.iter().find(|found| found.name == name).expect("it is found").holds
}

fn says(came: &Came, name: &str) -> String {
    match holds(came, name) {
        Holds::Wrong { says, .. } => says.clone(),
        other => panic!("nothing is wrong with {other:?}"),
    }
}

fn text(text: &str) -> Holds {
    Holds::Text(text.to_owned())
}

fn refusal(bytes: &[u8]) -> String {
    read(bytes).expect_err("it is refused").first()
}

#[test]
fn what_is_written_is_read_back() {
    let came = read(&book()).expect("our own");
    assert_eq!(came.mark, Some(mark()));
    assert_eq!(came.notes, Vec::<String>::new());
    assert_eq!(holds(&came, "k1-count"), &text("14"));
    assert_eq!(holds(&came, "k1-comment"), &text("Busy."));
    assert_eq!(holds(&came, "k2-yes"), &text("Yes"));
    assert_eq!(holds(&came, "k3-score"), &text("7.5"));
    assert_eq!(holds(&came, "k4-count"), &Holds::Empty);
    let first = came.found.iter().find(|found| found.name == "k1-count").expect("found");
    assert_eq!(first.drawn.as_deref(), Some("abc"));
    assert_eq!(
        first.place.as_ref().map(|place| place.says()).as_deref(),
        Some("Sheet Figures, row 5, column I")
    );
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    assert_eq!(book(), book());
}

#[test]
fn only_the_cells_to_fill_in_can_be_written() {
    let cells = part(&book(), "xl/worksheets/sheet1.xml");
    for has in [
        "<sheetProtection",
        "type=\"whole\"",
        "type=\"list\"",
        "type=\"decimal\"",
        "state=\"frozen\"",
        "orientation=\"landscape\"",
        "hidden=\"1\"",
    ] {
        assert!(cells.contains(has), "{has}: {cells}");
    }
    assert!(!cells.contains("<f>"), "no text is a formula");
    assert!(part(&book(), "xl/styles.xml").contains("locked=\"0\""));
    assert!(part(&book(), "docProps/core.xml").contains("Return for July to September 2027"));
    assert!(part(&book(), "docProps/custom.xml").contains("en-GB"));
    let mut locked = sheet();
    for line in &mut locked.lines {
        line.entries.iter_mut().for_each(|entry| entry.is_open = false);
    }
    let cells = part(&write(&locked, made()).expect("it is made"), "xl/worksheets/sheet1.xml");
    assert!(!cells.contains("<dataValidation "), "nothing to fill in");
}
