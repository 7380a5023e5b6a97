//! Meetings of an iCalendar file (RFC 5545): times in any zone become days in the UK, recurring meetings come one by one.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use chrono_tz::Tz;
use icalendar::parser::{Component, Property, read_calendar, unfold};
use rules::calendar::Imported;
use rules::law::holidays::LAST_YEAR;
use rules::sha256;

use super::recurrence::{Budget, Fault, times};
use super::zone::{When, named, when};
use super::{Calendar, LONGEST, Reading, one_line};

/// How deep components may stand in each other: a calendar, an event, an alarm, and some to spare.
const DEEPEST: usize = 8;

/// An event of the file.
struct Event<'a> {
    /// Its place in the file, as people count.
    place: usize,
    uid: Option<String>,
    body: String,
    start: When,
    rule: Option<&'a str>,
    left_out: BTreeSet<NaiveDate>,
    added: BTreeSet<NaiveDate>,
    /// Which one of a recurring meeting it stands for.
    instead_of: Option<NaiveDate>,
    cancelled: bool,
}

/// Reads the meetings of a calendar.
pub(super) fn read(text: &str, reading: Reading<'_>) -> Result<Calendar, Vec<String>> {
    let unreadable =
        || vec!["This calendar could not be read. Export it again, and choose the new file.".to_owned()];
    let text = unfold(&text.trim_start().replace("\r\n", "\n").replace('\n', "\r\n"));
    if !is_sound(&text) {
        return Err(unreadable());
    }
    let calendar = read_calendar(&text).map_err(|_| unreadable())?;
    let zones = Zones::of(&calendar.properties, &calendar.components);
    let (mut events, mut problems) = (Vec::new(), Vec::new());
    let components =
        calendar.components.iter().filter(|one| one.name.as_str().eq_ignore_ascii_case("VEVENT"));
    for (place, component) in (1..).zip(components) {
        match event(place, component, &zones, reading) {
            Ok(event) => events.push(event),
            Err(says) => problems.push(format!("Event {place}: {says}")),
        }
    }
    if problems.is_empty() { meetings(&events, reading) } else { Err(problems) }
}

/// What begins also ends, by its name and on a line of its own, and nothing stands deeper than anything of a calendar does:
/// the reader of calendars goes down as deep as a file tells it to.
fn is_sound(text: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    for line in text.lines() {
        if starts(line, "BEGIN:") {
            open.push(&line["BEGIN:".len()..]);
        } else if starts(line, "END:") {
            let ended = &line["END:".len()..];
            if !open.pop().is_some_and(|begun| begun == ended && is_name(ended)) {
                return false;
            }
        }
        if open.len() > DEEPEST {
            return false;
        }
    }
    open.is_empty()
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-')
}

fn starts(line: &str, with: &str) -> bool {
    line.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with))
}

/// The zones of a file by the names it gives them.
struct Zones {
    own: BTreeMap<String, Tz>,
    /// The zone of times that name none.
    usual: Tz,
}

impl Zones {
    fn of(properties: &[Property<'_>], components: &[Component<'_>]) -> Self {
        let usual = properties.iter().find(|one| one.name.as_str() == "X-WR-TIMEZONE");
        let own = components.iter().filter(|one| one.name.as_str() == "VTIMEZONE").filter_map(|zone| {
            let name = zone.find_prop("TZID")?.val.as_str().to_owned();
            let place = zone.find_prop("X-LIC-LOCATION").map_or(name.as_str(), |place| place.val.as_str());
            Some((name.clone(), named(place).or_else(|| named(&name))?))
        });
        Self {
            own: own.collect(),
            usual: usual.and_then(|usual| named(usual.val.as_str())).unwrap_or(Tz::Europe__London),
        }
    }

    fn find(&self, property: &Property<'_>) -> Result<Tz, String> {
        let Some(name) = parameter(property, "TZID") else { return Ok(self.usual) };
        let found = self.own.get(name).copied().or_else(|| named(name));
        found.ok_or_else(|| format!("its time zone “{}” is not known.", one_line(name)))
    }

    /// Every time that a property gives, parted by commas; of a period its beginning.
    fn times(&self, property: &Property<'_>) -> Result<Vec<When>, String> {
        let zone = self.find(property)?;
        let texts = property.val.as_str().split(',').map(|text| text.split('/').next().unwrap_or_default());
        let read = |text: &str| when(text, zone).ok_or(format!("“{}” is no day or time.", one_line(text)));
        texts.map(read).collect()
    }
}

fn parameter<'a>(property: &'a Property<'_>, name: &str) -> Option<&'a str> {
    let found = property.params.iter().find(|one| one.key.as_str().eq_ignore_ascii_case(name))?;
    found.val.as_ref().map(|value| value.as_str())
}

