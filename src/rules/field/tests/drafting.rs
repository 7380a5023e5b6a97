//! A form as a whole: every error at once, gaps, what was left out, and what reaches the row.

use entity::{approver_tier, reason, recommendation};
use sea_orm::ActiveValue::{NotSet, Set, Unchanged};
use sea_orm::IntoActiveModel;

use super::*;
use crate::procurement::parts::part;
use crate::testing::{check_refused, recommendation};
use crate::{Refusal, Why};

fn read(fields: &[Field], pairs: &[(&str, &str)]) -> Result<Draft, Refusal> {
    draft(fields, &posted(pairs), &all_lists(), &Gaps::default())
}

#[test]
fn every_error_is_told_at_once_in_the_order_of_the_page() {
    let value = part("value").expect("a part");
    let typed = [
        ("ends_on-day", "31"),
        ("ends_on-month", "2"),
        ("ends_on-year", "2027"),
        ("vat", "half"),
        ("term_wording", "two\nlines"),
        ("annual_value", "220k"),
        ("indexation", "Yes."),
        ("indexation-gap", "not_stated"),
        ("starts_on-day", "1"),
    ];
    check_refused(
        read(value.fields, &typed),
        Why::Incomplete,
        "annual_value: Cost of one year must be an amount in pounds, like 331,000 or 331,000.50.\n\
         vat: Choose VAT from the list.\n\
         indexation: Either give indexation or say why it is not known, not both.\n\
         starts_on: First day of the contract must include a month and a year.\n\
         ends_on: Last day of the contract must be a real date, like 27 3 2027.\n\
         term_wording: Term, as the paper words it must be on one line.",
    );
}

#[test]
fn what_must_be_given_is_asked_for() {
    let given = |label, kind| Field::given("fact", label, "", kind);
    let table = [
        (given("Reason", Kind::Prose), "fact: Enter reason."),
        (given("VAT", Kind::Line), "fact: Enter VAT."),
        (given("Day of the meeting", Kind::Day), "fact: Enter day of the meeting."),
        (given("Answer", Kind::Choice(options::<Gap>)), "fact: Choose answer."),
        (given("Level", Kind::From(List::Impact)), "fact: Choose level."),
        (given("Heading", Kind::RowFrom(List::Headings)), "fact: Choose heading."),
    ];
    for (field, says) in table {
        for typed in [&[][..], &[("fact", " \n ")], &[("fact-gap", "not_stated")]] {
            check_refused(read(&[field], typed), Why::Incomplete, says);
        }
    }
}

