//! Clearance: sent complete, answered once a round by those who are asked, returned and sent again.

use super::*;

fn officer() -> Actor {
    staff(Role::ProcurementOfficer)
}

fn cleared(p: &Procurement, authority: &authority::Model, kind: ClearanceKind) -> Result<Change, Refusal> {
    answered(p, authority, kind, &answer("cleared", "Checked."))
}

fn answered(
    p: &Procurement,
    authority: &authority::Model,
    kind: ClearanceKind,
    draft: &Draft,
) -> Result<Change, Refusal> {
    let role = match kind {
        ClearanceKind::Legal => Role::ClearanceLegal,
        ClearanceKind::Finance => Role::ClearanceFinance,
        ClearanceKind::Equality => Role::ClearanceEquality,
    };
    clear(p, authority, kind, ID, draft, SEEN, &staff(role), noon(THURSDAY))
}

#[test]
fn what_is_missing_is_named_all_at_once() {
    check_refused(
        sent(&at(Stage::Draft), &officer()),
        Why::Incomplete,
        "Say who is asked to decide, in “The paper”.\n\
         Give the date of the meeting, or say that it is to be confirmed, in “The paper”.\n\
         Write the summary, in “Summary and policy”.\n\
         Add at least one recommendation.\n\
         Add at least one reason for the recommendation.\n\
         Give the cost of one year or of the whole term, or say that it is not known, in “Value and dates”.",
    );
}

#[test]
fn sending_begins_a_new_round() {
    for (round, next) in [(0, 1), (1, 2), (i32::MAX, i32::MAX)] {
        let mut p = ready();
        p.row.clearance_round = round;
        let written =
            format!(r#"update procurement {{"clearance_round":{next},"id":9,"stage":"in_clearance"}}"#);
        assert_eq!(rows(sent(&p, &officer()))[0], written);
    }
}

#[test]
fn an_answer_is_kept_with_its_round_and_leaves_the_stage() {
    let p = in_clearance(&[ClearanceKind::Finance]);
    let expected = r#"insert clearance {"answer":"cleared","at":"2021-10-21T12:00:00+00:00","comment":"Checked.","gaps":"{}","id":70,"kind":"legal","person_id":40,"position":2,"procurement_id":9,"round":1}"#;
    assert_eq!(rows(cleared(&p, &council(), ClearanceKind::Legal)), [expected]);
}

#[test]
fn each_clears_only_what_is_theirs() {
    let p = in_clearance(&[]);
    for kind in ClearanceKind::ALL {
        let by = |role| {
            let answer = answer("cleared", "");
            clear(&p, &council(), *kind, ID, &answer, SEEN, &staff(role), noon(THURSDAY)).is_ok()
        };
        let who: Vec<_> = staff_roles().filter(|role| by(*role)).collect();
        assert_eq!(who.len(), 1, "{kind:?}: {who:?}");
        assert!(cleared(&p, &council(), *kind).is_ok(), "{kind:?}");
    }
}

#[test]
fn a_clearance_is_given_once_a_round() {
    let p = in_clearance(&[ClearanceKind::Legal]);
    check_refused(
        cleared(&p, &council(), ClearanceKind::Legal),
        Why::NotNow,
        "This clearance has been answered already.",
    );
    assert!(cleared(&p, &council(), ClearanceKind::Finance).is_ok());
}

#[test]
fn only_what_the_authority_asks_for_is_cleared() {
    let mut authority = council();
    authority.clears_legal = false;
    check_refused(
        cleared(&in_clearance(&[]), &authority, ClearanceKind::Legal),
        Why::NotNow,
        "This authority does not ask for that clearance.",
    );
}

#[test]
fn a_return_says_why_and_sends_it_back_to_draft() {
    let p = in_clearance(&[ClearanceKind::Finance]);
    check_refused(
        answered(&p, &council(), ClearanceKind::Legal, &answer("returned", "  ")),
        Why::Incomplete,
        "comment: Say what must change, so that the author can act on it.",
    );
    let returned = rows(answered(&p, &council(), ClearanceKind::Legal, &answer("returned", "Add TUPE.")));
    assert!(returned[0].contains(r#""answer":"returned""#), "{returned:?}");
    assert_eq!(returned[1..], [r#"update procurement {"id":9,"stage":"draft"}"#]);
}

#[test]
fn the_next_round_needs_every_clearance_anew() {
    let mut p = in_clearance(ClearanceKind::ALL);
    assert_eq!(clearances_missing(&p, &council()), []);
    p.row.clearance_round = 2;
    assert_eq!(clearances_missing(&p, &council()), ClearanceKind::ALL);
    assert_eq!(answers_this_round(&p).count(), 0);
    assert!(cleared(&p, &council(), ClearanceKind::Legal).is_ok());
    check_refused(
        put_forward(&p, &council(), &officer()),
        Why::NotNow,
        "Still to be cleared: legal, finance, equality.",
    );
}

/// Legal, finance, equality: what is asked for, what is given, and what still stands in the way.
#[test]
fn it_is_put_forward_when_all_that_is_asked_for_is_given() {
    use ClearanceKind::{Equality, Finance, Legal};
    let table: [([bool; 3], &[ClearanceKind], &[ClearanceKind]); 7] = [
        ([true, true, true], &[], &[Legal, Finance, Equality]),
        ([true, true, true], &[Finance], &[Legal, Equality]),
        ([true, true, true], &[Legal, Finance, Equality], &[]),
        ([false, true, false], &[], &[Finance]),
        ([false, true, false], &[Legal], &[Finance]),
        ([false, true, false], &[Finance], &[]),
        ([false, false, false], &[], &[]),
    ];
    for (asked, given, missing) in table {
        check(asked, given, missing);
    }
}

fn check(asked: [bool; 3], given: &[ClearanceKind], missing: &[ClearanceKind]) {
    let mut authority = council();
    [authority.clears_legal, authority.clears_finance, authority.clears_equality] = asked;
    let p = in_clearance(given);
    assert_eq!(clearances_missing(&p, &authority), missing, "{asked:?} {given:?}");
    let put = put_forward(&p, &authority, &officer());
    assert_eq!(put.is_ok(), missing.is_empty(), "{asked:?} {given:?}");
}

#[test]
fn a_form_without_an_answer_clears_nothing() {
    let none = form(&[], &[]);
    let p = in_clearance(&[]);
    assert_eq!(word(&answered(&p, &council(), ClearanceKind::Legal, &none)), "absent");
}
