//! What becomes of a call-in that may run until Thursday 28 October 2021.

use super::*;

fn record(p: &Procurement, outcome: &str, now: &str) -> Result<Change, Refusal> {
    record_call_in(p, &became(outcome, "Said."), SEEN, &staff(Role::Approver), noon(now))
}

const LAST_DAY: &str = "2021-10-28";
const DAY_AFTER: &str = "2021-10-29";

/// What is kept of call-in, the outcome given, the day; the stage it comes to, or why not.
#[test]
fn a_call_in_is_closed_in_its_order() {
    const RUNS: &str = "It may still be called in until the end of 28 October 2021.";
    const OVER: &str = "The call-in period is over: it can no longer be called in.";
    const NEVER: &str = "It was not called in, so there is no call-in to close.";
    const CALLED: &str = "It was called in. Record that the decision stands, or withdraw it.";
    const CLOSED: &str = "Its call-in is closed already.";
    use CallIn::{CalledIn, NotSubject, Open, Passed, Upheld};
    let table: [(CallIn, CallIn, &str, Result<Stage, &str>); 15] = [
        (Open, Passed, LAST_DAY, Err(RUNS)),
        (Open, Passed, DAY_AFTER, Ok(Stage::Effective)),
        (Open, CalledIn, LAST_DAY, Ok(Stage::Decided)),
        (Open, CalledIn, DAY_AFTER, Err(OVER)),
        (Open, Upheld, LAST_DAY, Err(NEVER)),
        (Open, Upheld, DAY_AFTER, Err(NEVER)),
        (CalledIn, Upheld, LAST_DAY, Ok(Stage::Effective)),
        (CalledIn, Upheld, DAY_AFTER, Ok(Stage::Effective)),
        (CalledIn, Passed, DAY_AFTER, Err(CALLED)),
        (CalledIn, CalledIn, LAST_DAY, Err(CALLED)),
        (NotSubject, Passed, DAY_AFTER, Err(CLOSED)),
        (Passed, Passed, DAY_AFTER, Err(CLOSED)),
        (Passed, CalledIn, LAST_DAY, Err(CLOSED)),
        (Upheld, Upheld, DAY_AFTER, Err(CLOSED)),
        (Upheld, Passed, DAY_AFTER, Err(CLOSED)),
    ];
    for (kept, outcome, now, expected) in table {
        check(kept, outcome, now, expected);
    }
}

fn check(kept: CallIn, outcome: CallIn, now: &str, expected: Result<Stage, &str>) {
    let recorded = record(&awaiting(kept), outcome.code(), now);
    match expected {
        Ok(stage) => {
            let of_decision =
                format!(r#"update decision {{"call_in":"{outcome}","call_in_outcome":"Said.","id":70}}"#);
            let of_procurement = format!(r#"update procurement {{"id":9,"stage":"{stage}"}}"#);
            assert_eq!(rows(recorded), [of_decision, of_procurement], "{kept:?} {outcome:?} {now}");
        }
        Err(says) => check_refused(recorded, Why::NotNow, says),
    }
}

/// The last day ends at midnight in the UK, an hour before midnight in UTC in summer.
#[test]
fn the_last_day_ends_with_the_day_in_the_uk() {
    let at_utc = |hour, minute| day(LAST_DAY).and_hms_opt(hour, minute, 0).expect("a time").and_utc();
    for (hour, minute, is_over) in [(22, 59, false), (23, 0, true)] {
        let draft = became("passed", "");
        let clerk = staff(Role::DemocraticServices);
        let recorded = record_call_in(&awaiting(CallIn::Open), &draft, SEEN, &clerk, at_utc(hour, minute));
        assert_eq!(recorded.is_ok(), is_over, "{hour}:{minute}");
    }
}

#[test]
fn without_a_last_day_it_never_passes() {
    let mut p = awaiting(CallIn::Open);
    p.decisions[0].call_in_ends_on = None;
    assert_eq!(word(&record(&p, "passed", "2090-01-01")), "stage");
}

#[test]
fn who_called_it_in_stays_when_nothing_new_is_said() {
    let upheld = record_call_in(
        &awaiting(CallIn::CalledIn),
        &became("upheld", ""),
        SEEN,
        &staff(Role::Approver),
        noon(DAY_AFTER),
    );
    assert_eq!(rows(upheld)[0], r#"update decision {"call_in":"upheld","id":70}"#);
}

#[test]
fn the_latest_decision_is_the_one_that_is_closed() {
    let mut p = awaiting(CallIn::Open);
    let mut first = kept_decision(CallIn::Upheld);
    first.id = RowId(1);
    p.decisions.insert(0, first);
    assert!(last_row(record(&p, "passed", DAY_AFTER)).contains("effective"));
    p.decisions.clear();
    assert_eq!(word(&record(&p, "passed", DAY_AFTER)), "absent");
}
