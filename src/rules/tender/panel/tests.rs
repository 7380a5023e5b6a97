use entity::id::{PersonId, RowId};
use entity::person;
use entity::state::{PanelSeat, Role, TenderStage};
use sea_orm::ActiveValue::Set;

use super::{SEAT, seat, unseat};
use crate::Why;
use crate::field::{Draft, List, Lists, draft};
use crate::people::Person;
use crate::tender::Tender;
use crate::testing::tenders::{on_panel, open_tender, opening_by, tender};
use crate::testing::{COUNCIL, ELSEWHERE, SEEN, blank, noon, refused, rows, staff, strangers, typed, word};

fn person(id: i64) -> Person {
    let row = blank::<person::ActiveModel, _>(|row| {
        row.id = Set(PersonId(id));
        row.authority_id = Set(Some(COUNCIL));
        row.name = Set("Someone".to_owned());
    });
    Person { row, roles: vec![Role::ReportWriter] }
}

fn form(seat: &str) -> Draft {
    let lists = Lists([(List::Staff, vec![("70".to_owned(), "Someone".to_owned())])].into());
    let typed = typed(SEAT, &[("person_id", "70"), ("seat", seat)]);
    draft(SEAT, &typed, &lists, &Default::default()).expect("it is filled in well")
}

#[test]
fn an_officer_seats_the_panel_until_the_bids_are_opened() {
    let now = noon("2026-08-04");
    let officer = staff(Role::ProcurementOfficer);
    let seated =
        |tender: &Tender| seat(tender, RowId(8), &person(70), &form("evaluator"), SEEN, &officer, now);
    assert_eq!(
        rows(seated(&open_tender(now))),
        [
            r#"insert panel_member {"id":8,"person_id":70,"seat":"evaluator","since":"2026-08-04T12:00:00+00:00","tender_id":50}"#
        ]
    );
    assert_eq!(word(&seated(&tender())), "yes");
    let mut opened = open_tender(now);
    opened.row.stage = TenderStage::Opened;
    assert_eq!(word(&seated(&opened)), "stage");
    opened.panel = vec![on_panel(8, 70, PanelSeat::Evaluator)];
    assert_eq!(word(&unseat(&opened, RowId(8), SEEN, &officer, now)), "stage");
    opened.row.stage = TenderStage::Published;
    assert!(rows(unseat(&opened, RowId(8), SEEN, &officer, now))[0].starts_with("delete panel_member"));
    assert_eq!(word(&unseat(&opened, RowId(9), SEEN, &officer, now)), "absent");
}

#[test]
fn who_cannot_be_seated() {
    let now = noon("2026-08-04");
    let check = |set: fn(&mut Tender, &mut Person), as_what: &str, expected: &str| {
        let (mut tender, mut person) = (open_tender(now), person(70));
        set(&mut tender, &mut person);
        let officer = staff(Role::ProcurementOfficer);
        let seated = seat(&tender, RowId(8), &person, &form(as_what), SEEN, &officer, now);
        assert_eq!(refused(seated), (Why::Incomplete, expected.to_owned()));
    };
    check(
        |_, person| person.row.disabled = true,
        "evaluator",
        "person_id: Their sign-in is stopped. Choose someone else.",
    );
    check(
        |tender, _| tender.panel = vec![on_panel(8, 70, PanelSeat::Evaluator)],
        "evaluator",
        "person_id: They are on the panel already. Take them off first to give them another seat.",
    );
    check(
        |tender, _| tender.panel = vec![on_panel(8, 71, PanelSeat::Moderator)],
        "moderator",
        "seat: There is a moderator already. Take them off first.",
    );
    check(
        |tender, _| tender.openings = vec![opening_by(70, noon("2026-08-04"))],
        "evaluator",
        "person_id: They began to open the bids, and whoever opens bids does not score them. Choose someone else.",
    );
}

#[test]
fn nobody_else_seats_and_nobody_of_elsewhere_is_seated() {
    let now = noon("2026-08-04");
    let seated = |actor: &_, person: &_| {
        seat(&open_tender(now), RowId(8), person, &form("evaluator"), SEEN, actor, now)
    };
    for stranger in strangers() {
        assert_eq!(word(&seated(&stranger, &person(70))), "absent");
    }
    assert_eq!(word(&seated(&staff(Role::Approver), &person(70))), "role");
    let mut of_elsewhere = person(70);
    of_elsewhere.row.authority_id = Some(ELSEWHERE);
    assert_eq!(word(&seated(&staff(Role::ProcurementOfficer), &of_elsewhere)), "absent");
}
