//! Who may take which step, in which stage.

use super::*;

/// The steps, each with all it asks for beyond role and stage.
const STEPS: [(&str, Step); 7] = [
    ("send to clearance", sent),
    ("take back", |p, actor| take_back(p, SEEN, actor)),
    ("clear: legal", |p, actor| {
        let answer = answer("cleared", "");
        clear(p, &council(), ClearanceKind::Legal, ID, &answer, SEEN, actor, noon(THURSDAY))
    }),
    ("put for decision", |p, actor| {
        let mut p = p.clone();
        p.row.clearance_round = 2;
        p.clearances = ClearanceKind::ALL.iter().map(|kind| kept_answer(2, *kind)).collect();
        put_forward(&p, &council(), actor)
    }),
    ("record decision", |p, actor| {
        record_decision(p, &council(), ID, &decided("approved", "open"), SEEN, actor, noon(THURSDAY))
    }),
    ("close call-in", |p, actor| {
        let mut p = p.clone();
        p.decisions = vec![kept_decision(CallIn::Open)];
        record_call_in(&p, &became("passed", ""), SEEN, actor, noon("2021-10-29"))
    }),
    ("withdraw", |p, actor| withdraw(p, SEEN, actor)),
];

type Step = fn(&Procurement, &Actor) -> Result<Change, Refusal>;

fn full(stage: Stage) -> Procurement {
    let mut p = ready();
    p.row.stage = stage;
    p
}

/// Stages in the order of `Stage::ALL`.
#[test]
fn each_step_is_taken_by_its_roles_in_its_stages() {
    use Role::{Approver, ClearanceLegal, DemocraticServices, ProcurementOfficer};
    let table: [(&str, &[Role], &str); 7] = [
        //                                       DRAFT CLEAR FORDEC DECIDED EFFECTIVE REFUSED WITHDRAWN
        ("send to clearance", &[ProcurementOfficer], "yes stage stage stage stage stage stage"),
        ("take back", &[ProcurementOfficer], "stage yes yes stage stage stage stage"),
        ("clear: legal", &[ClearanceLegal], "stage yes stage stage stage stage stage"),
        ("put for decision", &[ProcurementOfficer], "stage yes stage stage stage stage stage"),
        ("record decision", &[DemocraticServices, Approver], "stage stage yes stage stage stage stage"),
        ("close call-in", &[DemocraticServices, Approver], "stage stage stage yes stage stage stage"),
        ("withdraw", &[ProcurementOfficer, Approver], "yes yes yes yes stage stage stage"),
    ];
    for ((name, step), (row, who, stages)) in STEPS.into_iter().zip(table) {
        assert_eq!(name, row);
        check(name, step, who, stages);
    }
}

fn check(name: &str, step: Step, who: &[Role], stages: &str) {
    for role in staff_roles() {
        let answers: Vec<_> =
            Stage::ALL.iter().map(|stage| word(&step(&full(*stage), &staff(role)))).collect();
        let expected = if who.contains(&role) { stages } else { "role role role role role role role" };
        assert_eq!(answers.join(" "), expected, "{name} as {role:?}");
    }
}

/// Not even with every role there is.
#[test]
fn for_anyone_else_there_is_no_such_procurement() {
    for (name, step) in STEPS {
        for stranger in strangers() {
            for stage in Stage::ALL {
                assert_eq!(word(&step(&full(*stage), &stranger)), "absent", "{name} by {stranger:?}");
            }
        }
    }
}

#[test]
fn another_authority_s_settings_are_never_asked() {
    let mut elsewhere = council();
    elsewhere.id = crate::testing::ELSEWHERE;
    let legal = staff(Role::ClearanceLegal);
    let kind = ClearanceKind::Legal;
    let p = in_clearance(&[]);
    let cleared = clear(&p, &elsewhere, kind, ID, &answer("cleared", ""), SEEN, &legal, noon(THURSDAY));
    let officer = staff(Role::ProcurementOfficer);
    let put = put_forward(&in_clearance(ClearanceKind::ALL), &elsewhere, &officer);
    let clerk = staff(Role::DemocraticServices);
    let draft = decided("approved", "open");
    let recorded =
        record_decision(&at(Stage::ForDecision), &elsewhere, ID, &draft, SEEN, &clerk, noon(THURSDAY));
    assert_eq!([cleared, put, recorded].map(|step| word(&step)), ["absent"; 3]);
}

/// A page that asks before it shows the form is told the same as whoever posts it.
#[test]
fn asking_first_gives_the_same_answer() {
    type Ask = fn(&Procurement, &Actor) -> Result<(), Refusal>;
    for (name, ask) in [("record decision", may_decide as Ask), ("close call-in", may_close_call_in)] {
        let (_, step) = STEPS.into_iter().find(|(step, _)| *step == name).expect("it is a step");
        for who in staff_roles().map(staff).chain(strangers()) {
            for stage in Stage::ALL {
                let p = full(*stage);
                assert_eq!(word(&ask(&p, &who)), word(&step(&p, &who)), "{name} {stage:?} {who:?}");
            }
        }
    }
}

#[test]
fn a_refusal_names_the_stages() {
    let officer = staff(Role::ProcurementOfficer);
    check_refused(
        take_back(&at(Stage::Decided), SEEN, &officer),
        Why::NotNow,
        "It can be taken back only from the stage “in clearance” or “for decision”. Its stage is “decided”.",
    );
}

