use entity::award;
use entity::id::BidId;
use entity::number::Version;
use entity::state::StandstillKind;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::Change;
use crate::award::testing::{DRAWN_FROM, at, authority, awarded, found, ranked_rows, result};
use crate::award::{call_in, ending, notice, tell};
use crate::field::{Draft, Field};
use crate::scoring::testing::{BIDS, X, approver, officer};
use crate::testing::{check_refused, day, form, refused, rows, word};
use entity::id::{LetterId, RowId};

/// The Act, light touch above the threshold; not light touch; below the threshold; and the 2015 Regulations.
fn light() -> Finding {
    found("2026-08-03", 700_000, true)
}
fn full() -> Finding {
    found("2026-08-03", 700_000, false)
}
fn below() -> Finding {
    found("2026-08-03", 220_000, true)
}
fn legacy() -> Finding {
    found("2021-11-01", 700_000, true)
}

#[test]
fn the_way_follows_the_law() {
    let table = [
        (light(), Ok(Route::Act(Duty::Voluntary))),
        (full(), Ok(Route::Act(Duty::Mandatory))),
        (below(), Ok(Route::Below)),
        (found("2026-08-03", 20_000, true), Ok(Route::Below)),
        (legacy(), Ok(Route::Legacy)),
        (found("2021-11-01", 220_000, true), Ok(Route::Below)),
        (found("2010-01-01", 220_000, true), Err("unknown")),
    ];
    for (finding, expected) in table {
        let found = route(&finding);
        assert_eq!(found.as_ref().map(|it| *it).map_err(|_| word(&found)), expected, "{:?}", finding.regime);
    }
}

/// An award to X with what is set, told on a day, or not yet.
fn award(set: impl FnOnce(&mut award::ActiveModel)) -> LotResult {
    result(awarded(Some(X), set))
}

fn told(row: &mut award::ActiveModel, on: &str) {
    row.taken_on = Set(day(on));
    row.told_at = Set(Some(at(on)));
}

fn noticed(row: &mut award::ActiveModel, on: &str, ends: Option<&str>) {
    told(row, on);
    row.notice_on = Set(Some(day(on)));
    row.standstill = Set(Some(StandstillKind::Mandatory));
    row.standstill_ends_on = Set(ends.map(day));
}

#[test]
fn each_step_comes_after_the_one_before() {
    let steps = |finding: &Finding| {
        let route = route(finding).expect("it can be told");
        let at_day = |r: &LotResult| next(r, finding, route, at("2026-10-12"));
        [
            at_day(&result(ranked_rows())),
            at_day(&award(|row| row.call_in = Set(CallIn::Open))),
            at_day(&award(|row| row.call_in = Set(CallIn::CalledIn))),
            at_day(&award(|_| {})),
            at_day(&award(|row| told(row, "2026-10-01"))),
            at_day(&award(|row| noticed(row, "2026-10-01", Some("2026-10-12")))),
            at_day(&award(|row| noticed(row, "2026-10-01", Some("2026-10-11")))),
            at_day(&award(|row| {
                noticed(row, "2026-10-01", Some("2026-10-11"));
                row.signed_on = Set(Some(day("2026-10-12")));
            })),
            at_day(&award(|row| {
                noticed(row, "2026-10-01", Some("2026-10-11"));
                row.signed_on = Set(Some(day("2026-10-12")));
                row.after_notice = Set(Some("UK7".to_owned()));
            })),
        ]
    };
    use Step::{AfterNotice, CallIn as Called, Decision, Done, Notice, Signature, Standstill, Tell};
    let with_notice = [Decision, Called, Called, Tell, Notice, Standstill, Signature, AfterNotice, Done];
    assert_eq!(steps(&light()), with_notice);
    assert_eq!(steps(&full()), with_notice);
    let without = [Decision, Called, Called, Tell, Signature, Standstill, Signature, AfterNotice, Done];
    assert_eq!(steps(&below()), without);
    assert_eq!(steps(&legacy()), without);
}

fn tell_on(r: &LotResult, finding: &Finding, on: &str) -> Result<Change, Refusal> {
    let envelopes =
        BIDS.map(|bid: BidId| tell::Envelope { bid, letter: LetterId(bid.0), summary: RowId(bid.0) });
    tell::send(r, &authority(), finding, &envelopes, DRAWN_FROM, &officer(), at(on))
}

fn notice_on(r: &LotResult, finding: &Finding, on: &str, voluntary: &str) -> Result<Change, Refusal> {
    let fields: &[Field] = &[notice::NOTICE, notice::VOLUNTARY].concat();
    let given = [("notice_reference", "2026/S 1"), ("notice_on", on), ("stands_still", voluntary)];
    notice::record(r, finding, &form(fields, &given), DRAWN_FROM, &officer(), at(on))
}

fn sign_on(r: &LotResult, finding: &Finding, on: &str, now: &str) -> Result<Change, Refusal> {
    let draft: Draft = form(ending::SIGN, &[("signed_on", on)]);
    ending::sign(r, finding, &draft, DRAWN_FROM, &officer(), at(now))
}

