use entity::gaps::{Gap, Gaps};

use super::*;
use crate::procurement::lists::CODES;
use crate::procurement::parts::{PARTS, part};
use crate::rows::{Progress, progress};
use crate::testing::{empty, ready, reason};

fn tasks() -> impl Iterator<Item = Task> {
    TASKS.iter().flat_map(|(_, tasks)| tasks.iter().copied())
}

#[test]
fn every_part_and_every_list_is_one_task() {
    let mut expected: Vec<&str> = PARTS.iter().map(|part| part.code).chain(CODES.iter().copied()).collect();
    let mut listed: Vec<&str> = tasks()
        .map(|task| match task {
            Task::Part(code) => {
                assert!(part(code).is_some(), "{code}");
                code
            }
            Task::List(code) => {
                assert!(CODES.contains(&code), "{code}");
                code
            }
        })
        .collect();
    expected.sort_unstable();
    listed.sort_unstable();
    assert_eq!(listed, expected);
}

#[test]
fn nothing_is_started_at_first() {
    for task in tasks() {
        assert_eq!(progress(&empty(), task), Progress::NotStarted, "{task:?}");
    }
}

#[test]
fn a_part_is_complete_when_all_is_given_or_said_to_be_unknown() {
    let mut p = empty();
    let summary = Task::Part("summary");
    p.row.summary = Some("In short.".to_owned());
    assert_eq!(progress(&p, summary), Progress::Started);
    p.row.gaps = Gaps::default().with("policy_framework", Some(Gap::NotStated));
    assert_eq!(progress(&p, summary), Progress::Complete);
    p.row.summary = None;
    assert_eq!(progress(&p, summary), Progress::Started);
}

#[test]
fn a_list_is_complete_with_an_entry_or_when_said_to_be_empty() {
    let mut p = empty();
    let reasons = Task::List("reasons");
    p.reasons = vec![reason(1, 1)];
    assert_eq!(progress(&p, reasons), Progress::Complete);
    p.reasons.clear();
    p.row.gaps = Gaps::default().with("list:reasons", Some(Gap::Nothing));
    assert_eq!(progress(&p, reasons), Progress::Complete);
    assert_eq!(progress(&p, Task::List("risks")), Progress::NotStarted);
}

#[test]
fn what_is_unknown_to_the_task_list_is_not_started() {
    assert_eq!(progress(&ready(), Task::Part("nothing")), Progress::NotStarted);
    assert_eq!(progress(&ready(), Task::List("nothing")), Progress::NotStarted);
}

#[test]
fn a_fact_said_to_be_unknown_is_there() {
    let mut p = ready();
    assert_eq!(what_is_missing(&p), []);
    (p.row.body, p.row.meets_on, p.row.summary, p.row.annual_value) = (None, None, None, None);
    assert_eq!(what_is_missing(&p).len(), 4);
    for (name, still_missing) in [("body", 3), ("meets_on", 2), ("summary", 1), ("total_value", 0)] {
        p.row.gaps = p.row.gaps.with(name, Some(Gap::ToBeConfirmed));
        assert_eq!(what_is_missing(&p).len(), still_missing, "{name}");
    }
}

#[test]
fn recommendations_and_reasons_cannot_be_said_to_be_unknown() {
    let mut p = ready();
    p.recommendations.clear();
    p.reasons.clear();
    p.row.gaps = Gaps::default()
        .with("list:recommendations", Some(Gap::Nothing))
        .with("list:reasons", Some(Gap::Nothing));
    let says: Vec<String> = what_is_missing(&p).into_iter().map(|problem| problem.says).collect();
    assert_eq!(says, ["Add at least one recommendation.", "Add at least one reason for the recommendation."]);
}
