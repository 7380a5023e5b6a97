use super::*;
use crate::award::testing::{freeze, ranked_rows, result, with_prices};
use crate::exact::ratio;
use crate::scoring::testing::{Z, approver, now};
use entity::bid_exit;
use entity::state::ExitKind;

fn named(label: &str) -> String {
    label.replace("Bid ", "Bidder ")
}

fn about(rows: crate::award::Rows) -> WhatIf {
    what_if(&result(rows), &approver()).expect("it is frozen")
}

/// Fact sheet, section 4, test B.
#[test]
fn it_is_told_in_sentences() {
    let about = about(ranked_rows());
    assert_eq!(
        about.split_words(&named),
        [
            "Bidder A wins at any price weight below 54.55% (exactly 600/11).",
            "Bidder C wins at any price weight above 54.55% (exactly 600/11).",
        ]
    );
    assert_eq!(
        about.nearest_words().as_deref(),
        Some(
            "The published price weight is 60%. The nearest one at which the winner changes is 54.55% (exactly 600/11), 5.45 percentage points away."
        )
    );
    let title = |id: &str| format!("Question {id}");
    assert_eq!(
        about.score_words(&named, &title),
        [
            "If Bidder A had scored 5 instead of 4 for “Question 52”, Bidder A would win.",
            "If Bidder A had scored 5 instead of 4 for “Question 520”, Bidder A would win.",
            "If Bidder C had scored 2 instead of 3 for “Question 52”, Bidder A would win.",
            "If Bidder C had scored 2 instead of 3 for “Question 520”, Bidder A would win.",
        ]
    );
    assert_eq!(
        about.counted_words(&named),
        ["If Bidder B were counted too, Bidder A would win. That is another result."]
    );
}

#[test]
fn the_plot_holds_what_each_bid_comes_to() {
    let about = about(ranked_rows());
    assert_eq!((about.weights.first(), about.weights.last()), (Some(&whole(0)), Some(&whole(100))));
    let ends: Vec<_> =
        about.totals.iter().map(|it| (it.id.as_str(), it.totals[0].clone(), it.totals[10].clone())).collect();
    assert_eq!(ends, [("Bid A", whole(80), ratio(250, 3)), ("Bid C", whole(60), whole(100))]);
}

#[test]
fn one_that_always_wins_and_none_at_all_are_said_plainly() {
    let cheap_and_good = about(freeze(with_prices([200_000, 100_000, 66_000], |_| {})));
    assert_eq!(cheap_and_good.split_words(&named), ["Bidder A wins at any price weight."]);
    let says = "The published price weight is 60%. No other one changes the winner.";
    assert_eq!(cheap_and_good.nearest_words().as_deref(), Some(says));
    let alike = about(freeze(with_prices([100_000, 100_000, 66_000], |rows| {
        rows.moderated.iter_mut().filter(|row| row.bid_id != Z).for_each(|row| row.score = 4);
    })));
    assert_eq!(alike.split_words(&named), ["Bidder A and Bidder C are equal first at any price weight."]);
    let none = about(freeze(with_prices([100_000, 120_000, 66_000], |rows| {
        rows.moderated.iter_mut().for_each(|row| row.score = 1);
    })));
    assert_eq!((none.split_words(&named), none.nearest_words()), (Vec::new(), None));
}

/// What was frozen stays readable, whatever becomes of the bids.
#[test]
fn a_bid_that_leaves_afterwards_changes_nothing_of_it() {
    let before = ranked_rows();
    let mut after = before.clone();
    let mut scoring = after.scoring.rows().clone();
    scoring.exits = vec![crate::testing::blank::<bid_exit::ActiveModel, _>(|row| {
        row.bid_id = Set(crate::scoring::testing::Y);
        row.kind = Set(ExitKind::Withdrawn);
        row.reason = Set("They cannot.".to_owned());
        row.at = Set(now());
    })];
    after.scoring = crate::scoring::testing::of(scoring);
    assert_eq!(about(after), about(before));
}
