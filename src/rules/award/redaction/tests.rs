use proptest::prelude::*;

use super::*;
use crate::award::testing::{DRAWN_FROM, awarded, ranked_rows, result};
use crate::scoring::testing::{X, now, officer};
use crate::testing::tenders::QUESTION;
use crate::testing::{check_refused, form, rows};
use sea_orm::ActiveValue::Set as Given;

fn mark(rows: crate::award::Rows, marked: &str) -> Result<Change, Refusal> {
    let draft = form(WITHHOLD, &[("marked", marked)]);
    withhold(&result(rows), QUESTION, RowId(3), &draft, DRAWN_FROM, &officer(), now())
}

/// The agreed explanation is: The answer shows what a 3 asks for.
#[test]
fn passages_are_marked_and_words_never_change() {
    let fine = "The answer shows [[what a 3|their way of working]] asks for.";
    assert!(rows(mark(awarded(Some(X), |_| {}), fine))[0].starts_with("insert redaction"));
    let table = [
        (
            "The answer shows [[what a 4|x]] asks for.",
            "The words differ from the agreed explanation. Only add brackets and reasons to them.",
        ),
        (
            "[[The answer shows what a 3 asks for.|all of it]]",
            "Leave an explanation that the other bidders can read.",
        ),
        ("The answer [[shows what a 3 asks for.", "Close each passage with two brackets: ]]."),
        (
            "The answer [[shows]] what a 3 asks for.",
            "Give the reason after a line: [[the passage|the reason]].",
        ),
        (
            "The answer [[shows| ]] what a 3 asks for.",
            "Each passage needs its words and the reason: [[the passage|the reason]].",
        ),
        ("The answer [[shows [[what|a]] 3|b]] asks for.", "Close a passage before the next one begins."),
        ("The answer shows]] what a 3 asks for.", "Two brackets close a passage that was never begun."),
    ];
    for (marked, says) in table {
        check_refused(mark(awarded(Some(X), |_| {}), marked), Why::Incomplete, &format!("marked: {says}"));
    }
    let none = "No award is recorded, so there is nothing to mark up.";
    check_refused(mark(ranked_rows(), fine), Why::NotNow, none);
    check_refused(mark(awarded(None, |_| {}), fine), Why::NotNow, none);
    let told = awarded(Some(X), |row| row.told_at = Given(Some(now())));
    check_refused(
        mark(told, fine),
        Why::NotNow,
        "The bidders have been told. What they read stays as it is.",
    );
}

#[test]
fn others_read_the_reason_in_place_of_the_passage() {
    let marked = "It names [[three sites|their premises]] and [[two partners|their supply chain]].";
    let read = "It names [Withheld: their premises] and [Withheld: their supply chain].";
    assert_eq!(for_others(marked), read);
    assert_eq!(for_others("It is [[unclosed"), "[Withheld]");
}

proptest! {
    /// Whatever is withheld, the others never read it, and the whole is the explanation.
    #[test]
    fn nothing_withheld_is_read(before in "[a-z ]{0,9}", secret in "[A-Z]{3,9}", after in "[a-z ]{0,9}") {
        let marked = format!("{before}[[{secret}|it is theirs]]{after}");
        prop_assert!(!for_others(&marked).contains(&secret));
        let whole: String = pieces(&marked).expect("marked well").iter().map(Piece::text).collect();
        prop_assert_eq!(whole, format!("{before}{secret}{after}").trim().to_owned());
    }
}