#[test]
fn a_gap_is_recorded_and_taken_away_again() {
    let before = Gaps::default().with("fact", Some(Gap::Blank)).with("other", Some(Gap::NotStated));
    let gaps = |pairs: &[(&str, &str)]| {
        let draft = draft(&[fact(Kind::Line)], &posted(pairs), &all_lists(), &before);
        let row = draft.expect("nothing is wrong").onto(reason::ActiveModel::default());
        match row.gaps {
            Set(gaps) => gaps.to_string(),
            Unchanged(_) | NotSet => panic!("the gaps are written"),
        }
    };
    let table: [(&[(&str, &str)], &str); 4] = [
        (&[("fact-gap", "to_be_confirmed")], r#"{"fact":"to_be_confirmed","other":"not_stated"}"#),
        (&[("fact", "Here.")], r#"{"other":"not_stated"}"#),
        (&[], r#"{"other":"not_stated"}"#),
        (&[("fact-gap", "because")], r#"{"other":"not_stated"}"#),
    ];
    for (pairs, expected) in table {
        assert_eq!(gaps(pairs), expected, "{pairs:?}");
    }
}

/// The reason still stands in its box when the fact is typed; another one is an answer of its own.
#[test]
fn the_reason_that_stood_there_gives_way_to_a_fact() {
    let before = Gaps::default().with("fact", Some(Gap::Blank));
    let read = |gap: &str| {
        let typed = posted(&[("fact", "Here."), ("fact-gap", gap)]);
        draft(&[fact(Kind::Line)], &typed, &all_lists(), &before)
    };
    let given = read("blank").expect("it gives way");
    assert_eq!(given.text("fact"), Some("Here."));
    assert_eq!(given.onto(reason::ActiveModel::default()).gaps, Set(Gaps::default()));
    const BOTH: &str = "fact: Either give the fact or say why it is not known, not both.";
    check_refused(read("none"), Why::Incomplete, BOTH);
}

#[test]
fn an_optional_field_is_left_empty_without_a_reason() {
    let optional = Field::optional("delegate", "Delegated to", "", Kind::Line);
    for (text, kept) in [("", None), ("The director", Some("The director".to_owned()))] {
        let draft = read(
            &[optional],
            &[("delegate", text), ("delegate-gap", if text.is_empty() { "none" } else { "" })],
        );
        let row = draft.expect("nothing is wrong").onto(recommendation::ActiveModel::default());
        assert_eq!((row.delegate, row.gaps), (Set(kept), Set(Gaps::default())));
    }
}

/// An authority whose key has no such levels is not asked for one, and what stands there stays.
#[test]
fn a_list_that_offers_nothing_is_not_asked() {
    let level = Field::given("delegate", "Level", "", Kind::From(List::Impact));
    let row = Field::given("delegate", "Row", "", Kind::RowFrom(List::Impact));
    let asked = |field: Field, lists: &Lists| draft(&[field], &Typed::default(), lists, &Gaps::default());
    let none = asked(level, &Lists::default()).expect("it is not asked");
    assert_eq!(none.onto(recommendation::ActiveModel::default()).delegate, NotSet);
    check_refused(asked(level, &all_lists()), Why::Incomplete, "delegate: Choose level.");
    check_refused(asked(row, &Lists::default()), Why::Incomplete, "delegate: Choose row.");
}

/// A box to tick is given either way, so that nothing is said of a reason.
#[test]
fn a_tick_has_no_gap_to_clash_with() {
    for (typed, value) in [(vec![("fact", "yes")], true), (vec![], false)] {
        let pairs = [typed, vec![("fact-gap", "blank")]].concat();
        assert_eq!(value_of(fact(Kind::Tick), &posted(&pairs)), Ok(Some(Value::from(value))));
    }
}

#[test]
fn only_the_form_s_columns_are_set() {
    let fields = [
        Field::given("says", "Recommendation", "", Kind::Prose),
        Field::known("delegate", "Delegated to", "", Kind::Line),
        Field::known("no_column", "Something else", "", Kind::Line),
    ];
    let mut row = recommendation(5, 2);
    row.delegate = Some("The director".to_owned());
    row.consulting = Some("The leader".to_owned());
    let draft = read(&fields, &[("says", "Agree."), ("no_column", "x")]).expect("nothing is wrong");
    let expected = recommendation::ActiveModel {
        says: Set("Agree.".to_owned()),
        delegate: Set(None),
        gaps: Set(Gaps::default()),
        ..row.clone().into_active_model()
    };
    assert_eq!(draft.onto(row.into_active_model()), expected);
    assert_eq!(draft.text("no_column"), Some("x"));
}

#[test]
fn a_table_without_gaps_takes_the_values() {
    let fields = [Field::known("up_to_pence", "Up to", "", Kind::Money)];
    let none = read(&fields, &[("up_to_pence-gap", "none")]).expect("nothing is wrong");
    assert_eq!(none.onto(approver_tier::ActiveModel::default()).up_to_pence, Set(None));
}

#[test]
fn a_draft_is_asked_by_name() {
    let fields = [fact(Kind::Line), Field::known("sum", "Sum", "", Kind::Money)];
    let read = read(&fields, &[("sum", "5")]).expect("nothing is wrong");
    assert_eq!((read.value("fact"), read.value("sum")), (None, Some(&Value::from(500_i64))));
    assert_eq!((read.text("fact"), read.text("sum"), read.text("nothing")), (None, None, None));
}

#[test]
fn a_form_is_kept_as_it_was_typed() {
    let mut typed =
        posted(&[("roles", "auditor"), ("roles", "approver"), ("says", "one\r\ntwo")]).with("more", "x");
    typed.file_came("says".to_owned());
    assert_eq!(typed.get("roles"), "auditor");
    assert_eq!(typed.all("roles").collect::<Vec<_>>(), ["auditor", "approver"]);
    assert_eq!((typed.get("says"), typed.get("more"), typed.get("none")), ("one\ntwo", "x", ""));
    assert!(typed.has("more") && !typed.has("none"));
    assert!(typed.has_file("says") && !typed.has_file("more"));
    assert_eq!(typed.pairs().len(), 4);
}
