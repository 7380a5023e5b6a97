use entity::state::{CheckOutcome, Role};

use super::*;
use crate::scoring::testing::{
    BOTH, EVALUATORS, MODERATOR, SECOND, X, Y, Z, check, declared, evaluator, locked, moderator, of, officer,
    sheet, someone,
};
use crate::testing::tenders::QUESTION;
use crate::testing::word;

#[test]
fn own_answers_come_by_label_and_question_with_how_far_each_is() {
    let mut rows = declared();
    rows.questions.retain(|row| row.panel_member_id.0 != EVALUATORS[1] * 10 || row.criterion_id == QUESTION);
    sheet(&mut rows, EVALUATORS[0], Y, [Some(3), Some(2)], true);
    sheet(&mut rows, EVALUATORS[0], Z, [Some(3), None], false);
    rows.scores[2].reason = None;
    rows.scores[3].reason = Some("It says little.".to_owned());
    check(&mut rows, X, CheckOutcome::Failed);
    let s = of(rows);
    let own = s.own_answers(&evaluator(0)).expect("cleared");
    let told: Vec<_> = own.iter().map(|it| (it.label, it.number, it.standing)).collect();
    let expected = [
        ("Bid A", 1, OwnStanding::Submitted),
        ("Bid A", 2, OwnStanding::Submitted),
        ("Bid B", 1, OwnStanding::WithoutReason),
        ("Bid B", 2, OwnStanding::WithoutScore),
    ];
    assert_eq!(told, expected, "Bid C is out");
    let others = s.own_answers(&evaluator(1)).expect("cleared");
    let told: Vec<_> = others.iter().map(|it| (it.label, it.question.id, it.standing, it.score)).collect();
    let expected = ["Bid A", "Bid B"].map(|label| (label, QUESTION, OwnStanding::NotBegun, None));
    assert_eq!(told, expected, "what others saved is not theirs");
}

#[test]
fn a_sheet_that_is_saved_whole_is_ready() {
    let mut rows = declared();
    sheet(&mut rows, EVALUATORS[0], Y, [Some(0), Some(5)], false);
    let s = of(rows);
    let own = s.own_answers(&evaluator(0)).expect("cleared");
    let of_y: Vec<_> = own.iter().filter(|it| it.bid == Y).map(|it| (it.question.id, it.standing)).collect();
    assert_eq!(of_y, BOTH.map(|question| (question, OwnStanding::Ready)));
    assert_eq!(own.iter().filter(|it| it.question.id == SECOND && it.standing.is_written()).count(), 1);
}

#[test]
fn whoever_does_not_score_has_none() {
    let s = of(locked());
    assert_eq!(s.own_answers(&moderator()), Err(Refusal::of(Why::NotYours, "The moderator does not score.")));
    assert_eq!(word(&s.own_answers(&officer())), "role");
    assert_eq!(word(&s.own_answers(&someone(MODERATOR + 9, Role::Evaluator))), "role");
}
