//! Parts that are filled in once, and what cannot be true together.

use entity::number::Pence;

use super::*;
use crate::procurement::parts::PARTS;
use crate::rows::Part;
use crate::testing::day;

fn change(p: &Procurement, code: &str, given: &[(&str, &str)]) -> Result<Change, Refusal> {
    let part = part(code).expect("a part");
    let typed = crate::testing::typed(part.fields, given);
    let draft = crate::field::draft(part.fields, &typed, &crate::field::Lists::default(), &p.row.gaps)?;
    change_part(p, part, &draft, SEEN, &writer())
}

#[test]
fn a_part_writes_its_own_columns_and_the_gaps() {
    let mut p = empty();
    p.row.annual_value = Some(Pence::pounds(1));
    let written =
        rows(change(&p, "summary", &[("summary", "In short."), ("policy_framework-gap", "not_stated")]));
    let expected = r#"update procurement {"gaps":"{\"policy_framework\":\"not_stated\"}","id":9,"policy_framework":null,"summary":"In short."}"#;
    assert_eq!(written, [expected]);
}

#[test]
fn a_part_keeps_the_gaps_of_other_parts() {
    let mut p = empty();
    p.row.gaps = Gaps::default().with("body", Some(Gap::Blank)).with("summary", Some(Gap::Nothing));
    let written = rows(change(&p, "summary", &[("summary", "In short.")]));
    assert!(written[0].contains(r#""gaps":"{\"body\":\"blank\"}""#), "{written:?}");
}

#[test]
fn the_last_day_does_not_come_before_the_first() {
    const CLASH: &str =
        "ends_on: Last day of the contract must not be before its first day. Check both dates.";
    let p = empty();
    let days = |starts, ends| change(&p, "value", &[("starts_on", starts), ("ends_on", ends)]);
    assert!(days("2022-04-01", "2024-03-31").is_ok());
    assert!(days("2022-04-01", "2022-04-01").is_ok());
    check_refused(days("2022-04-01", "2022-03-31"), Why::Incomplete, CLASH);
    assert!(change(&p, "value", &[("ends_on", "2022-03-31")]).is_ok());
}

/// Price and quality in percent; empty where not given.
#[test]
fn weights_make_the_whole_when_both_are_given() {
    let table = [
        ("60", "40", None),
        ("100", "0", None),
        ("60.5", "39.5", None),
        ("60", "", None),
        ("", "40", None),
        ("", "", None),
        ("60", "39.99", Some("60% and 39.99% make 99.99%.")),
        ("60", "41", Some("60% and 41% make 101%.")),
        ("0", "0", Some("0% and 0% make 0%.")),
    ];
    for (price, quality, clash) in table {
        let changed = change(&empty(), "market", &[("price_weight", price), ("quality_weight", quality)]);
        match clash {
            None => assert!(changed.is_ok(), "{price} {quality}"),
            Some(sum) => check_refused(
                changed,
                Why::Incomplete,
                &format!("quality_weight: Weights of price and quality must make 100%. {sum}"),
            ),
        }
    }
}

/// A clash that is in the record already stops nobody from writing another part.
#[test]
fn a_clash_is_told_only_on_the_part_that_has_the_field() {
    let mut p = empty();
    (p.row.starts_on, p.row.ends_on) = (Some(day("2022-04-01")), Some(day("2021-04-01")));
    (p.row.price_weight, p.row.quality_weight) =
        (Some(BasisPoints::percent(60)), Some(BasisPoints(i32::MAX)));
    for Part { code, .. } in PARTS.iter().filter(|part| !["value", "market"].contains(&part.code)) {
        assert!(change(&p, code, &[("title", "A service")]).is_ok(), "{code}");
    }
    assert!(change(&p, "market", &[("price_weight", "60"), ("quality_weight", "40")]).is_ok());
}

#[test]
fn weights_of_any_size_are_added() {
    let mut row = empty().row;
    (row.price_weight, row.quality_weight) = (Some(BasisPoints(i32::MAX)), Some(BasisPoints(i32::MAX)));
    assert_eq!(facts_that_clash(&row).len(), 1);
}
