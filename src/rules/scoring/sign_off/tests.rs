use entity::bidder_query;
use entity::state::{CheckOutcome, Role, YesNo};
use sea_orm::ActiveValue::Set;

use super::*;
use crate::scoring::testing::{
    BIDS, DRAWN_FROM, EVALUATORS, X, Y, approver, check, declare, declared, evaluator, locked, moderate,
    moderated, moderator, now, of, officer, signed, someone,
};
use crate::testing::tenders::{LOT, QUESTION, TENDER};
use crate::testing::{blank, check_refused, day, rows, strangers, word};

fn sign(s: &Scoring, actor: &Actor) -> Result<Change, Refusal> {
    sign_off(s, LOT, DRAWN_FROM, actor, now())
}

#[test]
fn signing_rests_on_every_moderation_and_happens_once() {
    let change = sign(&of(moderated()), &officer()).expect("allowed");
    let roots: Vec<_> = change.clone().into_parts().roots.iter().map(|it| (it.table, it.moves)).collect();
    let expected =
        [("scoring", false), ("lot_evaluation", true), ("moderation", false), ("moderation", false)];
    assert_eq!(roots, expected);
    assert!(rows(Ok(change))[0].contains(r#""signed_by":40"#));
    let says = "The quality of this lot is signed off. Nothing of it changes any more.";
    check_refused(sign(&of(signed()), &officer()), Why::NotNow, says);
}

#[test]
fn who_signs() {
    let s = of(moderated());
    assert_eq!(word(&sign(&s, &approver())), "yes");
    assert_eq!(word(&sign(&s, &moderator())), "role");
    assert_eq!(word(&sign(&s, &evaluator(0))), "role");
    let own = sign(&s, &someone(EVALUATORS[0], Role::ProcurementOfficer));
    check_refused(own, Why::NotYours, "You scored on this panel. Someone else must sign off.");
    for stranger in strangers() {
        assert_eq!(word(&sign(&s, &stranger)), "absent");
    }
}

#[test]
fn every_record_that_is_missing_is_named() {
    assert_eq!(missing(&of(moderated()), LOT, now()), Vec::<String>::new());
    let mut rows = declared();
    rows.questions.retain(|row| row.criterion_id == QUESTION);
    check(&mut rows, X, CheckOutcome::Open);
    let expected = [
        "The checks of one bid are not all decided.",
        "“Delivery”: Bid A lacks the scores of 2 of 2 evaluators.",
        "“Delivery”: Bid B lacks the scores of 2 of 2 evaluators.",
        "“Delivery”: Bid C lacks the scores of 2 of 2 evaluators.",
        "“Delivery”: it is not moderated.",
        "“Staff”: nobody was given it to score.",
    ];
    assert_eq!(missing(&of(rows.clone()), LOT, now()), expected);
    check_refused(sign(&of(rows), &officer()), Why::Incomplete, &expected.join("\n"));
}

#[test]
fn a_meeting_a_score_an_interest_or_an_answer_may_be_missing() {
    let mut rows = locked();
    moderate(&mut rows, QUESTION);
    rows.moderations[0].held_on = None;
    let all = missing(&of(rows), LOT, now());
    assert!(all.contains(
        &"“Delivery”: the meeting is not recorded: when, who was there, what was said.".to_owned()
    ));
    assert!(all.contains(&"“Delivery”: Bid B has no moderated score.".to_owned()), "{all:?}");

    let mut rows = moderated();
    declare(&mut rows, EVALUATORS[0], YesNo::Yes, None);
    let says = ["An approver has yet to decide on an interest that was declared."];
    assert_eq!(missing(&of(rows), LOT, now()), says);

    let mut rows = moderated();
    let asked = |by: &str| {
        blank::<bidder_query::ActiveModel, _>(|row| {
            row.id = Set(RowId(7));
            row.version = Set(DRAWN_FROM);
            row.tender_id = Set(TENDER);
            row.bid_id = Set(Y);
            row.question = Set("Which staff?".to_owned());
            row.asked_at = Set(now());
            row.person_id = Set(entity::id::PersonId(40));
            row.respond_by = Set(day(by));
        })
    };
    rows.queries = vec![asked("2026-09-20")];
    assert_eq!(missing(&of(rows.clone()), LOT, now()), ["Bid A: it may still answer what it was asked."]);
    rows.queries = vec![asked("2026-09-19")];
    assert_eq!(missing(&of(rows), LOT, now()), Vec::<String>::new());
}

#[test]
fn a_lot_without_bids_ends_another_way() {
    let mut rows = moderated();
    BIDS.iter().for_each(|bid| check(&mut rows, *bid, CheckOutcome::Failed));
    let says = "No bid of this lot is left. Record that no contract is awarded.";
    check_refused(sign(&of(rows), &officer()), Why::NotNow, says);
}

#[test]
fn a_score_that_moved_by_the_scores_that_stand_needs_its_reason() {
    let mut rows = moderated();
    rows.moderated.iter_mut().filter(|row| row.bid_id == Y).for_each(|row| row.move_reason = None);
    let says = |title: &str| {
        format!(
            "“{title}”: the moderated score of Bid A differs from the evaluators’ and needs the reason why it differs."
        )
    };
    assert_eq!(
        missing(&of(rows.clone()), LOT, now()),
        [says("Staff")],
        "nobody gave Bid A a 4 for its staff"
    );
    declare(&mut rows, EVALUATORS[1], YesNo::Yes, Some(entity::state::ConflictDecision::Removed));
    assert_eq!(
        missing(&of(rows), LOT, now()),
        [says("Delivery"), says("Staff")],
        "whose 4 it was, was removed"
    );
}
