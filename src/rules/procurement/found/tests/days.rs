//! The term from its first and last day, the last day from the term, and the days before the meeting.

use super::*;

/// First day, last day, whole months between.
#[test]
fn the_days_make_a_term_when_whole_months_lie_between() {
    let table = [
        ("2022-04-01", "2024-03-31", Some(24)),
        ("2022-04-01", "2022-04-30", Some(1)),
        ("2022-04-01", "2024-04-01", None),
        ("2022-04-01", "2024-03-30", None),
        ("2022-04-15", "2023-04-14", Some(12)),
        ("2024-01-31", "2024-02-28", Some(1)),
        ("2022-04-01", "2072-03-31", Some(600)),
        ("2022-04-01", "2072-04-30", None),
        ("2022-04-01", "2022-03-31", None),
        ("2022-04-01", "2021-04-01", None),
    ];
    for (starts, ends, months) in table {
        let mut p = empty();
        (p.row.starts_on, p.row.ends_on) = (Some(day(starts)), Some(day(ends)));
        assert_eq!(longest_term(&p).value, months, "{starts} {ends}");
    }
}

#[test]
fn why_there_is_no_term_is_said() {
    let mut p = empty();
    let neither = "Neither the parts of the term nor both its first and last day are given.";
    assert_eq!(longest_term(&p).how, neither);
    p.row.starts_on = Some(day("2022-04-01"));
    assert_eq!(longest_term(&p).how, neither);
    p.row.ends_on = Some(day("2022-04-15"));
    assert_eq!(longest_term(&p).how, "First and last day are not a whole number of months apart.");
}

/// First day, last day, months of the term; the last day found, and how.
#[test]
fn the_last_day_is_given_or_worked_out() {
    let table = [
        (None, Some("2024-03-31"), None, Some("2024-03-31"), "As given."),
        (Some("2022-04-01"), Some("2024-04-01"), Some(24), Some("2024-04-01"), "As given."),
        (Some("2022-04-01"), None, Some(24), Some("2024-03-31"), "2 years from 1 April 2022."),
        (Some("2022-04-01"), None, None, None, "The first day or the length of the term is not given."),
        (None, None, Some(24), None, "The first day or the length of the term is not given."),
    ];
    for (starts, ends, months, expected, how) in table {
        let mut p = empty();
        (p.row.starts_on, p.row.ends_on) = (starts.map(day), ends.map(day));
        p.term_periods = months.map(|months| term(Some(months), None)).into_iter().collect();
        let expected = Derived { value: expected.map(day), how: how.to_owned() };
        assert_eq!(last_day(&p), expected, "{starts:?} {ends:?} {months:?}");
    }
}

#[test]
fn beyond_the_loaded_holidays_the_agenda_cannot_be_told() {
    let mut p = empty();
    p.row.meets_on = Some(day("2119-10-19"));
    let found = before_meeting(&p);
    assert!(found[0].1.value.is_some());
    assert_eq!(found[1].1.value, None);
    assert!(!found[1].1.how.is_empty());
}
