//! What may be typed, how long it may be, and what is said of the rest.

use proptest::prelude::*;

use super::*;

fn said(kind: Kind, text: &str) -> String {
    value_of(fact(kind), &posted(&[("fact", text)])).expect_err(text)
}

fn given(kind: Kind, text: &str) -> Option<Value> {
    value_of(fact(kind), &posted(&[("fact", text)])).expect(text)
}

/// The most that is taken, one more, and what is said then.
#[test]
fn text_is_as_long_as_it_may_be() {
    let table = [
        (Kind::Line, 200, "The fact must be 200 characters or fewer. It has 201."),
        (Kind::Prose, 20_000, "The fact must be 20,000 characters or fewer. It has 20,001."),
        (Kind::Lines, 20_000, "The fact must be 20,000 characters or fewer. It has 20,001."),
    ];
    for (kind, most, says) in table {
        let text = "é".repeat(most);
        assert_eq!(given(kind, &text), Some(Value::from(text.clone())), "{kind:?}");
        assert_eq!(given(kind, &format!("  {text}\n ")), Some(Value::from(text.clone())), "{kind:?}");
        assert_eq!(said(kind, &format!("{text}é")), says);
    }
    let link = |length: usize| format!("https://{}", "a".repeat(length - 8));
    assert!(given(Kind::Link, &link(500)).is_some());
    assert_eq!(said(Kind::Link, &link(501)), "The fact must be 500 characters or fewer. It has 501.");
    let long = format!("{}@example.org", "a".repeat(200));
    assert_eq!(said(Kind::Email, &long), "The fact must be 200 characters or fewer. It has 212.");
}

#[test]
fn a_hundred_thousand_characters_are_counted_and_refused() {
    assert_eq!(
        said(Kind::Prose, &"a b ".repeat(25_000)),
        "The fact must be 20,000 characters or fewer. It has 99,999."
    );
}

/// What is kept of codes is longer than what was typed, and must be taken when it is posted again.
#[test]
fn as_many_codes_are_taken_as_are_kept() {
    let codes = |count: usize| vec!["85320000"; count].join(" ");
    let Some(Value::String(Some(kept))) = given(Kind::Cpv, &codes(33)) else { panic!("codes are text") };
    assert_eq!(kept.len(), 394);
    assert_eq!(given(Kind::Cpv, &kept), Some(Value::from(kept.clone())));
    assert_eq!(said(Kind::Cpv, &codes(34)), "The fact must be 400 characters or fewer. It has 406.");
}

#[test]
fn control_characters_cannot_be_kept() {
    const SAYS: &str = "The fact has a character that cannot be kept. Type it again without pasting.";
    for kind in [Kind::Line, Kind::Prose, Kind::Lines, Kind::Link, Kind::Email, Kind::Cpv, Kind::Money] {
        for character in ['\0', '\u{1b}', '\u{7f}', '\u{8}', '\r'] {
            assert_eq!(said(kind, &format!("a{character}b")), SAYS, "{kind:?} {character:?}");
        }
    }
    assert_eq!(given(Kind::Prose, "a\n\tb"), Some(Value::from("a\n\tb")));
    assert_eq!(given(Kind::Line, "a\tb"), Some(Value::from("a\tb")));
}

#[test]
fn a_file_is_not_text() {
    const SAYS: &str = "The fact takes text, not a file. Type or paste the text here.";
    let kinds = [Kind::Line, Kind::Prose, Kind::Money, Kind::Day, Kind::Tick, Kind::Choice(options::<Gap>)];
    for kind in kinds {
        for text in ["", "text"] {
            let mut typed = posted(&[("fact", text)]);
            typed.file_came("fact".to_owned());
            assert_eq!(value_of(fact(kind), &typed), Err(SAYS.to_owned()), "{kind:?}");
        }
    }
    for part in ["fact-day", "fact-month", "fact-year"] {
        let mut typed = Typed::default();
        typed.file_came(part.to_owned());
        assert_eq!(value_of(fact(Kind::Day), &typed), Err(SAYS.to_owned()), "{part}");
        assert_eq!(value_of(fact(Kind::Line), &typed), Ok(None), "{part}");
    }
}

#[test]
fn each_kind_says_what_it_takes() {
    let table = [
        (Kind::Line, "one\ntwo", "The fact must be on one line."),
        (Kind::Link, "example.org", "The fact must be a web address that starts with https:// or http://."),
        (Kind::Email, "someone", "The fact must be an email address, like name@example.org."),
        (Kind::Money, "12.345", "The fact must be an amount in pounds, like 331,000 or 331,000.50."),
        (Kind::Percent, "101", "The fact must be a percentage between 0 and 100, like 60 or 12.5."),
        (Kind::Number, "1.234", "The fact must be a number with no more than two decimals, like 14 or 14.4."),
        (Kind::Whole(1, 100_000), "0", "The fact must be a whole number from 1 to 100,000."),
        (Kind::Choice(options::<Gap>), "other", "Choose the fact from the list."),
        (Kind::From(List::Impact), "3", "Choose the fact from the list."),
        (Kind::RowFrom(List::Headings), "3", "Choose the fact from the list."),
        (Kind::Cpv, " , ;", "The fact must have eight digits each, like 85320000."),
        (
            Kind::Cpv,
            "85320000 8532",
            "8532: A CPV code is eight digits, such as 85320000, or with its check digit 85320000-8.",
        ),
        (
            Kind::Cpv,
            "85320000-1",
            "85320000-1: The check digit of 85320000-1 does not fit: 85320000-8 would.",
        ),
    ];
    for (kind, text, says) in table {
        assert_eq!(said(kind, text), says, "{kind:?} {text}");
    }
}

