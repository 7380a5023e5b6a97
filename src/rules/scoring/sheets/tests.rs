use entity::state::CheckOutcome;

use super::*;
use crate::scoring::testing::{
    BOTH, DRAWN_FROM, EVALUATORS, SECOND, X, Y, check, declared, evaluator, moderate, moderator, now, of,
    officer, sheet, signed,
};
use crate::testing::tenders::QUESTION;
use crate::testing::{check_refused, form, rows, word};

fn fresh() -> Fresh {
    Fresh { sheet: SheetId(1), score: RowId(2), salt: "cd".repeat(32) }
}

fn given(score: &str, reason: &str) -> Draft {
    form(SCORE, &[("score", score), ("reason", reason)])
}

fn save_by(s: &Scoring, actor: &Actor, score: &str, seen: Option<Version>) -> Result<Change, Refusal> {
    let saved = save(s, X, QUESTION, &fresh(), &given(score, "It is thorough."), seen, actor, now());
    let (may, whatever) = (may_save(s, X, QUESTION, actor), Why::Incomplete);
    match &saved {
        Err(refusal) if refusal.kind != whatever => assert_eq!(may.as_ref(), Err(refusal)),
        Ok(_) | Err(_) => assert_eq!(may, Ok(()), "only the score itself is at fault"),
    }
    saved
}

#[test]
fn a_score_is_kept_and_the_record_of_actions_does_not_tell_it() {
    let change = save_by(&of(declared()), &evaluator(0), "4", None).expect("allowed");
    let sql = format!("{:?}", change.clone().into_parts().rows);
    assert!(sql.contains("It is thorough."), "{sql}");
    let told = rows(Ok(change));
    assert!(told[0].starts_with("insert score_sheet") && !told[0].contains("salt"), "{told:?}");
    assert!(told[1].starts_with("insert score ") && !told[1].contains("thorough"), "{told:?}");
    assert!(!told[1].contains(r#""score""#), "{told:?}");
}

#[test]
fn a_half_written_score_is_kept_and_changed_in_its_place() {
    let mut all = declared();
    sheet(&mut all, EVALUATORS[0], X, [None, None], false);
    let s = of(all);
    let written =
        rows(save(&s, X, QUESTION, &fresh(), &given("", ""), Some(DRAWN_FROM), &evaluator(0), now()));
    assert!(written[0].starts_with("update score "), "{written:?}");
    // A form drawn before the sheet was begun in another window never holds.
    let blind = save_by(&s, &evaluator(0), "4", None).expect("judged").into_parts().roots;
    assert!(blind.iter().any(|root| root.table == "score_sheet" && root.seen == Version(-1)), "{blind:?}");
    let (s, seen) = (of(declared()), Some(DRAWN_FROM));
    let without = save(&s, X, QUESTION, &fresh(), &given("4", ""), seen, &evaluator(0), now());
    assert_eq!(word(&without), "absent");
}

#[test]
fn who_may_not_score_and_what_is_no_longer_scored() {
    let s = of(declared());
    let moderates = save_by(&s, &moderator(), "4", None);
    check_refused(moderates, Why::NotYours, "The moderator does not score.");
    assert_eq!(word(&save_by(&s, &officer(), "4", None)), "role");
    let off = "score: Score must be one of the published scale: 0, 1, 2, 3, 4, 5.";
    check_refused(save_by(&s, &evaluator(0), "6", None), Why::Incomplete, off);

    let mut out = declared();
    check(&mut out, X, CheckOutcome::Failed);
    let says = "This bid has left the evaluation. It is no longer scored.";
    check_refused(save_by(&of(out), &evaluator(0), "4", None), Why::NotNow, says);

    let mut locked = declared();
    sheet(&mut locked, EVALUATORS[0], X, [Some(3), Some(3)], true);
    let says = "You have submitted your scores of this bid. They no longer change.";
    check_refused(save_by(&of(locked), &evaluator(0), "4", Some(DRAWN_FROM)), Why::NotNow, says);

    let says = "The quality of this lot is signed off. Nothing of it changes any more.";
    check_refused(save_by(&of(signed()), &evaluator(0), "4", None), Why::NotNow, says);

    let mut elsewhere = declared();
    elsewhere.questions.retain(|row| row.criterion_id == SECOND);
    let says = "This question was not given to you to score.";
    check_refused(save_by(&of(elsewhere), &evaluator(0), "4", None), Why::NotYours, says);
}

#[test]
fn a_sheet_is_submitted_whole_once_and_its_digest_gives_no_score_away() {
    let mut all = declared();
    sheet(&mut all, EVALUATORS[0], X, [Some(3), None], false);
    let partly = lock(&of(all.clone()), X, DRAWN_FROM, &evaluator(0), now());
    check_refused(partly, Why::Incomplete, &format!("question-{}: Give “Staff” a score.", SECOND.0));
    all.scores[1].score = Some(0);
    let without = lock(&of(all.clone()), X, DRAWN_FROM, &evaluator(0), now());
    let says = format!("question-{}: Give the reason for your score of “Staff”.", SECOND.0);
    check_refused(without, Why::Incomplete, &says);
    all.scores[1].reason = Some("Nothing is said.".to_owned());
    let s = of(all.clone());
    let parts = lock(&s, X, DRAWN_FROM, &evaluator(0), now()).expect("allowed").into_parts();
    assert_eq!(parts.about, Subject::Sheet(s.rows().sheets[0].id));
    let sealed = parts.seals.expect("it is sealed").digest;
    assert_eq!(sealed, digest_of(&s.rows().sheets[0], s.scores_on(&s.rows().sheets[0])));
    all.scores[1].score = Some(1);
    let other = of(all);
    assert_ne!(sealed, digest_of(&other.rows().sheets[0], other.scores_on(&other.rows().sheets[0])));
    assert_eq!(word(&lock(&s, Y, DRAWN_FROM, &evaluator(0), now())), "form");
}

#[test]
fn nothing_is_scored_once_its_moderation_is_open() {
    let mut all = declared();
    sheet(&mut all, EVALUATORS[0], X, [Some(3), Some(3)], false);
    moderate(&mut all, SECOND);
    let says = "The moderation of this question is open. Its scores no longer change.";
    let submitted = lock(&of(all.clone()), X, DRAWN_FROM, &evaluator(0), now());
    check_refused(submitted, Why::NotNow, says);
    assert_eq!(word(&save_by(&of(all.clone()), &evaluator(0), "4", Some(DRAWN_FROM))), "yes");
    moderate(&mut all, QUESTION);
    check_refused(save_by(&of(all.clone()), &evaluator(0), "4", Some(DRAWN_FROM)), Why::NotNow, says);
    check(&mut all, X, CheckOutcome::Passed);
    let decided = &mut all.bids.iter_mut().find(|it| it.bid.row.id == X).expect("it is there").bid.checks;
    decided[0].decided_at = Some(now() + chrono::Duration::hours(1));
    let back = save_by(&of(all), &evaluator(0), "4", Some(DRAWN_FROM));
    assert_eq!(word(&back), "yes", "a bid that came back is scored");
}

#[test]
fn a_sheet_without_questions_is_not_submitted() {
    let mut all = declared();
    all.questions.clear();
    let says = "No question has been given to you yet.";
    check_refused(lock(&of(all), X, DRAWN_FROM, &evaluator(0), now()), Why::NotNow, says);
    assert_eq!(BOTH.len(), 2);
}
