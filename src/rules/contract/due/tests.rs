use entity::state::{ContractEnd, Role, TermEnd};

use super::*;
use crate::contract::testing::{IDS, authority, dorset, medway, payment};
use crate::contract::{derived::derived, notices};
use crate::testing::{day, noon, refused, rows, staff};

fn tick(contract: &Contract, sent: &BTreeSet<String>, on: &str) -> Option<Change> {
    due(contract, &authority(), sent, &IDS, &Actor::house(), noon(on)).expect("the house may ask")
}

fn none() -> BTreeSet<String> {
    BTreeSet::new()
}

/// The contract with its computed columns as of this day, and every notice of that day on its list.
fn kept_up(mut contract: Contract, on: &str) -> Contract {
    let found = derived(&contract, &authority(), day(on));
    let row = &mut contract.row;
    (row.value_now, row.spent, row.ends_on) = (found.value_now, found.spent, found.ends_on);
    (row.longest_on, row.next_on, row.next_what) = (found.longest_on, found.next_on, found.next_what);
    (row.next_period_id, row.next_loud) = (found.next_period_id, found.next_loud);
    for (place, one) in
        notices::required(&contract, &law_of(&contract, noon(on)), day(on)).into_iter().enumerate()
    {
        contract.notices.push(entity::notice_due::Model {
            id: RowId(900 + i64::try_from(place).unwrap_or(0)),
            contract_id: contract.row.id,
            authority_id: contract.row.authority_id,
            once: one.once,
            kind: one.kind.code().to_owned(),
            event_on: one.event_on,
            due_on: one.due_on,
            why: one.why,
            reference: Some("R".to_owned()),
            published_on: Some(one.event_on),
            not_needed: None,
            at: noon(on),
        });
    }
    contract
}

fn keys(contract: &Contract, on: &str) -> BTreeSet<String> {
    reminders(contract, &authority(), day(on)).into_iter().map(|one| one.once).collect()
}

