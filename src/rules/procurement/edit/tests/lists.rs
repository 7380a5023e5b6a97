//! Rows of the lists: their places stay 1 to n, whatever is done to them.

use std::collections::BTreeMap;

use proptest::prelude::*;
use sea_orm::ActiveValue::Set;

use super::*;

/// What a change does to the places of the reasons: number and place, in the order of the page.
fn places(p: &Procurement, change: Result<Change, Refusal>) -> Vec<(i64, i64)> {
    let mut places: BTreeMap<i64, i64> =
        p.reasons.iter().map(|row| (row.id.0, i64::from(row.position))).collect();
    for row in change.expect("the rule allows it").into_parts().rows {
        let number = |name: &str| row.written.columns.get(name).and_then(serde_json::Value::as_i64);
        let id = number("id").expect("every row has a number");
        match row.written.deed {
            "delete" => places.remove(&id),
            _ => places.insert(id, number("position").expect("only places change")),
        };
    }
    let mut places: Vec<_> = places.into_iter().collect();
    places.sort_by_key(|(_, place)| *place);
    places
}

fn remove(p: &Procurement, id: i64) -> Result<Change, Refusal> {
    remove_row::<reason::Entity>(p, RowId(id), SEEN, &writer())
}

fn move_up(p: &Procurement, id: i64) -> Result<Change, Refusal> {
    move_row_up::<reason::Entity>(p, RowId(id), SEEN, &writer())
}

fn add(p: &Procurement, id: i64) -> Result<Change, Refusal> {
    add_row::<reason::Entity>(p, RowId(id), &says("So."), SEEN, &writer())
}

#[test]
fn a_row_is_added_at_the_end() {
    let written = r#"insert reason {"gaps":"{}","id":8,"position":3,"procurement_id":9,"says":"So."}"#;
    assert_eq!(rows(add(&with_reasons(2), 8)), [written]);
}

