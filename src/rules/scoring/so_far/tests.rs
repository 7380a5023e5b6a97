use entity::state::{CheckOutcome, ConflictDecision, YesNo};

use super::*;
use crate::scoring::Rows;
use crate::scoring::testing::{
    BIDS, EVALUATORS, X, Z, agree, begun, check, declare, declared, evaluator, locked, moderate, moderated,
    moderator, now, of, officer, sheet, signed,
};
use crate::testing::tenders::{LOT, QUESTION};
use crate::testing::word;

fn next(rows: Rows) -> Next {
    of(rows).next(LOT, now())
}

#[test]
fn one_thing_comes_next_for_a_lot() {
    assert_eq!(next(begun()), Next::Declare(3));
    let mut undecided = declared();
    declare(&mut undecided, EVALUATORS[0], YesNo::Yes, None);
    assert_eq!(next(undecided.clone()), Next::DecideInterests);
    declare(&mut undecided, EVALUATORS[0], YesNo::Yes, Some(ConflictDecision::Removed));
    assert_eq!(next(undecided), Next::Score(3), "who was removed is not waited for");
    let mut nobodys = declared();
    nobodys.questions.clear();
    assert_eq!(next(nobodys), Next::GiveOut(2));
    assert_eq!(next(declared()), Next::Score(6));
    assert_eq!(next(locked()), Next::Moderate(2));
    let mut first = locked();
    moderate(&mut first, QUESTION);
    BIDS.into_iter().for_each(|bid| agree(&mut first, QUESTION, bid, 3));
    assert_eq!(next(first), Next::Moderate(1));
    assert_eq!(next(moderated()), Next::SignOff);
    let mut checking = moderated();
    check(&mut checking, X, CheckOutcome::Open);
    assert_eq!(next(checking), Next::Complete);
    assert_eq!(next(signed()), Next::Signed);
    let mut none = begun();
    none.bids.clear();
    assert_eq!(next(none), Next::NoBid);
}

#[test]
fn what_waits_for_an_evaluator() {
    let duty = |rows: Rows| of(rows).duty(&evaluator(0)).expect("they sit");
    assert_eq!(duty(begun()), Duty::Declare);
    let mut undecided = begun();
    declare(&mut undecided, EVALUATORS[0], YesNo::Yes, None);
    assert_eq!(duty(undecided.clone()), Duty::AwaitDecision);
    declare(&mut undecided, EVALUATORS[0], YesNo::Yes, Some(ConflictDecision::Removed));
    assert_eq!(duty(undecided), Duty::Left);
    let mut without = declared();
    without.questions.clear();
    assert_eq!(duty(without), Duty::AwaitQuestions);
    let mut some = declared();
    sheet(&mut some, EVALUATORS[0], X, [Some(3), None], false);
    assert_eq!(duty(some.clone()), Duty::Score(1, 6));
    check(&mut some, Z, CheckOutcome::Failed);
    assert_eq!(duty(some), Duty::Score(1, 4), "a bid that is out is not scored");
    let mut all = locked();
    all.sheets[0].locked_at = None;
    assert_eq!(duty(all), Duty::Submit(2, 3));
    assert_eq!(duty(locked()), Duty::AwaitOthers);
    assert_eq!(duty(signed()), Duty::Done);
}

#[test]
fn what_waits_for_the_moderator() {
    let duty = |rows: Rows| of(rows).duty(&moderator()).expect("they sit");
    assert_eq!(duty(declared()), Duty::AwaitOthers);
    assert_eq!(duty(locked()), Duty::Moderate(0, 2));
    assert_eq!(duty(moderated()), Duty::AwaitOthers);
    assert_eq!(word(&of(declared()).duty(&officer())), "absent");
}