/// Kind, text, and what is kept.
#[test]
fn what_is_typed_is_kept_in_one_form() {
    let table: [(Kind, &str, Value); 19] = [
        (Kind::Line, "  So.  ", "So.".into()),
        (Kind::Lines, "\n one \n\n two\n", "one\ntwo".into()),
        (Kind::Link, "http://example.org", "http://example.org".into()),
        (Kind::Email, "Someone@Example.org", "someone@example.org".into()),
        (Kind::Money, "£1,655,000", 165_500_000_i64.into()),
        (Kind::Percent, "60 %", 6_000_i32.into()),
        (Kind::Percent, "100", 10_000_i32.into()),
        (Kind::Number, "14.4", 1_440_i64.into()),
        (Kind::Number, "0", 0_i64.into()),
        (Kind::Whole(0, 60), "0", 0_i32.into()),
        (Kind::Whole(0, 60), "60", 60_i32.into()),
        (Kind::Whole(0, 100_000), "12,500", 12_500_i32.into()),
        (Kind::Cpv, "85320000", "85320000-8".into()),
        (Kind::Cpv, "85320000-8;85312310\n85312300,", "85320000-8, 85312310-5, 85312300-2".into()),
        (Kind::Choice(options::<Gap>), "none", "none".into()),
        (Kind::From(List::Impact), " 2 ", "2".into()),
        (Kind::RowFrom(List::Headings), "2", 2_i64.into()),
        (Kind::Tick, "on", true.into()),
        (Kind::Tick, "", false.into()),
    ];
    for (kind, text, kept) in table {
        assert_eq!(given(kind, text), Some(kept), "{kind:?} {text}");
    }
}

#[test]
fn whole_numbers_are_digits_with_commas_between_thousands() {
    for text in ["61", "-1", "+5", "5.0", "2,4", "1,2,3", ",5", "five", "99999999999"] {
        assert_eq!(said(Kind::Whole(0, 60), text), "The fact must be a whole number from 0 to 60.", "{text}");
    }
}

/// A list whose codes are no numbers is no list of rows.
#[test]
fn a_row_is_chosen_by_its_number() {
    let lists = Lists([(List::Headings, vec![("legal".to_owned(), "Legal".to_owned())])].into());
    let typed = posted(&[("fact", "legal")]);
    let read = |kind| draft(&[fact(kind)], &typed, &lists, &Gaps::default());
    assert!(read(Kind::From(List::Headings)).is_ok());
    let refusal = read(Kind::RowFrom(List::Headings)).expect_err("it is no number");
    assert_eq!(refusal.says[0].says, "Choose the fact from the list.");
}

/// Years are written in full, months also by name.
#[test]
fn a_day_is_three_boxes() {
    let read = |parts: [&str; 3]| {
        let pairs = [("fact-day", parts[0]), ("fact-month", parts[1]), ("fact-year", parts[2])];
        value_of(fact(Kind::Day), &posted(&pairs))
    };
    let table = [
        (["1", "4", "2027"], Ok(Some("2027-04-01"))),
        ([" 01 ", "apr", "2027"], Ok(Some("2027-04-01"))),
        (["29", "February", "2028"], Ok(Some("2028-02-29"))),
        (["1", "1", "1900"], Ok(Some("1900-01-01"))),
        (["31", "12", "2199"], Ok(Some("2199-12-31"))),
        (["", " ", ""], Ok(None)),
        (["", "4", "2027"], Err("The fact must include a day.")),
        (["1", "", ""], Err("The fact must include a month and a year.")),
        (["29", "2", "2027"], Err("The fact must be a real date, like 27 3 2027.")),
        (["31", "12", "1899"], Err("The fact must be a real date, like 27 3 2027.")),
        (["1", "1", "2200"], Err("The fact must be a real date, like 27 3 2027.")),
        (["0", "4", "2027"], Err("The fact must be a real date, like 27 3 2027.")),
        (["1", "13", "2027"], Err("The fact must be a real date, like 27 3 2027.")),
        (["1", "4", "27"], Err("The fact must be a real date, like 27 3 2027.")),
    ];
    for (parts, expected) in table {
        let expected = expected.map(|text| text.map(|text| Value::from(day(text)))).map_err(str::to_owned);
        assert_eq!(read(parts), expected, "{parts:?}");
    }
}

/// A label inside a sentence.
#[test]
fn labels_begin_small_unless_they_are_abbreviations() {
    let table = [
        ("Reason", "reason"),
        ("VAT", "VAT"),
        ("CPV codes", "CPV codes"),
        ("Äpfel", "äpfel"),
        ("A", "A"),
        ("", ""),
    ];
    for (label, lower) in table {
        assert_eq!(super::super::read::lower(label), lower);
    }
}

proptest! {
    #[test]
    fn no_text_makes_any_kind_fall_over(text in ".{0,60}") {
        let kinds = [
            Kind::Line, Kind::Prose, Kind::Lines, Kind::Link, Kind::Email, Kind::Money, Kind::Percent,
            Kind::Number, Kind::Whole(0, 9), Kind::Day, Kind::Cpv, Kind::Choice(options::<Gap>),
            Kind::From(List::Impact), Kind::RowFrom(List::Impact), Kind::Tick,
        ];
        for kind in kinds {
            let pairs = [("fact", text.as_str()), ("fact-day", &text), ("fact-month", &text), ("fact-year", &text)];
            let _ = value_of(fact(kind), &posted(&pairs));
        }
    }
}
