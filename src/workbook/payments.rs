//! Payments as a finance system puts them out: a table with a day and a sum in each line, under headings of its own.

use chrono::NaiveDate;
use entity::number::Pence;
use rules::contract::payments::{Imported, Unread};
use rules::field::{month_of, read_money};
use rules::{Problem, Refusal, Why};

use super::{Table, Unreadable};

/// In how many rows the headings are looked for: exports often begin with lines of their own.
const HEADINGS_WITHIN: usize = 15;
/// The most signs of a text that is kept.
const MOST: usize = 200;

/// What a column holds, what a message calls it, and the headings it may have, best first.
struct Column {
    called: &'static str,
    headings: &'static [&'static str],
}

const DAY: Column = Column {
    called: "“Paid on”",
    headings: &[
        "paid on",
        "date paid",
        "payment date",
        "date of payment",
        "paid date",
        "pay date",
        "transaction date",
        "posting date",
        "date",
        "day",
    ],
};
const AMOUNT: Column = Column {
    called: "“Amount” (without VAT)",
    headings: &[
        "amount without vat",
        "amount excluding vat",
        "amount excl vat",
        "amount ex vat",
        "net amount",
        "amount net",
        "net value",
        "net",
        "payment amount",
        "amount gbp",
        "amount",
        "value",
    ],
};
const VAT: Column = Column {
    called: "“VAT”",
    headings: &["vat on it", "vat amount", "vat value", "vat", "tax amount", "tax"],
};
const REFERENCE: Column = Column {
    called: "“Reference”",
    headings: &[
        "invoice or payment reference",
        "reference",
        "payment reference",
        "invoice reference",
        "invoice number",
        "invoice no",
        "invoice",
        "transaction number",
        "transaction reference",
        "document number",
        "ref",
    ],
};
const NOTE: Column = Column {
    called: "“What it was for”",
    headings: &["what it was for", "description", "narrative", "details", "purpose", "note", "notes"],
};

/// The payments of a file, line by line. Refuses what is no table, and one without a column for the day or the sum, naming
/// those it has.
pub fn payments(text: &str) -> Result<Vec<Imported>, Refusal> {
    let table = Table::of_text(text).map_err(unreadable)?;
    let headed = table
        .rows
        .iter()
        .take(HEADINGS_WITHIN)
        .position(|(_, cells)| DAY.place(cells).is_some() && AMOUNT.place(cells).is_some());
    let Some(headed) = headed else { return Err(no_columns(&table)) };
    let headings = &table.rows[headed].1;
    let place = |column: &Column| column.place(headings);
    let (day, amount, vat) = (place(&DAY), place(&AMOUNT), place(&VAT));
    let (reference, note) = (place(&REFERENCE), place(&NOTE));
    let lines = table.rows[headed + 1..].iter();
    Ok(lines
        .map(|(line, cells)| {
            let cell = |place: Option<usize>| {
                place.and_then(|place| cells.get(place)).filter(|text| !text.is_empty())
            };
            let (paid_on, unread_day) = read(cell(day), day_of);
            let (amount, unread_amount) = read(cell(amount), sum_of);
            let (vat, unread_vat) = read(cell(vat), sum_of);
            let kept = |place| cell(place).map(|text| text.chars().take(MOST).collect());
            Imported {
                line: *line,
                paid_on,
                amount,
                vat,
                reference: kept(reference),
                note: kept(note),
                unread: Unread { day: unread_day, amount: unread_amount, vat: unread_vat },
            }
        })
        .collect())
}

/// What stands in the way of a file that is no table.
#[must_use]
pub fn unreadable(why: Unreadable) -> Refusal {
    Refusal { kind: Why::Incomplete, says: vec![Problem::at("file", why.says())] }
}

impl Column {
    /// Which of these headings is its own.
    fn place(&self, headings: &[String]) -> Option<usize> {
        let plain: Vec<String> = headings.iter().map(|heading| plainly(heading)).collect();
        self.headings.iter().find_map(|own| plain.iter().position(|heading| heading == own))
    }
}

