use entity::id::PersonId;
use entity::state::Role;

use super::*;
use crate::contract::testing::now;
use crate::testing::{blank, form, refused, rows, staff, strangers};

fn row(id: i64, name: &str) -> saved_view::Model {
    blank::<saved_view::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.authority_id = Set(crate::testing::COUNCIL);
        row.person_id = Set(PersonId(40));
        row.name = Set(name.to_owned());
        row.query = Set("sort=ends".to_owned());
        row.shared = Set(false);
        row.made_at = Set(now());
    })
}

#[test]
fn a_view_is_kept_under_one_name() {
    let keep_it = |mine: &[saved_view::Model], query: &str| {
        keep(
            mine,
            RowId(9),
            query,
            &form(VIEW, &[("name", "Ends soon"), ("shared", "yes")]),
            &staff(Role::ContractManager),
            now(),
        )
    };
    assert_eq!(rows(keep_it(&[], "sort=ends")).len(), 1);
    let again = rows(keep_it(&[row(1, "Ends soon")], "sort=value"));
    assert!(again[0].starts_with("delete saved_view") && again[1].contains("sort=value"), "{again:?}");
    assert_eq!(refused(keep_it(&[], &"x".repeat(LONGEST + 1))).0, Why::Incomplete);
    let many: Vec<_> = (0..50).map(|id| row(id, "Other")).collect();
    assert_eq!(refused(keep_it(&many, "sort=ends")).0, Why::NotNow);
}

#[test]
fn a_view_is_dropped_by_who_keeps_it() {
    assert!(
        rows(drop(&row(1, "Ends soon"), &staff(Role::ContractManager)))[0].starts_with("delete saved_view")
    );
    for stranger in strangers() {
        assert_eq!(refused(drop(&row(1, "Ends soon"), &stranger)).0, Why::NotFound);
    }
}
