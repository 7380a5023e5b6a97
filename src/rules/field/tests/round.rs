//! What is typed, stored, shown and typed again is the same fact.

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

use super::*;

/// Typed in some way, then as the boxes hold it: the same value both times.
fn comes_back(kind: Kind, text: &str) -> TestCaseResult {
    let field = fact(kind);
    let value = value_of(field, &posted(&[("fact", text)]));
    comes_back_as(field, value)
}

fn comes_back_as(field: Field, value: Result<Option<Value>, String>) -> TestCaseResult {
    prop_assert!(matches!(value, Ok(Some(_))), "{:?}", value);
    let kept = value.clone().ok().flatten().expect("it was just looked at");
    prop_assert_eq!(value_of(field, &Typed::new(typed(&field, &kept))), value);
    Ok(())
}

fn is_text(text: &str) -> bool {
    !text.trim().is_empty()
}

proptest! {
    #[test]
    fn text_comes_back(text in "\\PC{1,60}".prop_filter("blank", |text| is_text(text))) {
        comes_back(Kind::Line, &text)?;
    }

    #[test]
    fn paragraphs_come_back(text in "(\\PC{0,20}[\n\t]{0,2}){1,5}".prop_filter("blank", |text| is_text(text))) {
        comes_back(Kind::Prose, &text)?;
        comes_back(Kind::Lines, &text)?;
    }

    #[test]
    fn addresses_come_back(name in "[a-zA-Z]{1,12}", place in "[a-z]{1,12}") {
        comes_back(Kind::Email, &format!("{name}@{place}.org"))?;
        comes_back(Kind::Link, &format!("https://{place}.org/{name}"))?;
    }

    #[test]
    fn numbers_come_back(hundredths in 0_i64..=i64::MAX) {
        let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
        comes_back(Kind::Money, &text)?;
        comes_back(Kind::Number, &text)?;
    }

    #[test]
    fn shares_come_back(points in 0_i32..=10_000) {
        comes_back(Kind::Percent, &format!("{}.{:02}%", points / 100, points % 100))?;
    }

    #[test]
    fn whole_numbers_come_back(number in 0_i32..=i32::MAX) {
        comes_back(Kind::Whole(0, i32::MAX), &number.to_string())?;
        comes_back(Kind::Whole(0, i32::MAX), &entity::number::grouped(u64::from(number.unsigned_abs())))?;
    }

    #[test]
    fn codes_come_back(digits in proptest::collection::vec(1_000_000_u32..100_000_000, 1..30)) {
        let codes: Vec<_> = digits.iter().map(|code| format!("{code:08}")).collect();
        comes_back(Kind::Cpv, &codes.join(" "))?;
    }

    #[test]
    fn days_come_back(days in 0_u64..109_572) {
        let day = day("1900-01-01") + chrono::Days::new(days);
        let field = fact(Kind::Day);
        comes_back_as(field, value_of(field, &Typed::new(day_parts("fact", day))))?;
    }
}

#[test]
fn choices_come_back() {
    for (code, _) in options::<Gap>() {
        comes_back(Kind::Choice(options::<Gap>), &code).expect("a code is a code");
    }
    for kind in [Kind::From(List::Impact), Kind::RowFrom(List::Headings), Kind::Tick] {
        comes_back(kind, "2").expect("an entry is an entry");
    }
    comes_back(Kind::Tick, "").expect("an empty box is an answer");
}

/// Kind, value, and how a page shows it.
#[test]
fn values_are_shown_in_words() {
    let table: [(Kind, Value, &str); 16] = [
        (Kind::Line, "So.".into(), "So."),
        (Kind::Money, 33_100_050_i64.into(), "£331,000.50"),
        (Kind::Percent, 1_250_i32.into(), "12.5%"),
        (Kind::Number, 125_005_i64.into(), "1,250.05"),
        (Kind::Whole(0, 60), 5_i32.into(), "5"),
        (Kind::Day, day("2022-01-18").into(), "18 January 2022"),
        (Kind::Tick, true.into(), "Yes"),
        (Kind::Tick, false.into(), "No"),
        (Kind::Choice(options::<Gap>), "blank".into(), "Left blank in the paper"),
        (Kind::Choice(options::<Gap>), "gone".into(), "gone"),
        (Kind::From(List::Impact), "2".into(), "The second"),
        (Kind::RowFrom(List::Headings), 2_i64.into(), "The second"),
        (Kind::RowFrom(List::Headings), 7_i64.into(), "7"),
        (Kind::Money, Value::BigInt(None), ""),
        (Kind::Day, Value::ChronoDate(None), ""),
        (Kind::Prose, Value::String(None), ""),
    ];
    for (kind, value, words) in table {
        assert_eq!(shown(&fact(kind), &value, &all_lists()), words, "{kind:?} {value:?}");
    }
}

/// Kind, value, and the boxes as `name=text`.
#[test]
fn boxes_hold_no_signs() {
    let table: [(Kind, Value, &[&str]); 6] = [
        (Kind::Money, 33_100_050_i64.into(), &["fact=331,000.50"]),
        (Kind::Percent, 1_250_i32.into(), &["fact=12.5"]),
        (Kind::Tick, true.into(), &["fact=yes"]),
        (Kind::Tick, false.into(), &["fact="]),
        (Kind::Money, Value::BigInt(None), &["fact="]),
        (Kind::Day, day("2022-01-18").into(), &["fact-day=18", "fact-month=1", "fact-year=2022"]),
    ];
    for (kind, value, expected) in table {
        let boxes = typed(&fact(kind), &value).into_iter();
        let boxes: Vec<_> = boxes.map(|(name, text)| format!("{name}={text}")).collect();
        assert_eq!(boxes, expected, "{kind:?} {value:?}");
    }
    assert_eq!(long_day(day("2022-01-18")), "18 January 2022");
}
