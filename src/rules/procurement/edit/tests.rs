mod lists;
mod parts;

use entity::choice::Choice;
use entity::gaps::Gap;
use entity::state::Role;
use entity::{measure, outcome, reason};

use super::*;
use crate::field::Field;
use crate::procurement::lists::CODES;
use crate::procurement::parts::{START, part};
use crate::rows::{Listed, add_row, change_part, change_row, move_row_up, remove_row, say_list_empty};
use crate::testing::{
    COUNCIL, SEEN, actor, at, blank, check_refused, empty, form, outcome, reason, rows, staff, staff_roles,
    strangers, word,
};

fn writer() -> Actor {
    staff(Role::ReportWriter)
}

fn says(text: &str) -> Draft {
    form(<reason::Entity as Listed>::FIELDS, &[("says", text)])
}

/// With reasons 1 to `count`, at places 1 to `count`.
fn with_reasons(count: i32) -> Procurement {
    let mut p = empty();
    p.reasons = (1..=count).map(|place| reason(i64::from(place), place)).collect();
    p
}

/// Every act of writing, each allowed by all but its actor and the stage.
const ACTS: [(&str, WriteAct); 6] = [
    ("change a part", |p, actor| {
        let part = part("summary").expect("a part");
        change_part(p, part, &form(part.fields, &[("summary", "In short.")]), SEEN, actor)
    }),
    ("add a row", |p, actor| add_row::<reason::Entity>(p, RowId(8), &says("So."), SEEN, actor)),
    ("change a row", |p, actor| change_row::<reason::Entity>(p, RowId(2), &says("So."), SEEN, actor)),
    ("remove a row", |p, actor| remove_row::<reason::Entity>(p, RowId(2), SEEN, actor)),
    ("move a row", |p, actor| move_row_up::<reason::Entity>(p, RowId(2), SEEN, actor)),
    ("say a list empty", |p, actor| say_list_empty::<outcome::Entity>(p, Some(Gap::Nothing), SEEN, actor)),
];

type WriteAct = fn(&Procurement, &Actor) -> Result<Change, Refusal>;

#[test]
fn only_a_draft_is_written_and_only_by_those_who_write() {
    for (name, act) in ACTS {
        for role in staff_roles() {
            check(name, act, role);
        }
    }
}

fn check(name: &str, act: WriteAct, role: Role) {
    let mut p = with_reasons(2);
    let mut answer = |stage: &Stage| {
        p.row.stage = *stage;
        word(&act(&p, &staff(role)))
    };
    let answers: Vec<_> = Stage::ALL.iter().map(&mut answer).collect();
    let expected = match role {
        Role::ProcurementOfficer | Role::ReportWriter => "yes stage stage stage stage stage stage",
        _ => "role role role role role role role",
    };
    assert_eq!(answers.join(" "), expected, "{name} as {role:?}");
}

#[test]
fn for_anyone_else_there_is_no_such_procurement() {
    for (name, act) in ACTS {
        for stranger in strangers() {
            assert_eq!(word(&act(&with_reasons(2), &stranger)), "absent", "{name} by {stranger:?}");
        }
    }
}

#[test]
fn every_act_moves_the_procurement_and_is_told_by_its_name() {
    let told = [
        ("edit_part", "Summary and policy"),
        ("add_row", "Reasons for recommendation"),
        ("edit_row", "Reasons for recommendation"),
        ("remove_row", "Reasons for recommendation"),
        ("move_row", "Reasons for recommendation"),
        ("edit_part", "Outcomes"),
    ];
    for ((name, act), (code, on)) in ACTS.into_iter().zip(told) {
        let parts = act(&with_reasons(2), &writer()).expect(name).into_parts();
        assert_eq!((parts.action.code(), parts.authority), (code, Some(COUNCIL)), "{name}");
        assert_eq!(parts.about, Subject::Procurement(ProcurementId(9)), "{name}");
        assert_eq!(parts.on.as_deref(), Some(on), "{name}");
        let root = crate::Root { table: "procurement", key: 9, seen: SEEN, moves: true };
        assert_eq!(parts.roots, [root], "{name}");
    }
}

#[test]
fn a_refusal_says_what_the_stage_means() {
    let with_others = "This is with others now. A procurement officer can take it back to draft; it must then be cleared again.";
    let ended = "This has been decided or given up, and its facts stay as they are.";
    for stage in Stage::ALL {
        let says = match stage {
            Stage::Draft => continue,
            Stage::InClearance | Stage::ForDecision => with_others,
            Stage::Decided | Stage::Effective | Stage::Refused | Stage::Withdrawn => ended,
        };
        check_refused(may_write(&at(*stage), &writer()), Why::NotNow, says);
    }
}

fn started(reference: &str, actor: &Actor) -> Result<Change, Refusal> {
    let draft = form(START, &[("title", "A service"), ("reference", reference)]);
    start(ProcurementId(9), &draft, actor)
}

#[test]
fn it_starts_as_a_draft_of_the_actor_s_authority() {
    let change = started("MED-2021-001", &writer());
    let written = r#"insert procurement {"authority_id":1,"clearance_round":0,"gaps":"{}","id":9,"reference":"MED-2021-001","stage":"draft","title":"A service","version":1}"#;
    assert_eq!(rows(change.clone()), [written]);
    let parts = change.expect("it starts").into_parts();
    assert_eq!(
        (parts.action, parts.authority, parts.roots.len()),
        (Action::StartProcurement, Some(COUNCIL), 0)
    );
}

#[test]
fn a_reference_is_capitals_digits_and_hyphens() {
    let forty = "A".repeat(40);
    let table = [
        ("MED-2021-001", true),
        ("A-1", true),
        (forty.as_str(), true),
        ("A1", false),
        ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false),
        ("med-2021-001", false),
        ("MED/2021", false),
        ("MED 2021", false),
        ("MÉD-2021", false),
    ];
    for (reference, fits) in table {
        let started = started(reference, &writer());
        match fits {
            true => assert!(started.is_ok(), "{reference}"),
            false => check_refused(
                started,
                Why::Incomplete,
                "reference: Reference must be 3 to 40 capital letters, digits and hyphens, like MED-2027-004.",
            ),
        }
    }
}

#[test]
fn only_an_authority_starts_a_procurement() {
    use crate::access::Side;
    use crate::testing::CHARITY;
    let table = [
        (writer(), "yes"),
        (staff(Role::ProcurementOfficer), "yes"),
        (staff(Role::Approver), "role"),
        (Actor::house(), "role"),
        (actor(Side::Provider(CHARITY), Role::ALL), "absent"),
    ];
    for (who, answer) in table {
        assert_eq!(word(&started("MED-2021-001", &who)), answer, "{who:?}");
    }
}
