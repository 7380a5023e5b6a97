//! Days of contracts as a calendar that other programs subscribe to (RFC 5545).

use chrono::{DateTime, Days, Utc};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use rules::contract::feed::Event as Day;

/// How often a program should look again.
const LOOK_AGAIN: &str = "PT6H";

/// The days of one contract.
#[derive(Clone, Debug)]
pub struct OfContract {
    /// Them.
    pub days: Vec<Day>,
    /// What goes up with every change of the contract and of what its authority has settled.
    pub sequence: u32,
    /// When either was last changed.
    pub changed_at: DateTime<Utc>,
}

/// The calendar as text. It rests on the record alone: while nothing changes there, it is the same to the last byte.
#[must_use]
pub fn calendar(name: &str, describes: &str, site: &str, contracts: &[OfContract]) -> String {
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Gatehouse//Contracts//EN"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .name(&plain(name))
        .description(&plain(describes))
        .append_property(
            Property::new("REFRESH-INTERVAL", LOOK_AGAIN).add_parameter("VALUE", "DURATION").done(),
        )
        .append_property(("X-PUBLISHED-TTL", LOOK_AGAIN));
    for contract in contracts {
        for day in &contract.days {
            calendar.push(event(day, contract, site));
        }
    }
    calendar.to_string()
}

fn event(day: &Day, contract: &OfContract, site: &str) -> Event {
    let mut event = Event::new();
    event
        .uid(&day.uid)
        .timestamp(contract.changed_at)
        .last_modified(contract.changed_at)
        .sequence(contract.sequence)
        .summary(&plain(&day.summary))
        .url(&format!("{site}{}", day.path))
        .starts(day.on)
        // A whole day ends with the beginning of the next.
        .ends(day.on.checked_add_days(Days::new(1)).unwrap_or(day.on))
        // A day that something is due keeps nobody from meeting.
        .append_property(("TRANSP", "TRANSPARENT"));
    if !day.describes.is_empty() {
        event.description(&plain(&day.describes));
    }
    event.done()
}

/// What someone typed, without signs that end a line in some programs and not in others.
fn plain(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() && sign != '\n' { ' ' } else { sign }).collect()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    fn day(summary: &str) -> Day {
        Day {
            uid: "contract-1-end@gatehouse".to_owned(),
            on: NaiveDate::from_ymd_opt(2029, 3, 31).expect("a day"),
            summary: summary.to_owned(),
            describes: "As recorded; see there, and there.".to_owned(),
            path: "/contracts/A-1".to_owned(),
        }
    }

    fn written(summary: &str) -> String {
        let changed_at = "2026-11-21T09:00:00Z".parse().expect("an instant");
        let of = OfContract { days: vec![day(summary)], sequence: 7, changed_at };
        calendar("Days of contracts", "All that you manage.", "https://council.example", &[of])
    }

    #[test]
    fn a_day_is_a_whole_day_with_a_name_a_version_and_a_place() {
        let text = written("Contract ends: A service; for some, \\ and others");
        for line in [
            "UID:contract-1-end@gatehouse",
            "DTSTAMP:20261121T090000Z",
            "LAST-MODIFIED:20261121T090000Z",
            "SEQUENCE:7",
            "DTSTART;VALUE=DATE:20290331",
            "DTEND;VALUE=DATE:20290401",
            "URL:https://council.example/contracts/A-1",
            "SUMMARY:Contract ends: A service\\; for some\\, \\\\ and others",
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
            "X-WR-CALNAME:Days of contracts",
        ] {
            assert!(text.contains(&format!("{line}\r\n")), "{line}: {text}");
        }
        assert_eq!(text, written("Contract ends: A service; for some, \\ and others"));
    }

    #[test]
    fn nothing_that_was_typed_begins_a_line_and_long_lines_are_folded() {
        let text = written(&format!("A\r\nATTACH:https://elsewhere.example {}", "é".repeat(120)));
        assert!(text.split("\r\n").all(|line| !line.starts_with("ATTACH")), "{text}");
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    }
}
