use entity::choice::Choice;
use entity::id::SettingId;
use entity::state::{RetentionKind, Role};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::SqliteQueryBuilder;

use super::*;
use crate::testing::{
    COUNCIL, ELSEWHERE, blank, check_refused, form, noon, rows, settled, staff, strangers, word,
};

fn period(authority: AuthorityId, months: i32) -> retention::Model {
    blank::<retention::ActiveModel, _>(|row| {
        row.id = Set(SettingId(1));
        row.authority_id = Set(authority);
        row.kind = Set(RetentionKind::People);
        row.months = Set(months);
    })
}

fn disposed(period: &retention::Model, count: u64, actor: &Actor) -> Result<Change, Refusal> {
    let draft = form(DISPOSE, &[("reason", "Asked for.")]);
    dispose(&settled(), period, &draft, count, actor, noon("2026-11-21"))
}

/// Months, today at noon, and the day before whose noon details are past their period.
#[test]
fn a_period_is_counted_back_in_whole_months() {
    let table = [
        (1, "2026-03-31", "2026-02-28"),
        (1, "2028-03-31", "2028-02-29"),
        (24, "2026-11-21", "2024-11-21"),
        (600, "2026-11-21", "1976-11-21"),
    ];
    for (months, now, before) in table {
        assert_eq!(past_before(&period(COUNCIL, months), noon(now)), noon(before), "{months} {now}");
    }
}

#[test]
fn a_period_below_nought_is_never_past() {
    assert!(past_before(&period(COUNCIL, -1), noon("2026-11-21")) < noon("0001-01-01"));
}

#[test]
fn what_is_disposed_of_is_the_authority_s_own_of_that_kind_and_age() {
    let change = disposed(&period(COUNCIL, 24), 3, &staff(Role::Administrator));
    assert_eq!(rows(change.clone()), [r#"delete audit_detail {"reason":"Asked for."}"#]);
    let parts = change.expect("it is allowed").into_parts();
    let crate::Deed::Delete(delete, _) = &parts.rows[0].deed else { panic!("a disposal deletes") };
    let expected = r#"DELETE FROM "audit_detail" WHERE "authority_id" = 1 AND "kind" = 'people' AND "at" < '2024-11-21 12:00:00.000000 +00:00'"#;
    assert_eq!(delete.to_string(SqliteQueryBuilder), expected);
    let root = crate::Root { table: "authority", key: 1, seen: entity::number::Version(3), moves: false };
    assert_eq!(parts.roots, [root]);
    assert_eq!((parts.action, parts.authority), (Action::DisposeDetails, Some(COUNCIL)));
    assert_eq!(parts.about, Subject::Authority(COUNCIL));
}

#[test]
fn nothing_past_its_period_is_no_disposal() {
    check_refused(
        disposed(&period(COUNCIL, 24), 0, &staff(Role::Administrator)),
        Why::NotNow,
        "Nothing is past its period.",
    );
}

#[test]
fn only_the_authority_s_administrator_disposes() {
    for role in Role::ALL {
        let expected = if *role == Role::Administrator { "yes" } else { "role" };
        assert_eq!(word(&disposed(&period(COUNCIL, 24), 1, &staff(*role))), expected, "{role:?}");
    }
    for stranger in strangers() {
        assert_eq!(word(&disposed(&period(COUNCIL, 24), 1, &stranger)), "absent", "{stranger:?}");
    }
}

#[test]
fn another_authority_s_period_is_not_followed() {
    assert_eq!(word(&disposed(&period(ELSEWHERE, 1), 1, &staff(Role::Administrator))), "absent");
}
