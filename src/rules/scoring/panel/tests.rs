use std::collections::BTreeSet;

use entity::state::{CheckOutcome, Role};
use entity::{person, seat_release};

use super::*;
use crate::people::Person;
use crate::scoring::testing::{
    BIDS, DRAWN_FROM, EVALUATORS, MODERATOR, SECOND, X, approver, begun, check, declared, evaluator, locked,
    moderate, now, of, officer, sheet, signed, someone,
};
use crate::testing::tenders::{LOT, QUESTION};
use crate::testing::{check_refused, form, refused, rows, word};
use sea_orm::ActiveValue::Set;

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

/// Someone of the own staff whose roles let them score.
fn person_of(number: i64) -> Person {
    let row = crate::testing::blank::<person::ActiveModel, _>(|row| {
        row.id = Set(PersonId(number));
        row.authority_id = Set(Some(crate::testing::COUNCIL));
        row.name = Set("Someone".to_owned());
    });
    Person { row, roles: vec![Role::Evaluator] }
}

fn release_first(s: &Scoring, to: Option<i64>, actor: &Actor) -> Result<Change, Refusal> {
    let successor = to.map(|person| Successor {
        person: person_of(person),
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
    let says = "successor: They are or were on this panel. Choose someone else.";
    check_refused(release_first(&of(locked()), Some(EVALUATORS[1]), &approver()), Why::Incomplete, says);
    let own = release_first(&of(locked()), None, &someone(EVALUATORS[0], Role::Approver));
    check_refused(own, Why::NotNow, "Another approver must release you.");
    let done = "Quality is signed off, so the panel’s work is done.";
    check_refused(release_first(&of(signed()), None, &approver()), Why::NotNow, done);
}

#[test]
fn a_successor_takes_no_question_over_that_is_moderated() {
    let mut all = locked();
    crate::scoring::testing::moderate(&mut all, QUESTION);
    let written = rows(release_first(&of(all), Some(75), &approver()));
    let given: Vec<_> = written.iter().filter(|line| line.starts_with("insert seat_question")).collect();
    assert_eq!(given.len(), 1, "{written:?}");
    assert!(!given[0].contains(&format!(r#""criterion_id":{},"#, QUESTION.0)), "{given:?}");
}

#[test]
fn who_opened_the_bids_or_decided_their_checks_takes_no_seat() {
    let mut rows = locked();
    rows.tender.openings = vec![entity::opening::Model {
        id: RowId(1),
        tender_id: rows.tender.row.id,
        first_person_id: PersonId(8),
        first_at: now(),
        second_person_id: Some(PersonId(9)),
        second_at: Some(now()),
    }];
    check(&mut rows, X, CheckOutcome::Passed);
    rows.bids[0].bid.checks[0].decided_by = Some(PersonId(40));
    let s = of(rows);
    for (who, did) in
        [(8, "took part in opening the bids"), (9, "took part in opening"), (40, "decided checks")]
    {
        let (kind, says) = refused(release_first(&s, Some(who), &approver()));
        assert!(kind == Why::Incomplete && says.contains(did), "{who}: {says}");
    }
    assert_eq!(word(&release_first(&s, Some(75), &approver())), "yes");
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

const MODERATORS: RowId = RowId(MODERATOR * 10);

#[test]
fn a_moderator_who_falls_ill_is_released_when_another_takes_over() {
    let draft = form(RELEASE, &[("reason", "They are ill.")]);
    let released = |to: Option<&Successor>| {
        release(&of(locked()), MODERATORS, RowId(3), to, &draft, DRAWN_FROM, &approver(), now())
    };
    let says = "successor: Choose who takes over: without a moderator nothing can be moderated.";
    check_refused(released(None), Why::Incomplete, says);
    let successor = Successor { person: person_of(75), seat: RowId(750), questions: vec![] };
    let written = rows(released(Some(&successor)));
    assert!(written[0].contains(r#""person_id":75,"seat":"moderator""#), "{written:?}");
    assert_eq!(written.len(), 2);
}

#[test]
fn nobody_on_the_panel_releases_or_names_others() {
    let on_panel = someone(EVALUATORS[1], Role::Approver);
    let says = "You sit on this panel. Another approver must do this.";
    check_refused(release_first(&of(locked()), None, &on_panel), Why::NotNow, says);
    check_refused(join_as("evaluator", 75, &on_panel), Why::NotNow, says);
}

fn join_as(seat: &str, who: i64, actor: &Actor) -> Result<Change, Refusal> {
    let lists =
        crate::field::Lists([(crate::field::List::Staff, vec![(who.to_string(), String::new())])].into());
    let typed = crate::testing::typed(JOIN, &[("person_id", &who.to_string()), ("seat", seat)]);
    let draft = crate::field::draft(JOIN, &typed, &lists, &Default::default()).expect("it is filled in well");
    join(&of(locked()), RowId(750), &person_of(who), &draft, DRAWN_FROM, actor, now())
}

#[test]
fn an_approver_names_another_evaluator_but_no_second_moderator() {
    assert!(rows(join_as("evaluator", 75, &approver()))[0].contains(r#""person_id":75,"seat":"evaluator""#));
    let says = "seat: There is a moderator already. Release them first.";
    check_refused(join_as("moderator", 75, &approver()), Why::Incomplete, says);
    assert_eq!(word(&join_as("evaluator", EVALUATORS[0], &approver())), "form");
    assert_eq!(word(&join_as("evaluator", 75, &officer())), "role");
}

fn give(rows: super::super::Rows, wanted: &[(usize, RowId)], actor: &Actor) -> Result<Change, Refusal> {
    let wanted: BTreeSet<_> =
        wanted.iter().map(|(who, question)| (RowId(EVALUATORS[*who] * 10), *question)).collect();
    give_out(&of(rows), &wanted, &[1, 2, 3, 4].map(RowId), DRAWN_FROM, actor, now())
}

#[test]
fn a_whole_grid_of_questions_is_given_out_at_once() {
    let written = rows(give(only_first_question(), &[(0, SECOND), (1, QUESTION), (1, SECOND)], &officer()));
    let deeds: Vec<_> = written.iter().map(|line| line.split(' ').next().unwrap_or_default()).collect();
    assert_eq!(deeds, ["delete", "insert", "insert"], "{written:?}");
    let all = [(0, QUESTION), (0, SECOND), (1, QUESTION), (1, SECOND)];
    assert!(rows(give(declared(), &all, &officer())).is_empty());
    assert_eq!(word(&give(declared(), &all, &evaluator(0))), "role");
}

#[test]
fn a_grid_is_refused_box_by_box_and_boxes_of_nobody_are_passed_over() {
    let all = [(0, QUESTION), (0, SECOND), (1, QUESTION), (1, SECOND)];
    let mut one_locked = only_first_question();
    sheet(&mut one_locked, EVALUATORS[0], X, [Some(3), None], true);
    let says = format!(
        "given-{}-{}: “Staff”: They have locked scores of this lot, which no longer change. Give the question to someone else.",
        FIRST.0, SECOND.0
    );
    check_refused(give(one_locked.clone(), &all, &officer()), Why::NotNow, &says);
    let open: Vec<_> = of(one_locked.clone()).grid().iter().map(|cell| cell.open).collect();
    assert_eq!(open, [false, false, true, true]);
    let moderators = BTreeSet::from([(MODERATORS, QUESTION)]);
    let nobody = give_out(
        &of(super::super::Rows { questions: vec![], ..begun() }),
        &moderators,
        &[],
        DRAWN_FROM,
        &officer(),
        now(),
    );
    assert!(rows(nobody).is_empty());
    assert_eq!(word(&give(signed(), &[], &officer())), "stage");
}
