use entity::state::{DayCount, NoticeUnit, Rhythm, RhythmFrom};
use proptest::prelude::*;

use super::*;
use crate::testing::day;

/// A last day, meetings, the last safe day, the meeting chosen, forward plan and agenda.
type Year = (&'static str, &'static [&'static str], &'static str, &'static str, &'static str, &'static str);

const QUARTERS: Returns = Returns { every: Rhythm::Quarterly, from: RhythmFrom::Financial, due: 15 };

fn meeting(on: &str) -> Meeting {
    Meeting { on: day(on), agenda_on: None, reports_by: None }
}

fn cabinet(meetings: &[&str]) -> Decider {
    Decider::Meets { body: "Cabinet".to_owned(), meetings: meetings.iter().map(|on| meeting(on)).collect() }
}

/// Five years from 1 April 2027 with a break on 31 March 2029 on six months' notice, Cabinet every four weeks, decisions
/// published two working days later, five days' call-in (fact sheet, section 6).
fn worked() -> Facts {
    Facts {
        term: Span { first: day("2027-04-01"), last: day("2032-03-31") },
        last: day("2029-03-31"),
        notice: Some(Notice::of(6, NoticeUnit::Months)),
        call_in_days: Some(5),
        publish_days: Some(2),
        decider: cabinet(&["2028-07-18", "2028-08-15", "2028-09-12", "2028-10-10"]),
        key: Answer::Key,
        returns: Some(QUARTERS),
    }
}

fn dates(plan: &Plan) -> Vec<(StepKind, String)> {
    let shown = |step: &Step| step.on.as_ref().map_or("?".to_owned(), NaiveDate::to_string);
    plan.steps.iter().map(|step| (step.kind, shown(step))).collect()
}

#[test]
fn the_worked_contract_is_worked_back_day_by_day() {
    let plan = back(&worked(), day("2027-04-01"));
    let expected = [
        (StepKind::Return, "2028-07-21"),
        (StepKind::ForwardPlan, "2028-08-14"),
        (StepKind::Report, "2028-09-04"),
        (StepKind::Agenda, "2028-09-04"),
        (StepKind::Meeting, "2028-09-12"),
        (StepKind::Published, "2028-09-14"),
        (StepKind::CallIn, "2028-09-21"),
        (StepKind::Serve, "2028-09-29"),
        (StepKind::Received, "2028-09-30"),
        (StepKind::Turn, "2029-03-31"),
    ];
    assert_eq!(dates(&plan), expected.map(|(kind, on)| (kind, on.to_owned())));
    assert_eq!(plan.trouble, None);
    assert_eq!(
        plan.step(StepKind::Serve).map(|step| step.how.as_str()),
        Some(
            "6 months’ notice, received on the day it is sent. By the contract it must be received by 30 September 2028; \
             this is the last working day that is safe."
        )
    );
    assert!(plan.step(StepKind::Report).is_some_and(|step| step.how.contains("Ask for the deadline")));
}

/// The same contract in other years, and the one in which today's law meets the old: last day, meetings, when to send
/// notice, which meeting.
#[test]
fn other_years_are_worked_back_the_same_way() {
    let table: [Year; 4] = [
        ("2024-03-31", &["2023-08-22", "2023-09-19"], "2023-09-29", "2023-09-19", "2023-08-21", "2023-09-11"),
        ("2027-03-31", &["2026-08-25", "2026-09-15"], "2026-09-30", "2026-09-15", "2026-08-17", "2026-09-07"),
        ("2028-03-31", &["2027-08-24", "2027-09-21"], "2027-09-30", "2027-08-24", "2027-07-26", "2027-08-16"),
        // Around Easter and a Sunday before a bank holiday: notice by Friday 30 April 2027.
        ("2027-11-02", &["2027-03-23", "2027-04-20"], "2027-04-30", "2027-04-20", "2027-03-22", "2027-04-12"),
    ];
    for (last, meetings, serve, meets, forward, agenda) in table {
        let last = day(last);
        let facts = Facts { last, decider: cabinet(meetings), ..worked() };
        let plan = back(&facts, day("2021-02-01"));
        let found = [StepKind::Serve, StepKind::Meeting, StepKind::ForwardPlan, StepKind::Agenda]
            .map(|kind| plan.on(kind));
        assert_eq!(found, [serve, meets, forward, agenda].map(|on| Some(day(on))), "{last}");
    }
}

/// A calendar that ends a year too soon gives a day that is safe and too early, and that is said.
#[test]
fn a_calendar_that_ends_long_before_says_so() {
    let how = |meetings: &[&str]| {
        let plan = back(&Facts { decider: cabinet(meetings), ..worked() }, day("2027-04-01"));
        plan.step(StepKind::Meeting).map(|step| step.how.clone()).unwrap_or_default()
    };
    assert!(how(&["2027-06-15", "2027-09-14"]).contains("Once later meetings are entered, this day moves."));
    assert!(how(&["2028-08-15", "2028-09-12"]).contains("after which notice can still be sent"));
    assert!(how(&["2028-06-20", "2028-12-12"]).contains("after which notice can still be sent"));
}

/// A meeting of years ago was no chance that was missed: the calendar was not kept up.
#[test]
fn an_old_calendar_is_no_missed_meeting() {
    let seen = |meetings: &[&str], today: &str| {
        let plan = back(&Facts { decider: cabinet(meetings), ..worked() }, day(today));
        (plan.on(StepKind::Meeting), plan.trouble)
    };
    let ends = Trouble::CalendarEnds { body: "Cabinet".to_owned(), serve: day("2028-09-29") };
    assert_eq!(seen(&["2022-01-18"], "2026-11-21"), (None, Some(ends.clone())));
    assert!(ends.words().contains("no later meeting of Cabinet"));
    let (missed, trouble) = seen(&["2028-09-12"], "2028-09-13");
    assert_eq!(missed, Some(day("2028-09-12")));
    assert!(matches!(trouble, Some(Trouble::NoneInTime { .. })));
    let (none, trouble) = seen(&["2022-01-18", "2028-10-10"], "2026-11-21");
    assert!(none.is_none() && matches!(trouble, Some(Trouble::NoneInTime { .. })));
}

/// The meeting must leave time for publication and the whole call-in, and notice goes on the day after it at the
/// earliest. Days of call-in, of publication; the meeting that is chosen.
#[test]
fn the_last_meeting_that_leaves_time_is_chosen() {
    let meetings = ["2028-09-12", "2028-09-19", "2028-09-20", "2028-09-26", "2028-09-29"];
    let table = [
        (5, 2, "2028-09-19"),
        (5, 1, "2028-09-20"),
        (0, 0, "2028-09-29"),
        (0, 1, "2028-09-26"),
        (1, 0, "2028-09-26"),
        (10, 2, "2028-09-12"),
    ];
    for (call_in, publish, meets) in table {
        let facts = Facts {
            call_in_days: Some(call_in),
            publish_days: Some(publish),
            decider: cabinet(&meetings),
            ..worked()
        };
        let plan = back(&facts, day("2027-04-01"));
        assert_eq!(plan.on(StepKind::Meeting), Some(day(meets)), "{call_in} {publish}");
    }
}

#[test]
fn an_officer_decides_on_any_working_day_and_needs_no_agenda() {
    let facts =
        Facts { decider: Decider::AnyDay { body: "Director".to_owned() }, key: Answer::NotKey, ..worked() };
    let plan = back(&facts, day("2027-04-01"));
    let expected = [
        (StepKind::Return, "2028-07-21"),
        (StepKind::Meeting, "2028-09-19"),
        (StepKind::Published, "2028-09-21"),
        (StepKind::CallIn, "2028-09-28"),
        (StepKind::Serve, "2028-09-29"),
        (StepKind::Received, "2028-09-30"),
        (StepKind::Turn, "2029-03-31"),
    ];
    assert_eq!(dates(&plan), expected.map(|(kind, on)| (kind, on.to_owned())));
}

#[test]
fn the_calendars_own_days_are_used_where_they_are_earlier() {
    let given = Meeting {
        on: day("2028-09-12"),
        agenda_on: Some(day("2028-09-01")),
        reports_by: Some(day("2028-08-18")),
    };
    let decider = |meeting| Decider::Meets { body: "Cabinet".to_owned(), meetings: vec![meeting] };
    let plan = back(&Facts { decider: decider(given), ..worked() }, day("2027-04-01"));
    assert_eq!(plan.on(StepKind::Agenda), Some(day("2028-09-01")));
    assert_eq!(plan.on(StepKind::Report), Some(day("2028-08-18")));
    // An agenda that the calendar puts too late does not move the law's day.
    let late = Meeting { agenda_on: Some(day("2028-09-05")), ..given };
    let plan = back(&Facts { decider: decider(late), ..worked() }, day("2027-04-01"));
    assert_eq!(plan.on(StepKind::Agenda), Some(day("2028-09-04")));
}

#[test]
fn no_usable_meeting_is_said_loudly() {
    let says =
        |facts: &Facts, today: &str| back(facts, day(today)).trouble.expect("there is trouble").words();
    let none = Facts { decider: cabinet(&[]), ..worked() };
    assert_eq!(
        says(&none, "2027-04-01"),
        "The committee calendar has no meeting of Cabinet. Enter its meetings, or the decision has no day."
    );
    let late = Facts { decider: cabinet(&["2028-09-26", "2028-10-10"]), ..worked() };
    assert_eq!(
        says(&late, "2028-09-27"),
        "No meeting of Cabinet is left whose decision could be acted on by 29 September 2028, the last safe day to send \
         notice. Its next meeting is on 10 October 2028. Ask democratic services today for a special meeting or an \
         urgent decision."
    );
    assert!(says(&late, "2028-10-11").contains("The calendar has no later meeting either."));
    assert_eq!(back(&late, day("2028-09-27")).on(StepKind::Meeting), None);
    // There was one, and it has gone by: its days still stand, and so does the trouble.
    let plan = back(&worked(), day("2028-09-13"));
    assert_eq!(plan.on(StepKind::Meeting), Some(day("2028-09-12")));
    assert!(
        matches!(plan.trouble, Some(Trouble::NoneInTime { next: Some(next), .. }) if next == day("2028-10-10"))
    );
    // On the day of the meeting itself there is none.
    assert_eq!(back(&worked(), day("2028-09-12")).trouble, None);
}

#[test]
fn what_is_not_known_is_said_and_not_guessed() {
    let no_notice = Facts { notice: None, ..worked() };
    let no_days = Facts { call_in_days: None, ..worked() };
    let no_publishing = Facts { publish_days: None, ..worked() };
    let nobody = Facts {
        decider: Decider::Unknown("No tier of the authority reaches this value.".to_owned()),
        ..worked()
    };
    let beyond = Facts { last: day("2031-03-31"), ..worked() };
    let table = [
        (no_notice, "The contract’s notice is not recorded", None, None),
        (no_days, "The authority has not set its call-in days", Some("2028-09-29"), Some("2028-09-30")),
        (
            no_publishing,
            "The authority has not set how many working days",
            Some("2028-09-29"),
            Some("2028-09-30"),
        ),
        (nobody, "No tier of the authority reaches this value.", Some("2028-09-29"), Some("2028-09-30")),
        (beyond, "Bank holidays are loaded for 2021 to 2028 only", None, Some("2030-09-30")),
    ];
    for (facts, says, serve, received) in table {
        let plan = back(&facts, day("2027-04-01"));
        let trouble = plan.trouble.clone().expect("there is trouble").words();
        assert!(trouble.starts_with(says), "{trouble}");
        assert_eq!(plan.on(StepKind::Serve), serve.map(day), "{says}");
        assert_eq!(plan.on(StepKind::Received), received.map(day), "{says}");
        assert_eq!(plan.on(StepKind::Turn), Some(facts.last), "{says}");
    }
}

#[test]
fn without_returns_there_is_no_such_step_and_a_young_contract_has_none_yet() {
    let none = back(&Facts { returns: None, ..worked() }, day("2027-04-01"));
    assert!(none.step(StepKind::Return).is_none());
    let young = Facts { term: Span { first: day("2028-08-01"), last: day("2032-03-31") }, ..worked() };
    let plan = back(&young, day("2028-08-01"));
    let step = plan.step(StepKind::Return).expect("there is such a step");
    assert_eq!(step.on, Err("No return is due before the report must be written.".to_owned()));
}

proptest! {
    /// Whatever the notice and the calendar, the steps come in their order, and the decision can be acted on in time.
    #[test]
    fn steps_come_in_order(
        last in 0_u64..1_200,
        months in 1_u32..10,
        deemed in 0_u32..4,
        call_in in 0_u32..11,
        publish in 0_u32..6,
        every in 7_u64..60,
    ) {
        let meetings = (0..80_u64).map(|count| Meeting {
            on: day("2022-01-04") + chrono::Days::new(count * every),
            agenda_on: None,
            reports_by: None,
        });
        // Meetings beyond the loaded years cannot be followed.
        let meetings: Vec<_> = meetings.filter(|meeting| meeting.on < day("2028-11-01")).collect();
        let facts = Facts {
            last: day("2024-06-01") + chrono::Days::new(last),
            notice: Some(Notice { deemed, deemed_in: DayCount::Days, ..Notice::of(months, NoticeUnit::Months) }),
            call_in_days: Some(call_in),
            publish_days: Some(publish),
            decider: Decider::Meets { body: "Cabinet".to_owned(), meetings },
            key: Answer::CannotTell,
            ..worked()
        };
        let plan = back(&facts, day("2021-02-01"));
        let on = |kind| plan.on(kind);
        let chain = [StepKind::ForwardPlan, StepKind::Agenda, StepKind::Meeting, StepKind::Published, StepKind::CallIn];
        for pair in chain.windows(2) {
            prop_assert!(on(pair[0]) <= on(pair[1]), "{:?}", plan);
        }
        if call_in > 0 && plan.trouble.is_none() {
            prop_assert!(on(StepKind::CallIn) < on(StepKind::Serve), "{:?}", plan);
        }
        prop_assert!(on(StepKind::Serve) <= on(StepKind::Received));
        prop_assert!(on(StepKind::Received) <= on(StepKind::Turn));
    }
}
