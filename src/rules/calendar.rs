//! The committee calendar: meetings read from a file (.ics or CSV, parsed elsewhere), laid beside those that are there.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::id::SettingId;
use entity::meeting;
use entity::number::Version;
use sea_orm::ActiveValue::{Set, Unchanged};

use crate::access::{Act, Actor, may};
use crate::field::long_day;
use crate::settings::Authority;
use crate::term::back::Meeting;
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// The most meetings that one file may hold.
pub const MOST: usize = 2_000;

/// A meeting as a file gives it. Recurring ones come one by one, each with an identifier of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The line of a CSV, or the place of an event in an .ics, as people count.
    pub line: usize,
    /// What the calendar calls it, if it says.
    pub uid: Option<String>,
    /// Whose meeting it is.
    pub body: String,
    /// The day, in UK local time.
    pub meets_on: NaiveDate,
    /// The day its agenda is published.
    pub agenda_on: Option<NaiveDate>,
    /// The last day for reports.
    pub reports_by: Option<NaiveDate>,
    /// Whether the file says that it was cancelled.
    pub cancelled: bool,
}

/// What becomes of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is added.
    New,
    /// The one that is there is changed.
    Changed(SettingId),
    /// It is there just so.
    Same,
    /// It is cancelled: the one that is there goes.
    Removed(SettingId),
    /// It is cancelled, and was not there.
    NotHere,
    /// It stands in the file twice; the first counts.
    Repeated,
}

/// What becomes of each meeting of a file, in its order. One that is there has one fate: a second is a repeat.
#[must_use]
pub fn fates(authority: &Authority, file: &[Imported]) -> Vec<Fate> {
    let repeats = |place: usize| file[..place].iter().any(|before| same_meeting(before, &file[place]));
    let mut claimed = BTreeSet::new();
    file.iter()
        .enumerate()
        .map(|(place, one)| {
            let row = here(authority, one);
            if repeats(place) || row.is_some_and(|row| !claimed.insert(row.id)) {
                return Fate::Repeated;
            }
            match (row, one.cancelled) {
                (Some(row), true) => Fate::Removed(row.id),
                (None, true) => Fate::NotHere,
                (None, false) => Fate::New,
                (Some(row), false) if is_same(row, one) => Fate::Same,
                (Some(row), false) => Fate::Changed(row.id),
            }
        })
        .collect()
}

fn same_meeting(one: &Imported, other: &Imported) -> bool {
    match (&one.uid, &other.uid) {
        (Some(one), Some(other)) => one == other,
        (None, _) | (_, None) => is_body(&one.body, &other.body) && one.meets_on == other.meets_on,
    }
}

/// The meeting that is there already: by what the calendar calls it, else by body and day.
fn here<'a>(authority: &'a Authority, one: &Imported) -> Option<&'a meeting::Model> {
    let by_uid = authority.meetings.iter().find(|row| one.uid.is_some() && row.source_uid == one.uid);
    by_uid.or_else(|| {
        let unclaimed = |row: &&meeting::Model| row.source_uid.is_none() || one.uid.is_none();
        let mut rows = authority.meetings.iter().filter(unclaimed);
        rows.find(|row| is_body(&row.body, &one.body) && row.meets_on == one.meets_on)
    })
}

/// What a file says, and keeps: a file that gives no agenda day leaves the one that is there.
fn is_same(row: &meeting::Model, one: &Imported) -> bool {
    row.meets_on == one.meets_on
        && row.body == one.body.trim()
        && (one.agenda_on.is_none() || one.agenda_on == row.agenda_on)
        && (one.reports_by.is_none() || one.reports_by == row.reports_by)
        && (one.uid.is_none() || one.uid == row.source_uid)
}

fn is_body(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Reads the meetings of a file into the calendar. `ids` holds a number for each of them.
///
/// Refuses a file that changes nothing, one with too many meetings, and says every line that cannot be.
pub fn import(
    authority: &Authority,
    file: &[Imported],
    ids: &[SettingId],
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    if actor.authority() != Some(authority.row.id) {
        return Err(Refusal::not_found());
    }
    may(actor, Act::KeepCalendar)?;
    if file.len() > MOST {
        let says = format!("This file holds {} meetings. Give {MOST} at most at a time.", file.len());
        return Err(Refusal::of(Why::Incomplete, says));
    }
    Refusal::unless_empty(problems(file))?;
    let row = &authority.row;
    let mut change =
        Change::of(Action::ImportMeetings, Subject::Authority(row.id), Some(row.id)).moves(row, seen);
    let mut position = authority.meetings.iter().map(|row| row.position).max().unwrap_or(0);
    let mut any = false;
    for ((one, fate), id) in file.iter().zip(fates(authority, file)).zip(ids) {
        change = match fate {
            Fate::Same | Fate::NotHere | Fate::Repeated => continue,
            Fate::New => {
                position = position.saturating_add(1);
                change.insert(meeting::ActiveModel {
                    id: Set(*id),
                    authority_id: Set(row.id),
                    position: Set(position),
                    body: Set(one.body.trim().to_owned()),
                    meets_on: Set(one.meets_on),
                    agenda_on: Set(one.agenda_on),
                    reports_by: Set(one.reports_by),
                    source_uid: Set(one.uid.clone()),
                })
            }
            Fate::Changed(there) => change.update(changed(there, one)),
            Fate::Removed(there) => match authority.meetings.iter().find(|row| row.id == there) {
                Some(gone) => change.delete::<_, meeting::ActiveModel>(gone.clone()),
                None => continue,
            },
        };
        any = true;
    }
    if any { Ok(change) } else { Err(Refusal::of(Why::NotNow, "The calendar holds all of these already.")) }
}

fn changed(id: SettingId, one: &Imported) -> meeting::ActiveModel {
    let mut row = meeting::ActiveModel {
        id: Unchanged(id),
        body: Set(one.body.trim().to_owned()),
        meets_on: Set(one.meets_on),
        ..Default::default()
    };
    if one.agenda_on.is_some() {
        row.agenda_on = Set(one.agenda_on);
    }
    if one.reports_by.is_some() {
        row.reports_by = Set(one.reports_by);
    }
    if one.uid.is_some() {
        row.source_uid = Set(one.uid.clone());
    }
    row
}

fn problems(file: &[Imported]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for one in file {
        if one.body.trim().is_empty() {
            problems.push(Problem::whole(format!("Line {}: say whose meeting it is.", one.line)));
        }
        for (day, what) in [(one.agenda_on, "The agenda"), (one.reports_by, "The deadline for reports")] {
            if let Some(day) = day.filter(|day| *day > one.meets_on) {
                problems.push(Problem::whole(format!(
                    "Line {}: {what} is given as {}, after the meeting on {}.",
                    one.line,
                    long_day(day),
                    long_day(one.meets_on)
                )));
            }
        }
    }
    problems
}

/// The meetings of one body, by day, as dates are worked back from them.
#[must_use]
pub fn meetings_of(authority: &Authority, body: &str) -> Vec<Meeting> {
    let rows = authority.meetings.iter().filter(|row| is_body(&row.body, body));
    let mut meetings: Vec<_> = rows
        .map(|row| Meeting { on: row.meets_on, agenda_on: row.agenda_on, reports_by: row.reports_by })
        .collect();
    meetings.sort_by_key(|meeting| meeting.on);
    meetings
}

#[cfg(test)]
mod tests;
