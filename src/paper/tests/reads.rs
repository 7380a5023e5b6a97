//! The tag tree reads like the page: no words joined or parted where lines end, wherever they stand.
#![allow(missing_docs)]

#[allow(dead_code)]
mod checker;
#[allow(dead_code)]
mod samples;

use checker::check;
use paper::pdf::to_pdf;
use paper::{Align, Block, Cell, Column, Document, Fact, Inline, Marker, Row, Table, paragraph, text};

/// Long words of each place, told apart by their first.
fn words(place: &str) -> String {
    let long = "x".repeat(200);
    let address = "https://www.example.org/a-long/address/with/many/parts?and=a&query=of&more=parts";
    let prose = "a long-term plan—made well-nigh “whole”, non\u{2011}breaking, ŵ ŷ ☐ ☑ ≥ 1,000.50";
    format!("{place} {prose} {prose} {long} {prose} {address} {prose} end")
}

/// The same as it is read: a hyphen is a hyphen.
fn read_out(place: &str) -> String {
    words(place).replace('\u{2011}', "-")
}

fn document() -> Document {
    let column = |heading: &str, align| Column { heading: text(heading), align, heads_rows: false };
    let cell = |place: &str| Cell { blocks: vec![paragraph(words(place))] };
    let noted = vec![Inline::Text("Noted".to_owned()), Inline::Note(text(words("note")))];
    samples::of(vec![
        Block::Heading { level: 2, numbered: false, text: text(words("heading")), anchor: None },
        paragraph(words("prose")),
        Block::List {
            marker: Marker::Bullet,
            items: vec![
                vec![paragraph(words("item"))],
                vec![Block::List { marker: Marker::Letter, items: vec![vec![paragraph(words("inner"))]] }],
            ],
        },
        Block::Callout { label: "Note".to_owned(), blocks: vec![paragraph(words("callout"))] },
        Block::Facts(vec![Fact { term: text(words("term")), is: vec![paragraph(words("fact"))] }]),
        Block::Table(Table {
            caption: text("Caption"),
            columns: vec![
                column(&words("column"), Align::Left),
                column("Second", Align::Decimal),
                column("Third", Align::Centre),
            ],
            rows: vec![Row { cells: vec![cell("left"), cell("decimal"), cell("centre")], total: false }],
            anchor: None,
        }),
        Block::Paragraph { numbered: false, text: noted, anchor: None },
    ])
}

#[test]
fn what_is_said_is_read_word_for_word() {
    let mut document = document();
    document.title = words("title");
    let checked = check(&to_pdf(&document));
    assert_eq!(checked.faults, Vec::<String>::new());
    let places = [
        ("title", "H1"),
        ("heading", "H3"),
        ("prose", "P"),
        ("item", "P"),
        ("inner", "P"),
        ("callout", "P"),
        ("term", "Lbl"),
        ("fact", "P"),
        ("column", "TH"),
        ("left", "P"),
        ("decimal", "P"),
        ("centre", "P"),
        ("note", "P"),
    ];
    for (place, role) in places {
        let said = checked.words(role).into_iter().map(str::trim);
        let found: Vec<&str> = said.filter(|said| said.starts_with(&format!("{place} "))).collect();
        assert_eq!(found, [read_out(place)], "{place}");
    }
}

#[test]
fn elements_do_not_run_into_each_other() {
    let checked = check(&to_pdf(&samples::full()));
    let labels = checked.words("Lbl");
    assert!(labels.iter().all(|label| label.ends_with(' ')), "{labels:?}");
    let sixty = check(&to_pdf(&samples::notes_in_cells()));
    assert_eq!(sixty.words("Note").len(), 60);
    for page in &sixty.painted {
        // A note stands on the page that refers to it.
        for (_, number) in page.iter().filter(|(tag, words)| tag == "Link" && words.parse::<u32>().is_ok()) {
            let noted = format!("Noted as {number}.");
            assert!(page.iter().any(|(_, words)| words.starts_with(&noted)), "{noted} is on another page");
        }
    }
}