fn event<'a>(
    place: usize,
    component: &'a Component<'a>,
    zones: &Zones,
    reading: Reading<'_>,
) -> Result<Event<'a>, String> {
    let find = |name: &str| component.find_prop(name);
    let text = |name: &str| find(name).map(|one| one.val.as_str()).unwrap_or_default();
    let one = |name: &str| match find(name) {
        Some(property) => Ok(zones.times(property)?.first().copied()),
        None => Ok::<_, String>(None),
    };
    let days = |name: &str| {
        let all = component.properties.iter().filter(|property| property.name.as_str() == name);
        let all: Vec<Vec<When>> = all.map(|property| zones.times(property)).collect::<Result<_, String>>()?;
        Ok::<_, String>(all.into_iter().flatten().map(When::uk_day).collect::<BTreeSet<_>>())
    };
    let body = one_line(reading.body.unwrap_or_else(|| text("SUMMARY")));
    if body.is_empty() {
        return Err("it has no name, so nobody can tell whose meeting it is.".to_owned());
    }
    Ok(Event {
        place,
        uid: Some(text("UID")).filter(|uid| !uid.trim().is_empty()).map(short),
        body,
        start: one("DTSTART")?.ok_or("it has no day.")?,
        rule: find("RRULE").map(|rule| rule.val.as_str()),
        left_out: days("EXDATE")?,
        added: days("RDATE")?,
        instead_of: one("RECURRENCE-ID")?.map(When::uk_day),
        cancelled: text("STATUS").trim().eq_ignore_ascii_case("CANCELLED"),
    })
}

/// A name that a file gives; a long one by its digest.
fn short(uid: &str) -> String {
    let plain = one_line(uid);
    if plain == uid.trim() && uid.chars().count() < LONGEST { plain } else { sha256(uid) }
}

/// Each meeting by itself. One of many that recur is known by the day on which it would have been.
fn meetings(events: &[Event<'_>], reading: Reading<'_>) -> Result<Calendar, Vec<String>> {
    let (mut found, mut problems, mut budget) = (Calendar::default(), Vec::new(), Budget::new());
    let instead: BTreeSet<_> =
        events.iter().filter_map(|event| Some((event.uid.as_deref()?, event.instead_of?))).collect();
    for event in events {
        let recurs = event.rule.is_some() || !event.added.is_empty();
        if !recurs || event.instead_of.is_some() {
            let uid = event.uid.as_deref().map(|uid| match event.instead_of {
                Some(day) => of_day(uid, day),
                None => uid.to_owned(),
            });
            found.meetings.push(imported(event, uid, event.start.uk_day(), event.cancelled));
            continue;
        }
        let mut days = event.added.clone();
        match event.rule.map(|rule| times(event.start, rule, &mut budget)) {
            Some(Ok((all, cut))) => {
                days.extend(all.into_iter().map(When::uk_day));
                found.cut |= cut;
            }
            Some(Err(fault)) => {
                problems.push(says(event.place, fault));
                continue;
            }
            None => {
                days.insert(event.start.uk_day());
            }
        }
        let over = days.iter().filter(|day| **day < reading.today).count();
        found.past += over;
        days.retain(|day| *day >= reading.today);
        let left_out = event.left_out.iter().copied().filter(|day| *day >= reading.today);
        let all: BTreeMap<_, _> =
            days.iter().map(|day| (*day, event.cancelled)).chain(left_out.map(|day| (day, true))).collect();
        for (day, cancelled) in all {
            let uid = event.uid.as_deref();
            if uid.is_some_and(|uid| instead.contains(&(uid, day))) {
                continue;
            }
            found.meetings.push(imported(event, uid.map(|uid| of_day(uid, day)), day, cancelled));
        }
    }
    if problems.is_empty() { Ok(found) } else { Err(problems) }
}

fn of_day(uid: &str, day: NaiveDate) -> String {
    format!("{uid}/{}", day.format("%Y%m%d"))
}

fn imported(event: &Event<'_>, uid: Option<String>, meets_on: NaiveDate, cancelled: bool) -> Imported {
    Imported {
        line: event.place,
        uid,
        body: event.body.clone(),
        meets_on,
        agenda_on: None,
        reports_by: None,
        cancelled,
    }
}

fn says(place: usize, fault: Fault) -> String {
    match fault {
        Fault::Unreadable => {
            format!("Event {place}: how it recurs could not be read. Enter its meetings one by one.")
        }
        Fault::TooOften => format!("Event {place}: it recurs within a day, as no meeting does."),
        Fault::TooMuch => format!(
            "Event {place}: this file has more meetings that recur than can be followed to {LAST_YEAR}. Export fewer \
             committees at a time."
        ),
    }
}