#[test]
fn a_row_changes_without_moving() {
    let changed = change_row::<reason::Entity>(&with_reasons(2), RowId(2), &says("So."), SEEN, &writer());
    assert_eq!(rows(changed), [r#"update reason {"gaps":"{}","id":2,"says":"So."}"#]);
}

#[test]
fn those_after_a_removed_row_move_up() {
    let expected = [
        r#"delete reason {"gaps":"{}","id":2,"position":2,"procurement_id":9,"says":"Reason 2."}"#,
        r#"update reason {"id":3,"position":2}"#,
        r#"update reason {"id":4,"position":3}"#,
    ];
    assert_eq!(rows(remove(&with_reasons(4), 2)), expected);
}

#[test]
fn a_row_changes_places_with_the_one_above() {
    let p = with_reasons(3);
    assert_eq!(places(&p, move_up(&p, 3)), [(1, 1), (3, 2), (2, 3)]);
    check_refused(move_up(&p, 1), Why::NotNow, "This is already the first entry.");
}

#[test]
fn a_row_of_nobody_is_not_found() {
    let p = with_reasons(2);
    let changed = change_row::<reason::Entity>(&p, RowId(3), &says("So."), SEEN, &writer());
    assert_eq!([changed, remove(&p, 3), move_up(&p, 3)].map(|answer| word(&answer)), ["absent"; 3]);
}

#[test]
fn a_list_holds_200() {
    assert!(add(&with_reasons(199), 900).is_ok());
    check_refused(
        add(&with_reasons(200), 900),
        Why::NotNow,
        "This list is full: it holds 200 entries at most.",
    );
}

#[test]
fn an_outcome_goes_only_without_measures() {
    let mut p = empty();
    p.outcomes = vec![outcome(1, 1), outcome(2, 2)];
    p.measures = vec![blank::<measure::ActiveModel, _>(|row| {
        row.id = Set(RowId(5));
        row.outcome_id = Set(RowId(1));
    })];
    let remove = |p: &Procurement, id| remove_row::<outcome::Entity>(p, RowId(id), SEEN, &writer());
    check_refused(remove(&p, 1), Why::NotNow, "This outcome still has measures. Remove those first.");
    assert!(remove(&p, 2).is_ok());
    assert!(remove_row::<measure::Entity>(&p, RowId(5), SEEN, &writer()).is_ok());
    p.measures.clear();
    assert!(remove(&p, 1).is_ok());
}

/// A measure's outcome has a number too; only outcomes are held by their measures.
#[test]
fn a_row_with_the_number_of_an_outcome_is_removable() {
    let mut p = with_reasons(1);
    p.measures = vec![blank::<measure::ActiveModel, _>(|row| row.outcome_id = Set(RowId(1)))];
    assert!(remove(&p, 1).is_ok());
}

fn say_empty(p: &Procurement, why: Option<Gap>) -> Result<Change, Refusal> {
    say_list_empty::<reason::Entity>(p, why, SEEN, &writer())
}

#[test]
fn an_empty_list_is_said_to_be_empty_and_that_is_taken_back() {
    let mut p = empty();
    p.row.gaps = Gaps::default().with("body", Some(Gap::Blank));
    let said = r#"update procurement {"gaps":"{\"body\":\"blank\",\"list:reasons\":\"none\"}","id":9}"#;
    assert_eq!(rows(say_empty(&p, Some(Gap::Nothing))), [said]);
    p.row.gaps = p.row.gaps.with("list:reasons", Some(Gap::Nothing));
    assert_eq!(rows(say_empty(&p, None)), [r#"update procurement {"gaps":"{\"body\":\"blank\"}","id":9}"#]);
}

#[test]
fn a_list_with_entries_is_not_empty() {
    check_refused(
        say_empty(&with_reasons(1), Some(Gap::Nothing)),
        Why::NotNow,
        "This list has entries. Remove them before saying that there are none.",
    );
    assert!(say_empty(&with_reasons(1), None).is_ok());
}

#[test]
fn the_first_entry_takes_back_that_the_list_is_empty() {
    let mut p = empty();
    p.row.gaps =
        Gaps::default().with("list:reasons", Some(Gap::Nothing)).with("list:risks", Some(Gap::Blank));
    let written = rows(add(&p, 8));
    assert_eq!(written[1..], [r#"update procurement {"gaps":"{\"list:risks\":\"blank\"}","id":9}"#]);
}

#[test]
fn every_list_has_a_name_of_its_own() {
    let mut codes = CODES.to_vec();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 17);
}

/// A fact of no list's own.
const SOMETHING: &[Field] = &[Field::optional("something", "Something", "", crate::field::Kind::Line)];

#[test]
fn every_list_can_be_written() {
    fn fields<E: Listed>() -> &'static [Field] {
        E::FIELDS
    }
    fn add<E: Listed<Of = Procurement>>(draft: &Draft) -> Result<Change, Refusal> {
        add_row::<E>(&empty(), RowId(8), draft, SEEN, &writer())
    }
    for code in CODES {
        let nothing = crate::each_list!(*code, add(&form(&[], &[]))).expect(code);
        check_refused(nothing, Why::Incomplete, "Give at least one fact, or say why it is not known.");
        let none = form(SOMETHING, &[("something", "said")]);
        assert!(crate::each_list!(*code, fields()).is_some_and(|fields| !fields.is_empty()), "{code}");
        let added = crate::each_list!(*code, add(&none)).expect(code);
        assert!(rows(added)[0].contains(r#""id":8,"position":1,"procurement_id":9"#), "{code}");
    }
    assert!(crate::each_list!("nothing", fields()).is_none());
}

proptest! {
    #[test]
    fn places_stay_one_to_n(count in 1_i32..12, id in 1_i64..12) {
        let p = with_reasons(count);
        prop_assume!(id <= i64::from(count));
        let acts = [Some(remove(&p, id)), Some(add(&p, 99)), (id > 1).then(|| move_up(&p, id))];
        for change in acts.into_iter().flatten() {
            let after = places(&p, change);
            let counted: Vec<i64> = after.iter().map(|(_, place)| *place).collect();
            let expected: Vec<i64> = (1..).take(after.len()).collect();
            prop_assert_eq!(counted, expected);
        }
    }

    /// Rows that lost their places, as an older record might have them, find them again.
    #[test]
    fn places_are_mended_by_a_removal(places_before in proptest::collection::vec(0_i32..50, 2..8)) {
        let mut p = empty();
        p.reasons = (1..).zip(&places_before).map(|(id, place)| reason(id, *place)).collect();
        let after = places(&p, remove(&p, 1));
        let expected: Vec<(i64, i64)> = (2..).zip(1..).take(after.len()).collect();
        prop_assert_eq!(after, expected);
    }
}
