use entity::state::Role;

use super::*;
use crate::scoring::testing::{
    BIDS, DRAWN_FROM, EVALUATORS, MODERATOR, SECOND, X, approver, begun, declared, evaluator, locked,
    moderate, now, of, officer, sheet, signed, someone,
};
use crate::testing::tenders::{LOT, QUESTION};
use crate::testing::{check_refused, form, rows, word};

const FIRST: RowId = RowId(EVALUATORS[0] * 10);

fn assign_to(s: &Scoring, member: RowId) -> Result<Change, Refusal> {
    assign(s, member, SECOND, RowId(5), DRAWN_FROM, &officer(), now())
}

fn only_first_question() -> super::super::Rows {
    let mut rows = declared();
    rows.questions.retain(|row| row.criterion_id == QUESTION);
    rows
}

#[test]
fn a_question_is_given_while_nothing_of_the_lot_is_locked() {
    let s = of(only_first_question());
    assert_eq!(word(&assign_to(&s, FIRST)), "yes");
    check_refused(assign_to(&s, RowId(MODERATOR * 10)), Why::NotNow, "The moderator does not score.");
    check_refused(assign_to(&of(declared()), FIRST), Why::NotNow, "They have this question already.");
    assert_eq!(word(&assign(&s, FIRST, SECOND, RowId(5), DRAWN_FROM, &evaluator(0), now())), "role");
    let mut one_locked = only_first_question();
    sheet(&mut one_locked, EVALUATORS[0], X, [Some(3), None], true);
    let says =
        "They have locked scores of this lot, which no longer change. Give the question to someone else.";
    check_refused(assign_to(&of(one_locked), FIRST), Why::NotNow, says);
    let mut moderated = only_first_question();
    moderate(&mut moderated, SECOND);
    let says = "The moderation of this question has been opened.";
    check_refused(assign_to(&of(moderated), FIRST), Why::NotNow, says);
    assert_eq!(word(&assign_to(&of(signed()), FIRST)), "stage");
}

#[test]
fn a_question_is_taken_back_only_before_anything_is_locked() {
    let by = |rows| unassign(&of(rows), FIRST, QUESTION, DRAWN_FROM, &officer());
    assert!(crate::testing::rows(by(begun()))[0].starts_with("delete seat_question"));
    let says =
        "They have locked scores of this lot. An approver can release them, and what they locked is kept.";
    check_refused(by(locked()), Why::NotNow, says);
    let mut never = begun();
    never.questions.clear();
    assert_eq!(word(&by(never)), "absent");
}

fn release_first(s: &Scoring, to: Option<i64>, actor: &Actor) -> Result<Change, Refusal> {
    let successor = to.map(|person| Successor {
        person: PersonId(person),
        seat: RowId(person * 10),
        questions: vec![RowId(1), RowId(2)],
    });
    let draft = form(RELEASE, &[("reason", "They are ill.")]);
    release(s, FIRST, RowId(3), successor.as_ref(), &draft, DRAWN_FROM, actor, now())
}

#[test]
fn an_approver_releases_and_a_successor_takes_the_questions_over() {
    let written = rows(release_first(&of(locked()), Some(75), &approver()));
    let tables: Vec<_> = written.iter().map(|line| line.split(' ').nth(1).unwrap_or_default()).collect();
    assert_eq!(tables, ["panel_member", "seat_question", "seat_question", "seat_release"]);
    assert!(written[3].contains(r#""replaced_by":750"#), "{written:?}");
    assert_eq!(rows(release_first(&of(locked()), None, &approver())).len(), 1);
    assert_eq!(word(&release_first(&of(locked()), None, &officer())), "role");
    let says = "They are or were on this panel. Choose someone else.";
    check_refused(release_first(&of(locked()), Some(EVALUATORS[1]), &approver()), Why::NotNow, says);
    let own = release_first(&of(locked()), None, &someone(EVALUATORS[0], Role::Approver));
    check_refused(own, Why::NotNow, "Another approver must release you.");
    let done = "Quality is signed off, so the panel’s work is done.";
    check_refused(release_first(&of(signed()), None, &approver()), Why::NotNow, done);
}

#[test]
fn who_opened_the_bids_takes_no_seat() {
    let mut rows = locked();
    rows.tender.openings = vec![entity::opening::Model {
        id: RowId(1),
        tender_id: rows.tender.row.id,
        first_person_id: PersonId(8),
        first_at: now(),
        second_person_id: Some(PersonId(9)),
        second_at: Some(now()),
    }];
    let s = of(rows);
    for opener in [8, 9] {
        let says = "They opened the bids, so they cannot score them.";
        check_refused(release_first(&s, Some(opener), &approver()), Why::NotNow, says);
    }
}

#[test]
fn what_a_released_evaluator_locked_is_kept_and_they_are_waited_for_no_more() {
    let mut rows = locked();
    rows.sheets.retain(|sheet| sheet.person_id != PersonId(EVALUATORS[0]) || sheet.bid_id == X);
    rows.releases = vec![seat_release::Model {
        id: RowId(3),
        tender_id: rows.tender.row.id,
        panel_member_id: FIRST,
        at: now(),
        person_id: PersonId(41),
        reason: "They are ill.".to_owned(),
        replaced_by: None,
    }];
    let s = of(rows);
    assert_eq!(s.individual(QUESTION, X).len(), 2);
    assert_eq!(s.assigned(QUESTION).len(), 1);
    let says = "You were released from the panel of this tender.";
    check_refused(crate::scoring::conflicts::clear_to_read(&s, &evaluator(0)), Why::NotYours, says);
    check_refused(assign_to(&s, FIRST), Why::NotNow, "They no longer sit on this panel.");
}

#[test]
fn progress_tells_how_many_and_never_what() {
    let mut rows = declared();
    sheet(&mut rows, EVALUATORS[0], X, [Some(5), Some(0)], true);
    let progress: Vec<_> = of(rows).progress(LOT).iter().map(|it| (it.person.0, it.locked, it.of)).collect();
    assert_eq!(progress, [(EVALUATORS[0], 1, BIDS.len()), (EVALUATORS[1], 0, BIDS.len())]);
}
