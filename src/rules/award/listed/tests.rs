use entity::state::StandstillKind;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::award::testing::{at, awarded, found, ranked_rows, result};
use crate::scoring::testing::X;
use crate::testing::day;

fn full() -> Finding {
    found("2026-08-03", 700_000, false)
}

/// The steps of a lot on a day, one a line: how far, what it is called, what is known of it.
fn lines(r: &LotResult, finding: &Finding, on: &str) -> Vec<String> {
    let steps = listed(r, finding, at(on)).expect("the law can be told");
    steps.iter().map(|it| format!("{:?} {}: {}", it.how, it.title, it.says.join(" "))).collect()
}

#[test]
fn before_anything_is_decided_every_step_of_the_way_is_listed() {
    let r = result(ranked_rows());
    assert_eq!(
        lines(&r, &full(), "2026-10-01"),
        [
            "Next Decision: ",
            "Later Call-in: ",
            "Later Letters to the bidders: ",
            "Later Contract award notice (UK6): ",
            "Later Standstill: Eight working days, counted from the notice.",
            "Later Signature of the contract: ",
            "Later Notice that follows: ",
        ]
    );
    let below = lines(&r, &found("2026-08-03", 220_000, true), "2026-10-01");
    assert_eq!(below.len(), 5, "{below:?}");
    let legacy = lines(&r, &found("2021-11-01", 700_000, true), "2026-10-01");
    assert!(
        legacy.contains(&"Later Standstill: Ten days, counted from the letters to the bidders.".to_owned())
    );
    let who: Vec<_> =
        listed(&r, &full(), at("2026-10-01")).expect("it can be told").into_iter().map(|it| it.who).collect();
    assert_eq!(who[0], "approver or democratic services");
    assert_eq!(who[2], "procurement officer");
}

#[test]
fn a_decision_waits_for_what_it_rests_on() {
    let unranked = result(crate::award::testing::priced());
    assert_eq!(
        lines(&unranked, &full(), "2026-10-01")[0],
        "Waiting Decision: Freeze the ranking of this lot first."
    );
}

#[test]
fn days_that_follow_are_worked_out() {
    let told = result(awarded(Some(X), |row| row.told_at = Set(Some(at("2026-12-24")))));
    let says = "Next Contract award notice (UK6): With a notice published today, standstill would run until the end of 8 January 2027, and the contract could be signed from 9 January 2027.";
    assert_eq!(lines(&told, &full(), "2026-12-24")[3], says);

    let waits = result(awarded(Some(X), |row| {
        row.told_at = Set(Some(at("2026-11-20")));
        row.notice_on = Set(Some(day("2026-11-23")));
        row.notice_reference = Set(Some("2026/S 1".to_owned()));
        row.standstill = Set(Some(StandstillKind::Mandatory));
        row.standstill_ends_on = Set(Some(day("2026-12-03")));
        row.challenged_on = Set(Some(day("2026-12-01")));
    }));
    let of_day = lines(&waits, &full(), "2026-12-02");
    assert_eq!(
        of_day[3],
        "Done Contract award notice (UK6): Notice 2026/S 1 was published on 23 November 2026."
    );
    assert_eq!(
        of_day[4],
        "Waiting Standstill: It runs until the end of 3 December 2026. The contract can be signed from 4 December 2026. The challenge of 1 December 2026 suspends the award until it has ended."
    );

    let signed = result(awarded(Some(X), |row| {
        row.told_at = Set(Some(at("2027-03-01")));
        row.notice_on = Set(Some(day("2027-03-01")));
        row.standstill_ends_on = Set(Some(day("2027-03-10")));
        row.signed_on = Set(Some(day("2027-04-01")));
    }));
    let due = |finding: &Finding, on: &str| lines(&signed, finding, on).pop().unwrap_or_default();
    assert_eq!(
        due(&full(), "2027-04-02"),
        "Next Contract details notice (UK7): Due by the end of 30 April 2027."
    );
    let light = found("2026-08-03", 700_000, true);
    assert_eq!(
        due(&light, "2027-08-01"),
        "Next Contract details notice (UK7): It was due by the end of 29 July 2027."
    );
    assert_eq!(signed.notice_due(&light), Some(day("2027-07-29")));
}

#[test]
fn a_call_in_is_waited_for_and_then_closed() {
    let open = result(awarded(Some(X), |row| {
        row.call_in = Set(CallIn::Open);
        row.call_in_ends_on = Set(Some(day("2026-09-28")));
    }));
    let step = |on: &str| lines(&open, &full(), on).swap_remove(1);
    assert_eq!(
        step("2026-09-28"),
        "Waiting Call-in: The decision may be called in until the end of 28 September 2026."
    );
    assert_eq!(
        step("2026-09-29"),
        "Next Call-in: The call-in period ended with 28 September 2026. Record that it was not called in."
    );
    let line = in_a_line(&open, &full(), at("2026-09-28"));
    assert_eq!(line, "Next: call-in. The decision may be called in until the end of 28 September 2026.");
}

#[test]
fn without_a_contract_there_is_nothing_to_sign() {
    let none = result(awarded(None, |row| row.told_at = Set(Some(at("2026-10-01")))));
    let steps = lines(&none, &full(), "2026-10-02");
    assert_eq!(
        steps[2..],
        [
            "Done Letters to the bidders: Every bidder was told at 1pm on 1 October 2026.",
            "Next Procurement termination notice (UK12): Due as soon as reasonably practicable after deciding not to award.",
        ]
    );
}
