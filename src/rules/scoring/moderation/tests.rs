use entity::state::{CheckOutcome, ConflictDecision, YesNo};
use proptest::prelude::*;

use super::*;
use crate::scoring::testing::{
    BIDS, DRAWN_FROM, EVALUATORS, SECOND, X, Y, Z, agree as agreed, check, declare, declared, evaluator,
    locked, moderate, moderator, now, of, officer, sheet, signed,
};
use crate::testing::tenders::QUESTION;
use crate::testing::{check_refused, form, refused, rows, word};

fn open_now(s: &Scoring, actor: &Actor) -> Result<Change, Refusal> {
    open(s, QUESTION, ModerationId(1), actor, now())
}

#[test]
fn it_opens_when_every_evaluator_has_locked_every_bid_still_in() {
    let mut all = declared();
    for bid in BIDS {
        sheet(&mut all, EVALUATORS[0], bid, [Some(3), Some(3)], true);
    }
    sheet(&mut all, EVALUATORS[1], X, [Some(3), Some(3)], true);
    sheet(&mut all, EVALUATORS[1], Y, [Some(3), Some(3)], false);
    let says = "2 sheets of scores are still to be submitted.";
    check_refused(open_now(&of(all.clone()), &moderator()), Why::NotNow, says);
    check(&mut all, Z, CheckOutcome::Failed);
    let says = "One evaluator’s scores of one bid are still to be submitted.";
    check_refused(open_now(&of(all.clone()), &moderator()), Why::NotNow, says);
    check(&mut all, Y, CheckOutcome::Failed);
    assert_eq!(word(&open_now(&of(all), &moderator())), "yes");
}

#[test]
fn only_the_moderator_opens_it_once() {
    let s = of(locked());
    assert_eq!(word(&open_now(&s, &moderator())), "yes");
    check_refused(open_now(&s, &evaluator(0)), Why::NotYours, "Only the moderator of the panel does this.");
    assert_eq!(word(&open_now(&s, &officer())), "role");
    let mut open = locked();
    moderate(&mut open, QUESTION);
    let says = "The moderation of this question is open already.";
    check_refused(open_now(&of(open), &moderator()), Why::NotNow, says);
    assert_eq!(word(&open_now(&of(signed()), &moderator())), "stage");
}

#[test]
fn nobody_assigned_nothing_left_or_an_open_interest_keep_it_shut() {
    let mut unassigned = locked();
    unassigned.questions.clear();
    check_refused(
        open_now(&of(unassigned), &moderator()),
        Why::NotNow,
        "Nobody was given “Delivery” to score.",
    );
    let mut none_left = locked();
    BIDS.iter().for_each(|bid| check(&mut none_left, *bid, CheckOutcome::Failed));
    let says = "No bid of this lot is left to moderate.";
    check_refused(open_now(&of(none_left), &moderator()), Why::NotNow, says);
    let mut interest = locked();
    declare(&mut interest, EVALUATORS[1], YesNo::Yes, None);
    let says = "An approver must first decide on an interest that an evaluator declared.";
    check_refused(open_now(&of(interest), &moderator()), Why::NotNow, says);
}

/// Someone removed for an interest is waited for no more, and what they locked moves nothing.
#[test]
fn who_was_removed_counts_no_more() {
    let mut all = locked();
    declare(&mut all, EVALUATORS[1], YesNo::Yes, Some(ConflictDecision::Removed));
    assert_eq!(word(&open_now(&of(all.clone()), &moderator())), "yes");
    moderate(&mut all, QUESTION);
    let moved = says_of(&all, 4, "");
    assert_eq!(moved, "move_reason: No evaluator gave this score. Say why the panel did.");
    assert_eq!(says_of(&all, 3, ""), "yes");
}

fn says_of(all: &super::super::Rows, score: i32, why: &str) -> String {
    let score = score.to_string();
    let draft = form(
        AGREED,
        &[("score", &score), ("reason", "By the words of a good answer."), ("move_reason", why)],
    );
    let result = agree(&of(all.clone()), QUESTION, X, RowId(5), &draft, DRAWN_FROM, &moderator(), now());
    if result.is_ok() { "yes".to_owned() } else { refused(result).1 }
}