/// Letters and digits alone, one space between words.
fn plainly(heading: &str) -> String {
    let signs: String = heading
        .chars()
        .map(|sign| if sign.is_alphanumeric() { sign.to_ascii_lowercase() } else { ' ' })
        .collect();
    signs.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn no_columns(table: &Table) -> Refusal {
    let fits = |cells: &[String]| {
        [&DAY, &AMOUNT, &VAT, &REFERENCE, &NOTE].iter().filter(|column| column.place(cells).is_some()).count()
    };
    let rows = || table.rows.iter().take(HEADINGS_WITHIN).map(|(_, cells)| cells);
    let best = rows().map(|cells| fits(cells)).max().unwrap_or(0);
    let headings = rows().find(|cells| fits(cells) == best).cloned().unwrap_or_default();
    let missing = [&DAY, &AMOUNT].into_iter().filter(|column| column.place(&headings).is_none());
    let missing: Vec<&str> = missing.map(|column| column.called).collect();
    let shown = headings.iter().filter(|heading| !heading.is_empty()).take(20);
    let shown: Vec<String> =
        shown.map(|heading| format!("“{}”", heading.chars().take(40).collect::<String>())).collect();
    let says = format!(
        "This file has no column called {}. Its columns are {}. Change the heading in the file and upload it again.",
        missing.join(" and none called "),
        shown.join(", ")
    );
    Refusal { kind: Why::Incomplete, says: vec![Problem::at("file", says)] }
}

/// What a cell holds, or its text where it cannot be read.
fn read<T>(cell: Option<&String>, reader: fn(&str) -> Option<T>) -> (Option<T>, Option<String>) {
    match cell.map(|text| (reader(text), text)) {
        None => (None, None),
        Some((Some(value), _)) => (Some(value), None),
        Some((None, text)) => (None, Some(text.chars().take(40).collect())),
    }
}

/// `31/03/2027`, `2027-03-31`, `31 March 2027`, `31-Mar-27`, any of them with a time of day behind it.
fn day_of(text: &str) -> Option<NaiveDate> {
    let text = without_time(text);
    let parts: Vec<&str> = text.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let month = month_of(month)?;
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let number: i32 = year.parse().ok()?;
    let year = match year.len() {
        2 => number + 2000,
        4 => number,
        _ => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day.parse().ok()?).filter(|_| (1900..2200).contains(&year))
}

fn without_time(text: &str) -> &str {
    let ends = text.find(':').map(|colon| text[..colon].trim_end_matches(|sign: char| sign.is_ascii_digit()));
    ends.map_or(text, |before| before.trim_end_matches([' ', 'T']))
}

/// `£27,583.33`; a credit by a minus before or behind, by brackets, or by `CR`.
fn sum_of(text: &str) -> Option<Pence> {
    let text = text.replace('\u{2212}', "-").replace(' ', "");
    let (text, is_credit) = match text.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => (inner.to_owned(), true),
        None => {
            let bare = text.trim_end_matches("CR").trim_end_matches("cr").replacen('-', "", 1);
            let is_credit = bare.len() < text.len();
            (bare, is_credit)
        }
    };
    let sum = read_money(text.trim_start_matches("GBP"))?;
    Some(if is_credit { Pence(-sum.0) } else { sum })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("tests write real days")
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let table = [
            ("31/03/2027", Some("2027-03-31")),
            ("1/4/27", Some("2027-04-01")),
            ("2027-03-31", Some("2027-03-31")),
            ("2027-03-31T00:00:00", Some("2027-03-31")),
            ("31/03/2027 00:00", Some("2027-03-31")),
            ("31.03.2027", Some("2027-03-31")),
            ("31 March 2027", Some("2027-03-31")),
            ("31-Mar-27", Some("2027-03-31")),
            ("31/13/2027", None),
            ("03/31/2027", None),
            ("29/02/2027", None),
            ("2027", None),
            ("Total", None),
            ("31/03/327", None),
        ];
        for (text, expected) in table {
            assert_eq!(day_of(text), expected.map(day), "{text}");
        }
    }

    #[test]
    fn sums_are_read_as_people_write_them() {
        let table = [
            ("£27,583.33", Some(2_758_333)),
            ("27583.3", Some(2_758_330)),
            ("GBP 500", Some(50_000)),
            ("(500.00)", Some(-50_000)),
            ("-£500", Some(-50_000)),
            ("£-500", Some(-50_000)),
            ("\u{2212}500", Some(-50_000)),
            ("500-", Some(-50_000)),
            ("500 CR", Some(-50_000)),
            ("27k", None),
            ("--5", None),
            ("1.234,56", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(sum_of(text), expected.map(Pence), "{text}");
        }
    }

    #[test]
    fn a_file_is_read_under_its_own_headings() {
        let file = "Payments to Riverbank\n\nInvoice No.;Payment Date;Net Amount (£);VAT;Description\n\
                    A1;01/05/2027;£27,583.33;5,516.67;May\nA2;1 June 2027;(500);;Put right\nTotal;;27,083.33;;\n";
        // The heading says pounds in brackets; the sign is no letter, so the words are still the same.
        let read = payments(file).expect("a table");
        assert_eq!(read.len(), 3);
        assert_eq!(
            (read[0].line, read[0].paid_on, read[0].amount),
            (4, Some(day("2027-05-01")), Some(Pence(2_758_333)))
        );
        assert_eq!((read[0].vat, read[0].reference.as_deref()), (Some(Pence(551_667)), Some("A1")));
        assert_eq!((read[1].amount, read[1].note.as_deref()), (Some(Pence(-50_000)), Some("Put right")));
        assert_eq!((read[2].paid_on, read[2].reference.as_deref()), (None, Some("Total")));
    }

    #[test]
    fn a_missing_column_is_named_with_those_that_are_there() {
        let refusal = payments("Supplier,Invoice date,Gross\nA,01/05/2027,5\n").expect_err("no columns");
        assert_eq!(
            refusal.says[0].says,
            "This file has no column called “Paid on” and none called “Amount” (without VAT). Its columns are “Supplier”, \
             “Invoice date”, “Gross”. Change the heading in the file and upload it again."
        );
        let refusal = payments("Date,Gross\n01/05/2027,5\n").expect_err("no sum");
        assert!(
            refusal.says[0].says.starts_with("This file has no column called “Amount” (without VAT). Its")
        );
    }

    #[test]
    fn what_cannot_be_read_is_kept_to_be_shown() {
        let read = payments("Date,Amount\n31/13/2027,5\n01/05/2027,five\n").expect("a table");
        assert_eq!(read[0].unread.day.as_deref(), Some("31/13/2027"));
        assert_eq!(read[1].unread.amount.as_deref(), Some("five"));
    }

    #[test]
    fn fifty_thousand_lines_are_read() {
        let lines: String = (0..50_000).map(|place| format!("01/05/2027,1.00,INV-{place}\n")).collect();
        let read = payments(&format!("Date,Amount,Reference\n{lines}")).expect("a table");
        assert_eq!(read.len(), 50_000);
    }
}