/// Medway, walked through its end: in force on its last day, expired on the next, and then nothing more.
#[test]
fn a_term_runs_out_by_itself() {
    let contract = kept_up(medway(), "2024-03-31");
    assert_eq!(tick(&contract, &keys(&contract, "2024-03-31"), "2024-03-31").map(|_| ()), None);
    let written = rows(Ok(tick(&contract, &none(), "2024-04-01").expect("its term is over")));
    assert!(
        written[0].contains(r#""stage":"ended""#) && written[0].contains(r#""end_kind":"expired""#),
        "{}",
        written[0]
    );
    assert!(written[0].contains(r#""ended_on":"2024-03-31""#), "{}", written[0]);
    let mut ended = contract;
    ended.row.stage = ContractStage::Ended;
    (ended.row.ended_on, ended.row.end_kind) = (Some(day("2024-03-31")), Some(ContractEnd::Expired));
    assert_eq!(tick(&ended, &none(), "2024-04-02").map(|_| ()), None);
}

/// An option that nobody took: the contract ends there, and a notice of that is due in thirty days.
#[test]
fn an_option_that_was_missed_ends_it() {
    let contract = kept_up(dorset(TermEnd::Extension), "2029-03-31");
    let written = rows(Ok(tick(&contract, &none(), "2029-04-01").expect("its term is over")));
    assert!(written[0].contains(r#""ended_on":"2029-03-31""#), "{}", written[0]);
    assert!(
        written
            .iter()
            .any(|row| row.contains("contract_termination") && row.contains(r#""due_on":"2029-04-29""#)),
        "{written:?}"
    );
    // A break that nobody used ends nothing.
    let runs_on = kept_up(dorset(TermEnd::Break), "2029-04-01");
    let change = tick(&runs_on, &keys(&runs_on, "2029-04-01"), "2029-04-01");
    assert_eq!(change.map(|_| ()), None);
}

#[test]
fn the_last_day_is_judged_in_uk_time() {
    let contract = kept_up(medway(), "2024-03-31");
    let at = |hour: u32| day("2024-03-31").and_hms_opt(hour, 30, 0).expect("a time").and_utc();
    let look = |now| due(&contract, &authority(), &keys(&contract, "2024-03-31"), &IDS, &Actor::house(), now);
    assert_eq!(look(at(22)).map(|change| change.map(|_| ())), Ok(None));
    assert!(look(at(23)).is_ok_and(|change| change.is_some()), "the clocks went forward that day");
}

#[test]
fn doing_it_twice_does_nothing_twice() {
    let contract = kept_up(dorset(TermEnd::Break), "2028-08-10");
    let first = rows(Ok(tick(&contract, &none(), "2028-08-10").expect("reminders are due")));
    assert!(
        first.iter().any(|row| row.contains("Notice in the forward plan by 14 August 2028")),
        "{first:?}"
    );
    assert_eq!(tick(&contract, &keys(&contract, "2028-08-10"), "2028-08-10").map(|_| ()), None);
}

/// Reminders come at the set days before a step, once each: from 91 days on, 28, 7 and the day before.
#[test]
fn each_step_is_reminded_of_at_set_days() {
    let contract = dorset(TermEnd::Break);
    let count = |on: &str| keys(&contract, on).into_iter().filter(|key| key.contains("period/301/")).count();
    assert_eq!(count("2028-04-20"), 0, "92 days before the return");
    assert_eq!(count("2028-04-21"), 1);
    let key = |on: &str| {
        keys(&contract, on).into_iter().find(|key| key.contains("period/301/")).unwrap_or_default()
    };
    assert_eq!(key("2028-04-21"), key("2028-06-22"), "one for the whole window");
    assert_ne!(key("2028-06-22"), key("2028-06-23"), "28 days before is another");
    assert_ne!(key("2028-07-13"), key("2028-07-14"), "a week before is another");
    assert_ne!(key("2028-07-19"), key("2028-07-20"), "the day before is another");
    assert_ne!(key("2028-07-21"), key("2028-07-22"), "then comes the next step");
}

#[test]
fn trouble_is_told_from_the_start() {
    let mut empty = authority();
    empty.meetings.clear();
    let found = reminders(&dorset(TermEnd::Break), &empty, day("2027-04-01"));
    assert!(found.iter().any(|one| one.says.contains("no meeting of Cabinet")), "{found:?}");
    let missed = reminders(&dorset(TermEnd::Break), &authority(), day("2028-09-13"));
    assert!(
        missed.iter().any(
            |one| one.once.contains("missed/301/meeting") && one.says.contains("is not recorded as done")
        ),
        "{missed:?}"
    );
}

#[test]
fn computed_columns_follow_the_calendar() {
    let mut contract = kept_up(dorset(TermEnd::Break), "2028-06-01");
    let mut fewer = authority();
    fewer.meetings.retain(|meeting| meeting.meets_on < day("2028-09-01"));
    let sent = reminders(&contract, &fewer, day("2028-06-01")).into_iter().map(|one| one.once).collect();
    let change =
        due(&contract, &fewer, &sent, &IDS, &Actor::house(), noon("2028-06-01")).expect("the house may ask");
    // With Cabinet of 15 August the last: the return of the first quarter comes too late, the one before is due in April.
    assert!(change.is_some());
    contract.payments.push(payment(1, "2028-05-01", 100, None));
    let written = rows(Ok(
        tick(&contract, &keys(&contract, "2028-06-01"), "2028-06-01").expect("what was paid is stored")
    ));
    assert!(written.last().is_some_and(|row| row.contains(r#""spent":100"#)), "{written:?}");
}

#[test]
fn only_the_house_does_what_time_does() {
    let answer =
        due(&medway(), &authority(), &none(), &IDS, &staff(Role::ContractManager), noon("2024-04-01"));
    assert_eq!(refused(answer).0, crate::Why::NotFound);
}
