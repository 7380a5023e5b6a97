use entity::number::Pence;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::award::testing::{awarded, priced, ranked_rows, result, sealed};
use crate::bid::{Names, Opened, Prices};
use crate::scoring::testing::{X, approver, now};
use crate::testing::tenders::LOT;

/// What the open part says of each step, as text.
fn open(rows: crate::award::Rows) -> (OpenResult, String) {
    let open = result(rows).open_result();
    let text = format!("{open:?}");
    (open, text)
}

#[test]
fn before_the_decision_it_holds_no_score_no_name_and_no_price() {
    for (rows, reached) in
        [(sealed(), Reached::SignedOff), (priced(), Reached::Priced), (ranked_rows(), Reached::Ranked)]
    {
        let (open, text) = open(rows);
        assert_eq!(open.reached, reached);
        assert!(open.bids.is_empty() && open.winner.is_none());
        for secret in ["Bidder", "Bid A", "10000000", "84.00"] {
            assert!(!text.contains(secret), "{secret} at {reached:?}: {text}");
        }
    }
    assert_eq!(open(priced()).0.counts, None, "how many failed is told with the ranking, not before");
    assert_eq!(open(ranked_rows()).0.counts, Some(Counts { ranked: 2, failed: 1, out: 0 }));
}

#[test]
fn after_the_decision_it_tells_labels_and_quality_and_after_the_letters_the_winner_alone() {
    let (decided, text) = open(awarded(Some(X), |_| {}));
    assert_eq!(decided.reached, Reached::Decided);
    let rows: Vec<_> = decided.bids.iter().map(|bid| (&*bid.label, bid.standing, bid.rank)).collect();
    assert_eq!(
        rows,
        [
            ("Bid A", "Ranked", Some(2)),
            ("Bid B", "Failed a published minimum", None),
            ("Bid C", "Ranked", Some(1))
        ]
    );
    let winner = decided.winner.expect("a winner");
    assert_eq!((&*winner.label, winner.name, winner.price), ("Bid C", None, None));
    assert!(!text.contains("Bidder") && !text.contains("10000000"), "{text}");

    let (told, text) = open(awarded(Some(X), |row| row.told_at = Set(Some(now()))));
    let winner = told.winner.expect("a winner");
    assert_eq!(winner.name.as_deref(), Some("Bidder X"));
    assert_eq!(winner.price, Some(Pence::pounds(100_000)));
    for loser in ["Bidder Y", "Bidder Z", "12000000", "6600000"] {
        assert!(!text.contains(loser), "{loser}: {text}");
    }
}

#[test]
fn the_exempt_part_names_and_prices_every_bid() {
    let lot = result(ranked_rows());
    let prices = Opened::<Prices>::to(lot.scoring(), LOT, &approver()).expect("signed off");
    let names = Opened::<Names>::to(lot.scoring(), &approver()).expect("signed off");
    let exempt = lot.exempt_result(&prices, Some(&names));
    let rows: Vec<_> = exempt
        .bids
        .iter()
        .map(|it| (&*it.label, it.name.as_deref(), it.price.map(|it| it.to_string()), it.total.as_deref()))
        .collect();
    assert_eq!(
        rows,
        [
            ("Bid A", Some("Bidder Y"), Some("£120,000".to_owned()), Some("82.00")),
            ("Bid B", Some("Bidder Z"), Some("£66,000".to_owned()), None),
            ("Bid C", Some("Bidder X"), Some("£100,000".to_owned()), Some("84.00")),
        ]
    );
    assert_eq!((exempt.first, exempt.explained.len()), (Some(X), 2));
    let why = exempt.bids[1].why_out.as_deref().unwrap_or_default();
    assert!(why.starts_with("It did not reach"), "{why}");
    let labels = lot.exempt_result(&prices, None);
    assert!(labels.bids.iter().all(|bid| bid.name.is_none()), "without leave for names there are none");
}

#[test]
fn an_award_that_fell_away_is_told_and_its_result_is_no_longer_shown() {
    let rows = awarded(Some(X), |row| {
        row.told_at = Set(Some(now()));
        row.failed_on = Set(Some(crate::testing::day("2026-09-30")));
        row.failure = Set(Some(WinnerFailure::Withdrew));
    });
    let (open, _) = open(rows);
    assert_eq!((open.fallen.len(), open.award, open.winner), (1, None, None));
    assert!(open.bids.is_empty());
}
