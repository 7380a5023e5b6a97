use chrono::DateTime;
use entity::id::BidId;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::award::LotResult;
use crate::award::tell::preview;
use crate::award::testing::{at, authority, award_of, awarded, found, result, saying};
use crate::law::regime::Finding;
use crate::scoring::testing::{X, Y, Z, officer};
use crate::testing::day;
use entity::state::IfWinnerFails;

fn letter(r: &LotResult, finding: &Finding, bid: BidId) -> String {
    let now: DateTime<chrono::Utc> = at("2026-10-01");
    preview(r, &authority(), finding, bid, &officer(), now).expect("everything is explained").says
}

/// Commencement, value and light touch; what a losing bidder reads of the pause before signing.
#[test]
fn a_letter_says_whether_the_council_waits_before_it_signs() {
    let table = [
        (found("2026-08-03", 700_000, false), "is not signed before eight working days have passed"),
        (found("2026-08-03", 700_000, true), "It says whether we wait before we sign"),
        (found("2026-08-03", 220_000, true), "The law asks for no standstill"),
        (found("2021-11-01", 700_000, true), "is not signed before the end of 12 October 2026."),
    ];
    let r = result(awarded(Some(X), |_| {}));
    for (finding, says) in table {
        let read = letter(&r, &finding, Y);
        assert!(read.contains(says), "{says}: {read}");
        assert!(read.contains("Procurement team, procurement@council.example"), "{read}");
    }
}

#[test]
fn each_bidder_reads_its_own_outcome_first() {
    let r = result(awarded(Some(X), |_| {}));
    let read = |bid| letter(&r, &found("2026-08-03", 220_000, true), bid);
    assert!(read(X).contains("We intend to award the contract for A service to you."));
    let second = read(Y);
    assert!(second.starts_with("Thank you for your bid for A service.\n\nWe are sorry"), "{second}");
    assert!(second.contains("We intend to award the contract to Bidder X."), "{second}");
    assert!(second.contains("Your bid: it was ranked 2 of 2."), "{second}");
    assert!(read(Z).contains("Your bid: it did not reach the minimum of 50%"), "{}", read(Z));
}

#[test]
fn when_a_winner_fell_away_everyone_reads_what_no_longer_stands() {
    let mut rows = saying(
        awarded(Some(X), |row| {
            row.told_at = Set(Some(at("2026-09-22")));
            row.failed_on = Set(Some(day("2026-09-24")));
            row.failure = Set(Some(WinnerFailure::Withdrew));
            row.failure_reason = Set(Some("It cannot staff the service.".to_owned()));
        }),
        Some(IfWinnerFails::ScoresStand),
    );
    let second = award_of(&rows, Some(Y), |_| {});
    rows.awards.push(second);
    let r = result(rows);
    let read = |bid| letter(&r, &found("2026-08-03", 220_000, true), bid);
    assert!(read(X).contains("You withdrew it on 24 September 2026, so we no longer intend"), "{}", read(X));
    let says = "On 22 September 2026 we told you that we intended to award the contract to Bidder X. That no longer stands.";
    assert!(read(Z).contains(says) && read(Y).contains("to you."), "{}", read(Z));
}
