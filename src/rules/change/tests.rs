use entity::id::{OrganisationId, PersonId, ProcurementId, RowId, SettingId, SheetId};
use entity::state::{CallIn, RetentionKind, Role, Stage};
use entity::{decision, meeting, person_role, reason};
use entity::{person, procurement};
use sea_orm::ActiveValue::{NotSet, Set, Unchanged};
use sea_orm::IntoActiveModel;
use sea_orm::sea_query::{ExprTrait, SqliteQueryBuilder};

use super::*;
use crate::testing::{SEEN, blank, council, day, empty, noon, reason};

fn change() -> Change {
    Change::of(Action::EditRow, Subject::House, None)
}

fn only(change: Change) -> Write {
    let mut rows = change.into_parts().rows;
    assert_eq!(rows.len(), 1);
    rows.pop().expect("there is one")
}

fn check(write: &Write, deed: &str, table: &str, columns: serde_json::Value) {
    assert_eq!((write.written.deed, write.written.table.as_str()), (deed, table));
    assert_eq!(serde_json::to_value(&write.written.columns).ok(), Some(columns));
}

fn sql(write: &Write) -> String {
    match &write.deed {
        Deed::Insert(insert) => insert.to_string(SqliteQueryBuilder),
        Deed::Update(update) => update.to_string(SqliteQueryBuilder),
        Deed::Delete(delete, _) => delete.to_string(SqliteQueryBuilder),
    }
}

