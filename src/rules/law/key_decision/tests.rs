use super::*;
use crate::law::testing::day;

const FIGURE: Pence = Pence::pounds(500_000);

#[test]
fn both_limbs_are_asked_and_either_is_enough() {
    use Answer::{CannotTell, Key, NotKey};
    let large = Some(Pence::pounds(1_655_000));
    let small = Some(Pence::pounds(220_000));
    let figure = Some(FIGURE);
    let table = [
        (large, figure, Some(false), Key, Key, NotKey),
        (large, figure, None, Key, Key, CannotTell),
        (large, None, Some(false), CannotTell, CannotTell, NotKey),
        (large, None, None, CannotTell, CannotTell, CannotTell),
        (large, None, Some(true), Key, CannotTell, Key),
        (small, figure, Some(true), Key, NotKey, Key),
        (small, figure, Some(false), NotKey, NotKey, NotKey),
        (small, figure, None, CannotTell, NotKey, CannotTell),
        (None, figure, Some(false), CannotTell, CannotTell, NotKey),
        (None, None, Some(true), Key, CannotTell, Key),
        (figure, figure, Some(false), Key, Key, NotKey),
        (Some(Pence(FIGURE.0 - 1)), figure, Some(false), NotKey, NotKey, NotKey),
    ];
    for (consequence, figure, two_or_more_wards, answer, financial, wards) in table {
        check(Question { consequence, figure, two_or_more_wards }, [answer, financial, wards]);
    }
}

#[test]
fn reasons_are_plain() {
    let dorset = find(Question {
        consequence: Some(Pence::pounds(1_655_000)),
        figure: Some(FIGURE),
        two_or_more_wards: None,
    });
    assert_eq!(
        dorset.reasons[0].says,
        "The financial consequence, £1,655,000, is at least the authority’s figure of £500,000."
    );
    assert_eq!(dorset.reasons[1].source, "SI 2012/2089, regulation 8(1)");
    assert!(dorset.follows[0].says.contains("28 clear days"));
    let unset = find(Question { consequence: Some(FIGURE), ..Question::default() });
    assert_eq!(unset.reasons[0].says, "The authority’s key decision figure is not set.");
}

/// Fact sheet, section 5.
#[test]
fn notice_is_given_28_clear_days_before() {
    assert_eq!(notice_by(day("2022-01-18")), day("2021-12-20"));
    assert_eq!(notice_by(day("2021-10-19")), day("2021-09-20"));
}

#[test]
fn answers_read_in_words() {
    let words = [Answer::Key, Answer::NotKey, Answer::CannotTell].map(Answer::words);
    assert_eq!(words, ["Key decision", "Not a key decision", "Cannot tell"]);
}

fn check(question: Question, expected: [Answer; 3]) {
    let found = find(question);
    assert_eq!([found.answer, found.financial, found.wards], expected, "{question:?}");
    assert_eq!(found.follows.is_empty(), found.answer == Answer::NotKey);
    assert_eq!(found.reasons.len(), 2);
}
