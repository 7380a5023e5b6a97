use entity::state::{NoticeUnit, Rhythm, RhythmFrom};

use super::*;
use crate::law::key_decision::Answer;
use crate::term::back::{Decider, Facts, Meeting, back};
use crate::term::rhythm::Returns;
use crate::term::{Notice, Span};
use crate::testing::day;

fn worked(today: &str) -> Plan {
    let meetings =
        ["2028-09-12"].map(|on| Meeting { on: day(on), agenda_on: None, reports_by: None }).to_vec();
    let facts = Facts {
        term: Span { first: day("2027-04-01"), last: day("2032-03-31") },
        last: day("2029-03-31"),
        notice: Some(Notice::of(6, NoticeUnit::Months)),
        call_in_days: Some(5),
        publish_days: Some(2),
        decider: Decider::Meets { body: "Cabinet".to_owned(), meetings },
        key: Answer::Key,
        returns: Some(Returns { every: Rhythm::Quarterly, from: RhythmFrom::Financial, due: 15 }),
    };
    back(&facts, day(today))
}

fn told(today: &str, progress: &Progress) -> Option<(String, Urgency, usize)> {
    let next = next(&worked(today), progress, day(today))?;
    Some((next.words(), next.urgency, next.missed.len()))
}

/// Seen from one day after another of the worked contract, with nothing done, then with what is recorded.
#[test]
fn the_first_day_that_matters_moves_as_time_goes_by() {
    let none = Progress::default();
    let plan_given = Progress { done: vec![StepKind::ForwardPlan], ..Progress::default() };
    let decided = Progress { decided: true, needs_notice: true, ..Progress::default() };
    let table = [
        ("2027-04-01", &none, "Latest return that can inform it by 21 July 2028", Urgency::Later, 0),
        ("2028-06-01", &none, "Latest return that can inform it by 21 July 2028", Urgency::ThisQuarter, 0),
        ("2028-07-22", &none, "Notice in the forward plan by 14 August 2028", Urgency::ThisMonth, 0),
        ("2028-08-14", &none, "Notice in the forward plan by 14 August 2028", Urgency::ThisWeek, 0),
        ("2028-08-15", &none, "Report deadline by 4 September 2028", Urgency::Missed, 1),
        ("2028-08-15", &plan_given, "Report deadline by 4 September 2028", Urgency::ThisMonth, 0),
        ("2028-09-12", &plan_given, "Decision by 12 September 2028", Urgency::ThisWeek, 0),
        ("2028-09-13", &plan_given, "Last safe day to send notice by 29 September 2028", Urgency::Missed, 1),
        ("2028-09-13", &decided, "Decision published by 14 September 2028", Urgency::ThisWeek, 0),
        ("2028-09-22", &decided, "Last safe day to send notice by 29 September 2028", Urgency::ThisWeek, 0),
        (
            "2028-09-30",
            &decided,
            "Last day for notice to be received by 30 September 2028",
            Urgency::Missed,
            1,
        ),
        (
            "2028-10-01",
            &decided,
            "Last day for notice to be received by 30 September 2028",
            Urgency::Missed,
            2,
        ),
    ];
    for (today, progress, words, urgency, missed) in table {
        assert_eq!(told(today, progress), Some((words.to_owned(), urgency, missed)), "{today}");
    }
}

#[test]
fn nothing_comes_next_once_notice_is_given_or_none_is_needed() {
    let noticed = Progress { decided: true, needs_notice: true, noticed: true, ..Progress::default() };
    let runs_on = Progress { decided: true, ..Progress::default() };
    for progress in [noticed, runs_on] {
        assert_eq!(told("2028-09-22", &progress), None);
    }
}

#[test]
fn trouble_is_urgent_however_far_the_day() {
    let mut plan = worked("2027-04-01");
    plan.trouble = Some(crate::term::back::Trouble::NoMeetings { body: "Cabinet".to_owned() });
    let found = next(&plan, &Progress::default(), day("2027-04-01")).expect("there is something to do");
    assert_eq!(found.urgency, Urgency::Trouble);
    assert!(found.trouble.is_some_and(|says| says.contains("no meeting of Cabinet")));
}

/// A break so far ahead that its bank holidays are not published yet alarms nobody until a year before its notice.
#[test]
fn what_cannot_be_told_yet_waits_quietly() {
    let mut plan = worked("2027-04-01");
    plan.trouble = Some(crate::term::back::Trouble::NotYet("Not loaded.".to_owned()));
    for (today, loud) in
        [("2027-04-01", false), ("2027-09-29", false), ("2027-09-30", true), ("2028-06-01", true)]
    {
        let found = next(&plan, &Progress::default(), day(today)).expect("there is something to do");
        assert_eq!(found.is_loud(), loud, "{today}");
        assert_eq!(found.trouble.as_deref(), Some("Not loaded."));
    }
}

#[test]
fn lists_show_what_is_loud_first_then_what_comes_first() {
    let at = |on: &str, urgency, missed: &[(StepKind, &str)]| Next {
        step: StepKind::Serve,
        on: Some(day(on)),
        urgency,
        missed: missed.iter().map(|(kind, on)| (*kind, day(on))).collect(),
        trouble: None,
    };
    let mut all = [
        at("2028-09-29", Urgency::Later, &[]),
        at("2028-07-01", Urgency::ThisMonth, &[]),
        at("2028-12-01", Urgency::Trouble, &[]),
        at("2028-11-01", Urgency::Missed, &[(StepKind::ForwardPlan, "2028-06-01")]),
    ];
    all.sort_by_key(Next::order);
    let shown: Vec<_> = all.iter().map(|next| next.urgency).collect();
    assert_eq!(shown, [Urgency::Missed, Urgency::Trouble, Urgency::ThisMonth, Urgency::Later]);
}

#[test]
fn urgency_goes_by_days() {
    let today = day("2028-06-01");
    let table = [
        ("2028-05-31", Urgency::Missed),
        ("2028-06-01", Urgency::ThisWeek),
        ("2028-06-08", Urgency::ThisWeek),
        ("2028-06-09", Urgency::ThisMonth),
        ("2028-06-29", Urgency::ThisMonth),
        ("2028-06-30", Urgency::ThisQuarter),
        ("2028-08-31", Urgency::ThisQuarter),
        ("2028-09-01", Urgency::Later),
    ];
    for (on, urgency) in table {
        assert_eq!(Urgency::of(day(on), today), urgency, "{on}");
    }
    let all = [
        Urgency::Missed,
        Urgency::Trouble,
        Urgency::ThisWeek,
        Urgency::ThisMonth,
        Urgency::ThisQuarter,
        Urgency::Later,
    ];
    let codes: std::collections::BTreeSet<_> = all.iter().map(|it| it.code()).collect();
    let words: std::collections::BTreeSet<_> = all.iter().map(|it| it.words()).collect();
    assert_eq!((codes.len(), words.len()), (6, 6));
}
