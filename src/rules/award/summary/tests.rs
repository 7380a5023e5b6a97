use entity::id::{AwardId, LetterId, PersonId};
use entity::redaction;
use entity::state::{CheckOutcome, NoAwardGround};
use sea_orm::ActiveValue::Set;

use super::*;
use crate::award::tell::{Envelope, Told, preview, send};
use crate::award::testing::{
    DRAWN_FROM, at, authority, award_of, awarded, found, freeze, result, with_prices,
};
use crate::scoring::testing::{BIDS, SECOND, X, Y, Z, evaluator, now, officer};
use crate::testing::tenders::QUESTION;
use crate::testing::{rows, word};

fn told(r: &LotResult, bid: BidId) -> Told {
    let finding = found("2026-08-03", 700_000, true);
    preview(r, &authority(), &finding, bid, &officer(), at("2026-10-01")).expect("everything is explained")
}

fn summary(bid: BidId) -> Summary {
    let mut all = awarded(Some(X), |_| {});
    all.redactions = vec![redaction::Model {
        id: RowId(3),
        award_id: AwardId(8_001),
        criterion_id: QUESTION,
        marked: "The answer shows [[what a 3|their way of working]] asks for.".to_owned(),
        at: now(),
        person_id: PersonId(40),
    }];
    told(&result(all), bid).summary.expect("it was assessed")
}

#[test]
fn a_loser_reads_its_own_scores_and_reasons_and_the_winner_s() {
    let it = summary(Y);
    assert_eq!(
        (it.own.name.as_str(), it.own.total.as_deref(), it.own.rank),
        ("Bidder Y", Some("82.00"), Some(2))
    );
    let own: Vec<_> = it
        .own
        .criteria
        .iter()
        .map(|it| (it.id, it.score, it.weighted.as_str(), it.explanation.as_deref()))
        .collect();
    let says = Some("The answer shows what a 4 asks for.");
    assert_eq!(own, [(QUESTION, Some(4), "20.00", says), (SECOND, Some(4), "12.00", says)]);
    assert_eq!(
        it.why_not.as_deref(),
        Some("It was ranked 2 of 2. Its total is 82.00; the winning bid’s is 84.00.")
    );
    let winner = it.winner.expect("a loser reads of the winner");
    assert_eq!((winner.name.as_str(), winner.total.as_deref()), ("Bidder X", Some("84.00")));
    let read: Vec<_> =
        winner.criteria.iter().map(|it| it.explanation.as_deref().unwrap_or_default()).collect();
    let withheld = "The answer shows [Withheld: their way of working] asks for.";
    assert_eq!(read, [withheld, "The answer shows what a 3 asks for."]);
}

#[test]
fn the_winner_reads_everything_of_its_own_and_nothing_of_others() {
    let it = summary(X);
    assert_eq!((it.won, it.why_not.clone(), it.winner.clone()), (true, None, None));
    assert_eq!(it.own.criteria[0].explanation.as_deref(), Some("The answer shows what a 3 asks for."));
    assert_eq!(it.method.scale.len(), 6);
    let text = it.text();
    assert_eq!(serde_json::from_str::<Summary>(&text).ok(), Some(it.clone()));
    assert_eq!(it.digest(), sha256(&text));
}

#[test]
fn one_below_a_minimum_is_told_which() {
    let it = summary(Z);
    let says = "It did not reach the minimum of 50% of the quality available: it reached 3.00 of 40.00. The published terms say that such a bid goes no further, so its price was not scored and it was not ranked.";
    assert_eq!(it.why_not.as_deref(), Some(says));
    assert_eq!((it.own.total, it.own.quality_score.as_deref()), (None, Some("3.00")));
}

/// No letter says what would change the winner, and none names another bidder’s price.
#[test]
fn no_summary_tells_another_s_price() {
    for (bid, own) in [(X, "£100,000"), (Y, "£120,000"), (Z, "£66,000")] {
        let text = summary(bid).text();
        let prices = ["£100,000", "£120,000", "£66,000", "10000000"];
        for price in prices.into_iter().filter(|price| *price != own) {
            assert!(!text.contains(price), "{price}");
        }
        assert!(text.contains(own), "{text}");
    }
}

fn envelopes(bids: &[BidId]) -> Vec<Envelope> {
    let one = |bid: &BidId| Envelope { bid: *bid, letter: LetterId(bid.0), summary: RowId(bid.0) };
    bids.iter().map(one).collect()
}

#[test]
fn everyone_is_told_at_once_and_only_assessed_bids_have_a_summary() {
    let all = freeze(with_prices([100_000, 120_000, 66_000], |rows| {
        crate::scoring::testing::check(rows, Y, CheckOutcome::Failed);
    }));
    let mut told = all;
    let award = award_of(&told, Some(X), |_| {});
    told.awards.push(award);
    let finding = found("2026-08-03", 700_000, true);
    let by = |bids: &[BidId]| {
        send(
            &result(told.clone()),
            &authority(),
            &finding,
            &envelopes(bids),
            DRAWN_FROM,
            &officer(),
            at("2026-10-01"),
        )
    };
    let written = rows(by(&BIDS));
    let letters: Vec<_> = written.iter().filter(|line| line.starts_with("insert letter")).collect();
    let summaries = written.iter().filter(|line| line.starts_with("insert assessment_summary")).count();
    assert_eq!((letters.len(), summaries), (3, 2));
    assert!(
        letters.iter().any(|it| it.contains("was not assessed to the end. No reference came.")),
        "{letters:?}"
    );
    assert!(letters.iter().any(|it| it.contains("We intend to award the contract for A service to you.")));
    assert_eq!(word(&by(&[X, Y])), "absent");
    let panel = send(
        &result(told.clone()),
        &authority(),
        &finding,
        &envelopes(&BIDS),
        DRAWN_FROM,
        &evaluator(0),
        at("2026-10-01"),
    );
    assert_eq!(word(&panel), "role");
}

#[test]
fn without_a_contract_everyone_is_told_why() {
    let none = awarded(None, |row| row.ground = Set(Some(NoAwardGround::OverBudget)));
    let finding = found("2026-08-03", 700_000, true);
    let sent = send(
        &result(none),
        &authority(),
        &finding,
        &envelopes(&BIDS),
        DRAWN_FROM,
        &officer(),
        at("2026-10-01"),
    );
    let written = rows(sent);
    let summaries: Vec<_> = written.iter().filter(|it| it.starts_with("insert assessment_summary")).collect();
    assert_eq!((written.len(), summaries.len()), (7, 3));
    let says =
        "We are sorry to tell you that no contract is awarded for A service. Every bid was over the budget.";
    assert!(written[1].contains(says), "{written:?}");
    assert!(summaries.iter().all(|it| !it.contains("Bidder X") || !it.contains("Bidder Y")), "{summaries:?}");
}
