use entity::state::Role;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::Why;
use crate::contract::testing::index;
use crate::testing::{SEEN, blank, council, day, form, refused, rows, staff, strangers};

fn series() -> index_series::Model {
    blank::<index_series::ActiveModel, _>(|row| {
        row.id = Set(SettingId(1));
        row.authority_id = Set(crate::testing::COUNCIL);
        row.position = Set(1);
        row.name = Set("CPI".to_owned());
        row.reference_period = Set("2015 = 100".to_owned());
    })
}

fn house() -> authority::Model {
    authority::Model { version: SEEN, ..council() }
}

fn record(month: &str, year: &str, value: &str) -> Result<Change, Refusal> {
    let draft = form(VALUE, &[("month_number", month), ("year", year), ("value", value)]);
    let values = index(&[("2027-12-01", 13_350)]);
    record_value(
        &house(),
        &series(),
        &values,
        SettingId(9),
        &draft,
        SEEN,
        &staff(Role::ContractManager),
        day("2028-06-01"),
    )
}

#[test]
fn a_series_and_its_values_are_kept_month_by_month() {
    let draft = form(SERIES, &[("name", "CPI"), ("reference_period", "2015 = 100")]);
    let added =
        rows(add_series(&house(), &[series()], SettingId(2), &draft, SEEN, &staff(Role::Administrator)));
    assert!(added[0].contains(r#""position":2"#), "{}", added[0]);
    assert!(
        rows(record("6", "2028", "138.9"))[0].contains(r#""month":"2028-06-01","series_id":1,"value":13890"#)
    );
    assert!(rows(record("12", "2027", "133.6"))[0].starts_with("update index_value"));
    assert_eq!(refused(record("7", "2028", "138.9")).0, Why::Incomplete);
    assert_eq!(refused(record("6", "2028", "0")).0, Why::Incomplete);
    assert_eq!(choices(&[series()]).0.get(&List::Indices).map(Vec::len), Some(1));
}

#[test]
fn only_those_who_keep_indices_may() {
    let draft = form(SERIES, &[("name", "CPI"), ("reference_period", "2015 = 100")]);
    let add = |actor: &Actor| add_series(&house(), &[], SettingId(2), &draft, SEEN, actor);
    assert_eq!(refused(add(&staff(Role::Auditor))).0, Why::NotYours);
    for stranger in strangers() {
        assert_eq!(refused(add(&stranger)).0, Why::NotFound);
    }
}
