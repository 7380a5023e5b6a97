use entity::id::{PersonId, RowId};
use entity::person;
use entity::state::{PanelSeat, Role, TenderStage};
use sea_orm::ActiveValue::Set;

use super::{SEAT, SinceOpening, seat, unseat};
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
fn an_officer_seats_the_panel() {
    let now = noon("2026-08-04");
    let officer = staff(Role::ProcurementOfficer);
    let seated = |tender: &Tender| {
        seat(tender, &SinceOpening::default(), RowId(8), &person(70), &form("evaluator"), SEEN, &officer, now)
    };
    assert_eq!(
        rows(seated(&open_tender(now))),
        [
            r#"insert panel_member {"id":8,"person_id":70,"seat":"evaluator","since":"2026-08-04T12:00:00+00:00","tender_id":50}"#
        ]
    );
    assert_eq!(word(&seated(&tender())), "yes");
    let mut opened = open_tender(now);
    opened.panel = vec![on_panel(8, 70, PanelSeat::Evaluator)];
    let leave = |tender: &Tender, since: &SinceOpening, member| {
        unseat(tender, since, RowId(member), SEEN, &officer, now)
    };
    let nothing = SinceOpening::default();
    assert!(rows(leave(&opened, &nothing, 8))[0].starts_with("delete panel_member"));
    assert_eq!(word(&leave(&opened, &nothing, 9)), "absent");
}

#[test]
fn after_the_opening_the_panel_can_be_completed_until_the_evaluation_begins() {
    let now = noon("2026-09-20");
    let officer = staff(Role::ProcurementOfficer);
    let mut opened = open_tender(noon("2026-08-04"));
    opened.row.stage = TenderStage::Opened;
    let mut opening = opening_by(71, noon("2026-09-04"));
    opening.second_person_id = Some(PersonId(72));
    opened.openings = vec![opening];
    let seated = |since: &SinceOpening, who: i64| {
        seat(&opened, since, RowId(8), &person(who), &form("evaluator"), SEEN, &officer, now)
    };
    let checked = SinceOpening { begun: false, decided: [PersonId(73)].into() };
    assert_eq!(word(&seated(&checked, 70)), "yes");
    for (who, did) in [(71, "took part in opening"), (72, "took part in opening"), (73, "decided checks of")]
    {
        assert!(refused(seated(&checked, who)).1.contains(did), "{who}");
    }
    let says = "The evaluation has begun. An approver can release someone from the panel and name another.";
    let begun = SinceOpening { begun: true, ..checked };
    assert_eq!(refused(seated(&begun, 70)), (Why::NotNow, says.to_owned()));
}

#[test]
fn who_cannot_be_seated() {
    let now = noon("2026-08-04");
    let check = |set: fn(&mut Tender, &mut Person), as_what: &str, expected: &str| {
        let (mut tender, mut person) = (open_tender(now), person(70));
        set(&mut tender, &mut person);
        let officer = staff(Role::ProcurementOfficer);
        let seated =
            seat(&tender, &SinceOpening::default(), RowId(8), &person, &form(as_what), SEEN, &officer, now);
        assert_eq!(refused(seated), (Why::Incomplete, expected.to_owned()));
    };
    check(
        |_, person| person.row.disabled = true,
        "evaluator",
        "person_id: Their sign-in is stopped. Choose someone else.",
    );
    check(
        |_, person| person.roles = vec![Role::Administrator, Role::Auditor],
        "evaluator",
        "person_id: Their roles do not let them score. An administrator can give them the role evaluator.",
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
        "person_id: They took part in opening the bids, and whoever opens bids does not score them. Choose someone else.",
    );
}

#[test]
fn nobody_else_seats_and_nobody_of_elsewhere_is_seated() {
    let now = noon("2026-08-04");
    let seated = |actor: &_, person: &_| {
        seat(
            &open_tender(now),
            &SinceOpening::default(),
            RowId(8),
            person,
            &form("evaluator"),
            SEEN,
            actor,
            now,
        )
    };
    for stranger in strangers() {
        assert_eq!(word(&seated(&stranger, &person(70))), "absent");
    }
    assert_eq!(word(&seated(&staff(Role::Approver), &person(70))), "role");
    let mut of_elsewhere = person(70);
    of_elsewhere.row.authority_id = Some(ELSEWHERE);
    assert_eq!(word(&seated(&staff(Role::ProcurementOfficer), &of_elsewhere)), "absent");
}
