use std::io::Read;

use super::*;

fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A part of a workbook, as it stands in its package.
fn part(book: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(io::Cursor::new(book)).expect("a workbook is a package");
    let mut said = String::new();
    package.by_name(name).expect("the part is there").read_to_string(&mut said).expect("it is text");
    said
}

#[test]
fn text_that_begins_like_a_formula_is_text() {
    let table = [
        ("Advice", "Advice"),
        ("=1+1", "'=1+1"),
        ("+44 1305", "'+44 1305"),
        ("-5", "'-5"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("  =1", "'  =1"),
    ];
    for (typed, written) in table {
        assert_eq!(as_text(&text(typed)), written);
    }
    assert_eq!(as_text(&Cell::Money(Some(Pence(-5)))), "-0.05", "an amount is a number");
}

#[test]
fn lines_are_quoted_where_they_must_be() {
    let lines = comma_separated(&[vec![text("Women’s \"A, B\""), Cell::Money(Some(Pence::pounds(5)))]]);
    assert_eq!(
        String::from_utf8(lines.expect("it is written")).expect("it is text"),
        "\"Women’s \"\"A, B\"\"\",5.00\r\n"
    );
}

#[test]
fn a_workbook_holds_days_as_days_and_amounts_as_numbers() {
    let sheet = Sheet {
        name: "Contracts",
        headings: ["Title", "Last day", "Value"].map(str::to_owned).to_vec(),
        rows: vec![
            vec![
                text("=HYPERLINK(1)"),
                Cell::Day(NaiveDate::from_ymd_opt(2028, 9, 30)),
                Cell::Money(Some(Pence(33_100_010))),
            ],
            vec![text(""), Cell::Day(None), Cell::Money(None)],
        ],
    };
    let book = workbook(&[sheet]).expect("it is made");
    let cells = part(&book, "xl/worksheets/sheet1.xml");
    assert!(cells.contains("<v>47026</v>"), "30 September 2028: {cells}");
    assert!(cells.contains("<v>331000.1</v>"), "{cells}");
    assert!(!cells.contains("<f>"), "no formula: {cells}");
    assert!(cells.contains("<autoFilter ref=\"A1:C3\"/>") && cells.contains("state=\"frozen\""), "{cells}");
    assert!(part(&book, "xl/sharedStrings.xml").contains("=HYPERLINK(1)"));
    assert!(part(&book, "xl/workbook.xml").contains("name=\"Contracts\""));
}