#[test]
fn an_insert_tells_the_columns_that_are_set() {
    let row = reason::ActiveModel { id: Set(RowId(5)), says: Set("Why.".to_owned()), ..Default::default() };
    let write = only(change().insert(row));
    check(&write, "insert", "reason", serde_json::json!({ "id": 5, "says": "Why." }));
    assert_eq!(sql(&write), r#"INSERT INTO "reason" ("id", "says") VALUES (5, 'Why.')"#);
}

#[test]
fn an_update_tells_the_key_and_the_columns_that_are_set() {
    let mut row = reason(5, 1).into_active_model();
    row.position = Set(2);
    let write = only(change().update(row));
    check(&write, "update", "reason", serde_json::json!({ "id": 5, "position": 2 }));
    assert_eq!(sql(&write), r#"UPDATE "reason" SET "position" = 2 WHERE "reason"."id" = 5"#);
}

#[test]
fn what_is_emptied_is_told_as_null() {
    let row = decision::ActiveModel { id: Unchanged(RowId(5)), conditions: Set(None), ..Default::default() };
    check(
        &only(change().update(row)),
        "update",
        "decision",
        serde_json::json!({ "id": 5, "conditions": null }),
    );
}

#[test]
fn a_deletion_tells_all_that_the_row_held() {
    let write = only(change().delete::<_, reason::ActiveModel>(reason(5, 1)));
    let held = serde_json::json!({
        "id": 5, "procurement_id": 9, "position": 1, "says": "Reason 5.", "gaps": "{}",
    });
    check(&write, "delete", "reason", held);
    assert_eq!(sql(&write), r#"DELETE FROM "reason" WHERE "reason"."id" = 5"#);
}

#[test]
fn a_row_with_two_keys_is_deleted_by_both() {
    let row = person_role::Model { person_id: PersonId(4), role: Role::Auditor };
    let write = only(change().delete::<_, person_role::ActiveModel>(row));
    check(&write, "delete", "person_role", serde_json::json!({ "person_id": 4, "role": "auditor" }));
    assert!(
        sql(&write).ends_with(r#""person_id" = 4 AND "person_role"."role" = 'auditor'"#),
        "{}",
        sql(&write)
    );
}

#[test]
fn a_disposal_tells_only_its_reason() {
    let fits = reason::Column::ProcurementId.eq(9).and(reason::Column::Position.gt(3));
    let write = only(change().delete_where::<reason::Entity>(fits, "Asked for."));
    check(&write, "delete", "reason", serde_json::json!({ "reason": "Asked for." }));
    assert!(sql(&write).contains(r#""procurement_id" = 9 AND "reason"."position" > 3"#), "{}", sql(&write));
}

#[test]
#[should_panic(expected = "rules set the key of every row they update")]
fn a_row_without_its_key_is_never_updated() {
    let _ = change().update(reason::ActiveModel { id: NotSet, position: Set(1), ..Default::default() });
}

/// Every kind of value that is stored: number, money, text, code, tick, day, instant.
#[test]
fn values_are_told_plainly() {
    let written = only(change().insert(decision::ActiveModel {
        id: Set(RowId(5)),
        call_in: Set(CallIn::Open),
        taken_on: Set(day("2021-10-19")),
        at: Set(noon("2021-10-20")),
        ..Default::default()
    }));
    check(
        &written,
        "insert",
        "decision",
        serde_json::json!({ "id": 5, "call_in": "open", "taken_on": "2021-10-19", "at": "2021-10-20T12:00:00+00:00" }),
    );
    let written = only(change().insert(person::ActiveModel { disabled: Set(true), ..Default::default() }));
    check(&written, "insert", "person", serde_json::json!({ "disabled": true }));
}

/// A column of another type would be told as null: `plain` must know every type that is stored.
#[test]
fn every_column_is_of_a_type_that_is_told() {
    fn check<E: EntityTrait>() {
        use sea_orm::sea_query::ColumnType::{
            BigInteger, Boolean, Date, Integer, String, Text, TimestampWithTimeZone,
        };
        for column in E::Column::iter() {
            let kind = column.def().get_column_type().clone();
            assert!(
                matches!(
                    kind,
                    BigInteger | Boolean | Date | Integer | String(_) | Text | TimestampWithTimeZone
                ),
                "{}.{} is {kind:?}",
                E::default().table_name(),
                column.as_str()
            );
        }
    }
    macro_rules! all {
        ($($module:ident)+) => { $(check::<entity::$module::Entity>();)+ };
    }
    all!(appraised_option approver_tier assessment_summary attachment authority award bid_exit bid_label
        bid_price bidder_query capacity clearance conflict_declaration consultation cost_avoidance
        decision draw earlier_decision funding house implication implication_heading invitation
        lot_evaluation low_price measure meeting milestone moderated_score moderation organisation
        outcome person person_role procurement ranking reason recommendation redaction retention risk
        risk_level score score_sheet scoring seat_question seat_release service_gap sign_in statistic
        term_period);
}

#[test]
fn roots_are_named_by_table_and_number() {
    let procurement = empty().row;
    let authority = council();
    let person = blank::<person::ActiveModel, person::Model>(|row| {
        row.id = Set(PersonId(4));
        row.version = Set(Version(2));
    });
    let roots =
        change().moves(&procurement, SEEN).rests_on(&authority).moves(&person, Version(1)).into_parts().roots;
    let expected = [
        Root { table: "procurement", key: 9, seen: SEEN, moves: true },
        Root { table: "authority", key: 1, seen: Version(3), moves: false },
        // The second version was loaded, so whoever says they saw the first, or the third, never holds.
        Root { table: "person", key: 4, seen: Version(-1), moves: true },
    ];
    assert_eq!(roots, expected);
}

#[test]
fn subjects_are_told_as_paths() {
    let table = [
        (Subject::House, "house"),
        (Subject::Authority(AuthorityId(1)), "authority/1"),
        (Subject::Organisation(OrganisationId(2)), "organisation/2"),
        (Subject::Person(PersonId(3)), "person/3"),
        (Subject::Procurement(ProcurementId(4)), "procurement/4"),
        (Subject::Lot(RowId(5)), "lot/5"),
        (Subject::Sheet(SheetId(6)), "sheet/6"),
    ];
    for (subject, path) in table {
        assert_eq!(subject.to_string(), path);
    }
}

#[test]
fn an_action_is_found_again_by_its_code() {
    for action in [Action::OpenHouse, Action::RecordCallIn, Action::DisposeDetails, Action::InviteAgain] {
        assert_eq!(Action::of(action.code()), Some(action));
        assert!(!action.words().is_empty());
    }
    assert_eq!(Action::of("burn"), None);
    assert_eq!(Action::InvitePerson.kind(), RetentionKind::People);
    assert_eq!(Action::Clear.kind(), RetentionKind::Procurement);
}

#[test]
fn the_rows_of_a_change_keep_their_order() {
    let meeting = meeting::ActiveModel { id: Set(SettingId(1)), ..Default::default() };
    let row = procurement::ActiveModel {
        id: Unchanged(ProcurementId(9)),
        stage: Set(Stage::Draft),
        ..Default::default()
    };
    let rows = change().insert(meeting).update(row).into_parts().rows;
    let tables: Vec<_> = rows.iter().map(|row| row.written.table.as_str()).collect();
    assert_eq!(tables, ["meeting", "procurement"]);
}