#[test]
fn only_an_effective_decision_may_become_a_tender() {
    for stage in Stage::ALL {
        let may = may_become_tender(&at(*stage));
        assert_eq!(may.is_ok(), *stage == Stage::Effective, "{stage:?}");
    }
}

/// Every step moves the procurement, from the version the form was drawn from.
#[test]
fn a_step_moves_the_procurement_and_rests_on_the_settings_it_asks() {
    let table = [
        ("send to clearance", Stage::Draft, Role::ProcurementOfficer, "procurement/9@7 authority/1=3"),
        ("take back", Stage::InClearance, Role::ProcurementOfficer, "procurement/9@7"),
        ("clear: legal", Stage::InClearance, Role::ClearanceLegal, "procurement/9@7 authority/1=3"),
        ("put for decision", Stage::InClearance, Role::ProcurementOfficer, "procurement/9@7 authority/1=3"),
        ("record decision", Stage::ForDecision, Role::Approver, "procurement/9@7 authority/1=3"),
        ("close call-in", Stage::Decided, Role::Approver, "procurement/9@7"),
        ("withdraw", Stage::Draft, Role::Approver, "procurement/9@7"),
    ];
    for ((name, step), (row, stage, role, expected)) in STEPS.into_iter().zip(table) {
        assert_eq!(name, row);
        let parts = step(&full(stage), &staff(role)).expect(name).into_parts();
        let sign = |moves| if moves { '@' } else { '=' };
        let root =
            |root: &crate::Root| format!("{}/{}{}{}", root.table, root.key, sign(root.moves), root.seen.0);
        let roots: Vec<_> = parts.roots.iter().map(root).collect();
        assert_eq!(roots.join(" "), expected, "{name}");
        assert_eq!(parts.about.to_string(), "procurement/9", "{name}");
        assert_eq!(parts.authority, Some(crate::testing::COUNCIL), "{name}");
    }
}

#[test]
fn each_step_is_told_by_its_own_name() {
    let told = |step: Step, stage, role| {
        step(&full(stage), &staff(role)).map(|change| change.into_parts().action.code()).ok()
    };
    let table = [
        (Stage::Draft, Role::ProcurementOfficer, "send_to_clearance"),
        (Stage::ForDecision, Role::ProcurementOfficer, "take_back"),
        (Stage::InClearance, Role::ClearanceLegal, "clear"),
        (Stage::InClearance, Role::ProcurementOfficer, "put_for_decision"),
        (Stage::ForDecision, Role::DemocraticServices, "record_decision"),
        (Stage::Decided, Role::DemocraticServices, "record_call_in"),
        (Stage::Decided, Role::ProcurementOfficer, "withdraw"),
    ];
    for ((name, step), (stage, role, code)) in STEPS.into_iter().zip(table) {
        assert_eq!(told(step, stage, role), Some(code), "{name}");
    }
}

#[test]
fn the_first_steps_only_change_the_stage() {
    let officer = staff(Role::ProcurementOfficer);
    let table = [
        (take_back(&at(Stage::InClearance), SEEN, &officer), "draft"),
        (take_back(&at(Stage::ForDecision), SEEN, &officer), "draft"),
        (withdraw(&at(Stage::Decided), SEEN, &officer), "withdrawn"),
    ];
    for (change, stage) in table {
        assert_eq!(rows(change), [format!(r#"update procurement {{"id":9,"stage":"{stage}"}}"#)]);
    }
}

#[test]
fn the_paper_is_kept_as_others_are_sent_it() {
    let officer = staff(Role::ProcurementOfficer);
    let (digest, salt) = (keeping().paper.digest().to_owned(), keeping().salt);
    let table = [
        (sent(&ready(), &officer), "sent_to_clearance"),
        (put_forward(&in_clearance(ClearanceKind::ALL), &council(), &officer), "put_forward"),
    ];
    for (change, occasion) in table {
        let rows = rows(change);
        assert_eq!(
            rows[1..],
            [
                r#"insert report {"id":80,"kind":"gateway-1","procurement_id":9,"version":1}"#.to_owned(),
                format!(
                    r#"insert kept_report {{"at":"2021-10-21T12:00:00+00:00","digest":"{digest}","document":"sha256:{digest}","id":81,"note":null,"number":1,"occasion":"{occasion}","person_id":40,"report_id":80,"salt":"{salt}"}}"#
                ),
            ]
        );
    }
}

#[test]
fn a_paper_that_refers_to_nothing_is_not_sent() {
    let mut keeping = keeping();
    keeping.paper.missing = vec!["found.maximun".to_owned()];
    check_refused(
        send_to_clearance(&ready(), keeping, SEEN, &staff(Role::ProcurementOfficer), noon(THURSDAY)),
        Why::Incomplete,
        "The report refers to “found.maximun”, which is not there. Take it out or choose another.",
    );
}

#[test]
fn others_read_the_paper_they_were_sent() {
    use Occasion::{PutForward, SentToClearance};
    let table = [
        (Stage::Draft, None),
        (Stage::InClearance, Some(SentToClearance)),
        (Stage::ForDecision, Some(PutForward)),
        (Stage::Decided, Some(PutForward)),
        (Stage::Effective, Some(PutForward)),
        (Stage::Refused, Some(PutForward)),
        (Stage::Withdrawn, None),
    ];
    for (stage, occasion) in table {
        assert_eq!(paper_stands_since(&at(stage)), occasion, "{stage:?}");
    }
}
