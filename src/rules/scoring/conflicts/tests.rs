use entity::state::{ConflictDecision, Role};

use super::*;
use crate::scoring::testing::{
    DRAWN_FROM, EVALUATORS, MODERATOR, approver, begun, declare as declared_by, evaluator, moderator, now,
    of, officer, someone,
};
use crate::testing::{check_refused, form, rows, strangers, word};

fn says(conflicted: &str, which: &str) -> Draft {
    form(DECLARE, &[("conflicted", conflicted), ("says", which)])
}

fn decided(decision: &str) -> Draft {
    form(DECIDE, &[("decision", decision), ("decision_reason", "They scored none of its answers.")])
}

const OWN: PersonId = PersonId(EVALUATORS[0]);

#[test]
fn a_declaration_names_every_bidder_it_was_made_against() {
    let written = rows(declare(&of(begun()), RowId(1), &says("no", ""), &evaluator(0), now()));
    assert!(
        written[0].contains(r#""bidders":"Bidder X\nBidder Y\nBidder Z","conflicted":"no""#),
        "{written:?}"
    );
    let which = declare(&of(begun()), RowId(1), &says("yes", ""), &evaluator(0), now());
    check_refused(which, Why::Incomplete, "says: Say which interest it is and in which bidder.");
    let stranger = declare(&of(begun()), RowId(1), &says("no", ""), &officer(), now());
    check_refused(stranger, Why::NotYours, "You do not sit on the panel of this tender.");
}

/// What was declared, what was decided, what that lets someone read.
#[test]
fn no_declaration_no_access_and_no_access_while_an_interest_is_undecided() {
    use YesNo::{No, Yes};
    type Declared = (YesNo, Option<ConflictDecision>);
    let table: [(&[Declared], &str); 6] = [
        (&[], "Declare your interests first. No bid is shown before you have."),
        (&[(No, None)], "yes"),
        (&[(Yes, None)], "An approver must first decide on the interest you declared."),
        (&[(Yes, Some(ConflictDecision::Kept))], "yes"),
        (
            &[(Yes, Some(ConflictDecision::Removed))],
            "You were removed from the panel because of an interest.",
        ),
        (&[(No, None), (Yes, None)], "An approver must first decide on the interest you declared."),
    ];
    for (declarations, expected) in table {
        let mut all = begun();
        for (conflicted, decision) in declarations {
            declared_by(&mut all, EVALUATORS[0], *conflicted, *decision);
        }
        let s = of(all);
        let result =
            clear_to_read(&s, &evaluator(0)).map(|_| "yes".to_owned()).unwrap_or_else(Refusal::first);
        assert_eq!(result, expected);
    }
}

#[test]
fn an_approver_decides_and_never_on_their_own() {
    let mut all = begun();
    declared_by(&mut all, EVALUATORS[0], YesNo::Yes, None);
    let s = of(all);
    let by = |actor: &Actor, person| decide(&s, person, &decided("kept"), DRAWN_FROM, actor, now());
    let written = rows(by(&approver(), OWN));
    assert!(written[0].contains(r#""decided_by":41,"decision":"kept""#), "{written:?}");
    assert_eq!(word(&by(&officer(), OWN)), "role");
    assert_eq!(word(&by(&approver(), PersonId(MODERATOR))), "absent");
    for stranger in strangers() {
        assert_eq!(word(&by(&stranger, OWN)), "absent");
    }
    let own = by(&someone(EVALUATORS[0], Role::Approver), OWN);
    check_refused(own, Why::NotNow, "Another approver must decide on your own interest.");
}

#[test]
fn what_is_decided_or_needs_no_decision_is_not_decided_again() {
    for (conflicted, decision) in [(YesNo::No, None), (YesNo::Yes, Some(ConflictDecision::Kept))] {
        let mut all = begun();
        declared_by(&mut all, EVALUATORS[0], conflicted, decision);
        let again = decide(&of(all), OWN, &decided("removed"), DRAWN_FROM, &approver(), now());
        check_refused(again, Why::NotNow, "There is no interest of theirs to decide on.");
    }
    assert!(sits(&of(begun()), &moderator()).is_ok());
}

#[test]
fn nobody_on_the_panel_decides_on_anothers_interest() {
    let mut all = begun();
    declared_by(&mut all, EVALUATORS[0], YesNo::Yes, None);
    let panel = someone(EVALUATORS[1], Role::Approver);
    let result = decide(&of(all), OWN, &decided("removed"), DRAWN_FROM, &panel, now());
    check_refused(result, Why::NotNow, "You sit on this panel. Another approver must decide.");
}

/// Who reads whose declaration, and whether with its reasons.
#[test]
fn reasons_are_for_officer_and_approver_and_the_panel_reads_only_its_own() {
    let mut all = begun();
    declared_by(&mut all, EVALUATORS[0], YesNo::Yes, None);
    declared_by(&mut all, EVALUATORS[1], YesNo::No, None);
    let s = of(all);
    assert_eq!(s.declarations(), (2, 3));
    let auditor = someone(45, Role::Auditor);
    let table =
        [(officer(), 3, 2), (approver(), 3, 2), (auditor, 3, 0), (evaluator(0), 1, 1), (moderator(), 1, 0)];
    for (reader, rows, reasons) in table {
        let read = s.interests(&reader).expect("they may");
        let with_reasons = read.iter().filter(|one| one.said.is_some()).count();
        assert_eq!((read.len(), with_reasons), (rows, reasons), "{}", reader.name);
    }
    assert_eq!(word(&s.interests(&someone(99, Role::Evaluator))), "role", "an evaluator of another panel");
    for stranger in strangers() {
        assert_eq!(word(&s.interests(&stranger)), "absent");
    }
}

#[test]
fn an_interest_that_waits_for_a_decision_is_not_declared_away() {
    let mut all = begun();
    declared_by(&mut all, EVALUATORS[0], YesNo::Yes, None);
    let away = declare(&of(all), RowId(2), &says("no", ""), &evaluator(0), now());
    check_refused(away, Why::NotNow, "An approver must first decide on the interest you declared.");
}

/// Someone on the panel with an officer's role: how they stand, and the word of signing off, asking, and reading prices.
#[test]
fn a_seat_that_is_not_clear_takes_the_officers_acts_away() {
    use entity::seat_release;

    use crate::bid::{Opened, Prices};
    use crate::scoring::sign_off::signs;
    use crate::scoring::testing::{moderated, signed};
    use crate::testing::tenders::LOT;

    let table = [
        (None, false, ["stage", "stage", "stage"]),
        (Some((YesNo::Yes, None)), false, ["stage", "stage", "stage"]),
        (Some((YesNo::Yes, Some(ConflictDecision::Removed))), false, ["role", "role", "role"]),
        (Some((YesNo::Yes, Some(ConflictDecision::Kept))), false, ["yes", "yes", "yes"]),
        (Some((YesNo::No, None)), false, ["yes", "yes", "yes"]),
        (Some((YesNo::No, None)), true, ["role", "role", "yes"]),
        (None, true, ["role", "role", "role"]),
    ];
    for (declared, released, expected) in table {
        let seated = |mut rows: crate::scoring::Rows| {
            rows.declarations.retain(|row| row.person_id.0 != MODERATOR);
            if let Some((conflicted, decision)) = declared {
                declared_by(&mut rows, MODERATOR, conflicted, decision);
            }
            if released {
                rows.releases.push(crate::testing::blank::<seat_release::ActiveModel, _>(|row| {
                    row.id = Set(RowId(1));
                    row.panel_member_id = Set(RowId(MODERATOR * 10));
                }));
            }
            of(rows)
        };
        let officer = someone(MODERATOR, Role::ProcurementOfficer);
        let (before, after) = (seated(moderated()), seated(signed()));
        let words = [
            word(&signs(&before, &officer)),
            word(&before.to_ask(&officer)),
            word(&Opened::<Prices>::to(&after, LOT, &officer)),
        ];
        assert_eq!(words, expected, "{declared:?}, released: {released}");
    }
}