/// What two evaluators gave, what is agreed, what is asked.
#[test]
fn a_moved_score_needs_the_reason_for_its_move() {
    let (nobody, far) = (
        "move_reason: No evaluator gave this score. Say why the panel did.",
        "move_reason: This is more than one step of the scale from what an evaluator gave. Say what moved them.",
    );
    let table = [
        ([3, 4], 3, "yes"),
        ([3, 4], 4, "yes"),
        ([3, 3], 3, "yes"),
        ([3, 3], 4, nobody),
        ([2, 4], 3, nobody),
        ([2, 4], 4, far),
        ([0, 5], 0, far),
        ([1, 1], 0, nobody),
    ];
    for (given, score, says) in table {
        let mut all = declared();
        for (person, own) in EVALUATORS.into_iter().zip(given) {
            sheet(&mut all, person, X, [Some(own), Some(own)], true);
        }
        moderate(&mut all, QUESTION);
        assert_eq!(says_of(&all, score, ""), says, "{given:?} to {score}");
        assert_eq!(says_of(&all, score, "The panel read it again."), "yes", "{given:?} to {score}");
    }
}

#[test]
fn steps_are_those_of_the_published_scale() {
    let mut all = declared();
    all.tender.scale_steps.retain(|step| step.score % 2 == 0);
    crate::scoring::testing::freeze_terms(&mut all.tender);
    sheet(&mut all, EVALUATORS[0], X, [Some(2), Some(2)], true);
    sheet(&mut all, EVALUATORS[1], X, [Some(4), Some(4)], true);
    moderate(&mut all, QUESTION);
    assert_eq!(says_of(&all, 4, ""), "yes");
    assert_eq!(says_of(&all, 3, ""), "score: Score must be one of the published scale: 0, 2, 4.");
}

#[test]
fn an_agreed_score_can_be_agreed_anew_until_it_is_signed_off() {
    let mut all = locked();
    let says = "Open the moderation of this question first.";
    assert_eq!(says_of(&all, 3, ""), says);
    moderate(&mut all, QUESTION);
    agreed(&mut all, QUESTION, X, 4);
    let draft = form(AGREED, &[("score", "3"), ("reason", "Read again.")]);
    let again = agree(&of(all), QUESTION, X, RowId(5), &draft, DRAWN_FROM, &moderator(), now());
    assert!(rows(again)[0].starts_with("update moderated_score"));
    let frozen = "The quality of this lot is signed off. Nothing of it changes any more.";
    assert_eq!(says_of(&signed(), 3, ""), frozen);
}

#[test]
fn the_meeting_was_held_after_the_opening_and_not_tomorrow() {
    let mut all = locked();
    moderate(&mut all, QUESTION);
    let held = |on: &str| {
        let draft =
            form(MEETING, &[("held_on", on), ("attended", "Everyone"), ("minutes", "Talked through.")]);
        record_meeting(&of(all.clone()), QUESTION, &draft, DRAWN_FROM, &moderator(), now())
    };
    assert_eq!(word(&held("2026-09-20")), "yes");
    assert_eq!(refused(held("2026-09-21")).1, "held_on: Day of the meeting must not be in the future.");
    let early = "held_on: The panel cannot have met before the moderation was opened. Check the day.";
    assert_eq!(refused(held("2026-09-19")).1, early);
}

#[test]
fn those_furthest_apart_come_first() {
    let mut all = declared();
    for (bid, given) in [(X, [3, 3]), (Y, [0, 5]), (Z, [2, 3])] {
        for (person, own) in EVALUATORS.into_iter().zip(given) {
            sheet(&mut all, person, bid, [Some(own), Some(1)], true);
        }
    }
    moderate(&mut all, QUESTION);
    let s = of(all);
    let may = Opened::<Scores>::to(&s, &moderator()).expect("open");
    let spreads: Vec<_> = disagreement(&s, &may).iter().map(|it| (it.criterion, it.bid, it.steps)).collect();
    assert_eq!(spreads, [(QUESTION, Y, 5), (QUESTION, Z, 1), (QUESTION, X, 0)]);
    assert!(spreads.iter().all(|(question, ..)| *question != SECOND));
}

proptest! {
    /// Nobody's score is left by more than a step, and the agreed score is somebody's, exactly when no reason is asked.
    #[test]
    fn a_reason_is_asked_exactly_when_the_rule_says_so(given in proptest::array::uniform2(0..=5_i32), score in 0..=5_i32) {
        let mut all = declared();
        for (person, own) in EVALUATORS.into_iter().zip(given) {
            sheet(&mut all, person, X, [Some(own), Some(own)], true);
        }
        let near = given.iter().all(|own| (own - score).abs() <= 1);
        prop_assert_eq!(moved(&of(all), QUESTION, X, score).is_none(), near && given.contains(&score));
    }
}