/// Fact sheet, section 2: UK6 published, eighth working day.
#[test]
fn standstill_under_the_act_runs_from_the_notice() {
    let table = [
        ("2026-06-01", "2026-06-10"),
        ("2026-06-10", "2026-06-22"),
        ("2026-11-23", "2026-12-03"),
        ("2026-12-24", "2027-01-08"),
    ];
    for (published, ends) in table {
        let r = award(|row| told(row, published));
        let mandatory = rows(notice_on(&r, &full(), published, "no"));
        assert!(mandatory[0].contains(&format!(r#""standstill":"mandatory","standstill_ends_on":"{ends}""#)));
        let voluntary = rows(notice_on(&r, &light(), published, "yes"));
        assert!(voluntary[0].contains(&format!(r#""standstill":"voluntary","standstill_ends_on":"{ends}""#)));
        let without = rows(notice_on(&r, &light(), published, "no"));
        assert!(without[0].contains(r#""standstill":"without","standstill_ends_on":null"#), "{without:?}");
    }
}

/// Fact sheet, section 3: letters sent, last day.
#[test]
fn legacy_standstill_runs_from_the_letters() {
    for (sent, ends) in
        [("2022-03-01", "2022-03-11"), ("2022-03-02", "2022-03-14"), ("2021-12-17", "2021-12-29")]
    {
        let r = award(|row| row.taken_on = Set(day(sent)));
        let written = rows(tell_on(&r, &legacy(), sent));
        assert!(written[0].contains(&format!(r#""standstill_ends_on":"{ends}""#)), "{written:?}");
        let letter = &written[1];
        assert!(letter.contains("The contract is not signed before the end of"), "{letter}");
    }
}

#[test]
fn the_contract_is_signed_after_standstill_and_its_notice_falls_due() {
    let r = award(|row| noticed(row, "2026-11-23", Some("2026-12-03")));
    let says = "Standstill runs until the end of 3 December 2026. You can sign from 4 December 2026.";
    check_refused(sign_on(&r, &full(), "2026-12-03", "2026-12-03"), Why::NotNow, says);
    let early = sign_on(&r, &full(), "2026-12-03", "2026-12-04");
    check_refused(early, Why::Incomplete, "signed_on: It could be signed from 4 December 2026.");
    let ahead = sign_on(&r, &full(), "2026-12-05", "2026-12-04");
    check_refused(
        ahead,
        Why::Incomplete,
        "signed_on: Day the contract was signed must not be in the future.",
    );
    // Fact sheet, section 2: signed 1 April 2027, UK7 by 30 April, light touch by 29 July.
    for (finding, due) in [(full(), r#""2027-04-30""#), (light(), r#""2027-07-29""#), (below(), "null")] {
        let written = rows(sign_on(&r, &finding, "2027-04-01", "2027-04-01"));
        assert!(written[0].contains(&format!(r#""after_notice_by":{due}"#)), "{written:?}");
    }
}

#[test]
fn a_challenge_in_standstill_suspends_the_signature_until_it_ends() {
    let challenged = |on: &str| {
        award(|row| {
            noticed(row, "2026-11-23", Some("2026-12-03"));
            row.challenged_on = Set(Some(day(on)));
        })
    };
    let says = "A challenge suspends the award. Record how it ended before the contract is signed.";
    check_refused(sign_on(&challenged("2026-12-03"), &full(), "2026-12-10", "2026-12-10"), Why::NotNow, says);
    assert_eq!(word(&sign_on(&challenged("2026-12-04"), &full(), "2026-12-10", "2026-12-10")), "yes");
    check_refused(
        sign_on(&challenged("2026-12-04"), &legacy(), "2026-12-10", "2026-12-10"),
        Why::NotNow,
        says,
    );
    let end = form(
        notice::CHALLENGE_ENDED,
        &[("challenge_ended_on", "2026-12-09"), ("challenge_outcome", "Dropped.")],
    );
    let r = challenged("2026-12-03");
    assert_eq!(word(&notice::end_challenge(&r, &end, DRAWN_FROM, &officer(), at("2026-12-10"))), "yes");
    assert_eq!(word(&notice::end_challenge(&r, &end, DRAWN_FROM, &officer(), at("2026-12-08"))), "form");
    let none = award(|row| noticed(row, "2026-11-23", None));
    check_refused(
        notice::end_challenge(&none, &end, DRAWN_FROM, &officer(), at("2026-12-10")),
        Why::NotNow,
        "No challenge is open.",
    );
}

#[test]
fn a_challenge_is_recorded_between_the_letters_and_the_signature() {
    let draft =
        form(notice::CHALLENGE, &[("challenged_on", "2026-12-01"), ("challenge", "The second bidder.")]);
    let by = |r: &LotResult| {
        notice::record_challenge(r, &full(), &draft, DRAWN_FROM, &officer(), at("2026-12-02"))
    };
    assert_eq!(word(&by(&award(|row| noticed(row, "2026-11-23", Some("2026-12-03"))))), "yes");
    check_refused(
        by(&award(|_| {})),
        Why::NotNow,
        "Nobody has been told of an award that could be challenged.",
    );
    let open = award(|row| {
        told(row, "2026-11-23");
        row.challenged_on = Set(Some(day("2026-11-24")));
    });
    check_refused(by(&open), Why::NotNow, "A challenge is open already. Record how it ended first.");
    let signed = award(|row| {
        told(row, "2026-11-23");
        row.signed_on = Set(Some(day("2026-11-24")));
    });
    check_refused(
        by(&signed),
        Why::NotNow,
        "The contract is signed. A challenge no longer suspends the award.",
    );
    assert_eq!(word(&by(&award(|row| told(row, "2026-12-02")))), "form");
}

#[test]
fn no_step_is_taken_early_or_twice() {
    let undecided = result(ranked_rows());
    let first = |what: &str| format!("First: {what}.");
    check_refused(tell_on(&undecided, &full(), "2026-10-01"), Why::NotNow, &first("record the decision"));
    let open = award(|row| {
        row.call_in = Set(CallIn::Open);
        row.call_in_ends_on = Set(Some(day("2026-10-02")));
    });
    let says = "The call-in must be closed first. It runs until the end of 2 October 2026.";
    check_refused(tell_on(&open, &full(), "2026-10-01"), Why::NotNow, says);
    let decided = award(|_| {});
    check_refused(notice_on(&decided, &full(), "2026-10-01", "no"), Why::NotNow, &first("tell the bidders"));
    let heard = award(|row| told(row, "2026-10-01"));
    check_refused(tell_on(&heard, &full(), "2026-10-01"), Why::NotNow, "This is done already.");
    let says = first("record the notice before signing");
    check_refused(sign_on(&heard, &full(), "2026-10-02", "2026-10-02"), Why::NotNow, &says);
    let ended = result(awarded(None, |row| told(row, "2026-10-01")));
    let says = "No contract is awarded on this lot, so there is none to sign.";
    check_refused(sign_on(&ended, &full(), "2026-10-02", "2026-10-02"), Why::NotNow, says);
    let done = result(awarded(None, |row| told(row, "2026-10-01")));
    let after = ending::record_after_notice(
        &done,
        &below(),
        &form(ending::AFTER_NOTICE, &[("after_notice", "UK12")]),
        DRAWN_FROM,
        &officer(),
        at("2026-10-02"),
    );
    check_refused(after, Why::NotNow, "The law asks for no further notice on this lot.");
    let after = ending::record_after_notice(
        &done,
        &full(),
        &form(ending::AFTER_NOTICE, &[("after_notice", "UK12")]),
        DRAWN_FROM,
        &officer(),
        at("2026-10-02"),
    );
    assert_eq!(word(&after), "yes");
}

#[test]
fn the_notice_comes_after_the_letters() {
    let r = award(|row| told(row, "2026-10-01"));
    let early = {
        let fields: &[Field] = &[notice::NOTICE, notice::VOLUNTARY].concat();
        let given = [("notice_reference", "1"), ("notice_on", "2026-09-30"), ("stands_still", "no")];
        notice::record(&r, &full(), &form(fields, &given), DRAWN_FROM, &officer(), at("2026-10-02"))
    };
    let says = "notice_on: The bidders must be told before the notice is published. Check the day.";
    assert_eq!(refused(early).1, says);
}

/// Call-in, outcome, day; what comes of it. It ends on 28 September.
#[test]
fn call_in_is_closed_by_what_happened() {
    let table = [
        (CallIn::Open, "passed", "2026-09-28", "stage"),
        (CallIn::Open, "passed", "2026-09-29", "yes"),
        (CallIn::Open, "called_in", "2026-09-28", "yes"),
        (CallIn::Open, "called_in", "2026-09-29", "stage"),
        (CallIn::Open, "upheld", "2026-09-29", "stage"),
        (CallIn::CalledIn, "upheld", "2026-09-28", "yes"),
        (CallIn::CalledIn, "passed", "2026-09-29", "stage"),
        (CallIn::NotSubject, "passed", "2026-09-29", "stage"),
        (CallIn::Passed, "called_in", "2026-09-28", "stage"),
    ];
    for (was, outcome, on, expected) in table {
        let r = award(|row| {
            row.call_in = Set(was);
            row.call_in_ends_on = Set(Some(day("2026-09-28")));
        });
        let draft = form(call_in::CALL_IN, &[("outcome", outcome)]);
        assert_eq!(
            word(&call_in::close(&r, &draft, DRAWN_FROM, &approver(), at(on))),
            expected,
            "{was:?} {outcome} {on}"
        );
        assert_eq!(word(&call_in::close(&r, &draft, Version(1), &officer(), at(on))), "role");
    }
}
