//! Meetings as comma separated values, in and out.

use chrono::NaiveDate;
use csv::{ReaderBuilder, StringRecord, Writer};
use rules::calendar::Imported;

use super::{Calendar, Reading, one_line, uk_day};

/// What columns may be called.
const BODY: &[&str] = &["body", "committee", "meeting", "whose meeting"];
const DAY: &[&str] = &["date", "day", "meeting date", "day of the meeting", "date of meeting"];
const AGENDA: &[&str] = &["agenda", "agenda published", "agenda publication", "agenda date"];
const REPORTS: &[&str] = &["reports", "reports due", "report deadline", "reports by", "deadline for reports"];
const UID: &[&str] = &["uid", "identifier"];
const CANCELLED: &[&str] = &["cancelled", "canceled"];
const LINE: &[&str] = &["line"];

/// Where each column is.
struct Columns {
    body: Option<usize>,
    day: usize,
    agenda: Option<usize>,
    reports: Option<usize>,
    uid: Option<usize>,
    cancelled: Option<usize>,
    line: Option<usize>,
}

/// Reads comma separated values with named columns.
pub(super) fn read(text: &str, reading: Reading<'_>) -> Result<Calendar, Vec<String>> {
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(parts(text))
        .from_reader(text.as_bytes());
    let mut records = reader.records().filter(|record| {
        record.as_ref().map_or(true, |record| record.iter().any(|cell| !cell.trim().is_empty()))
    });
    let unreadable = |_| vec!["This file could not be read as comma separated values.".to_owned()];
    let head = records.next().ok_or_else(|| vec!["This file is empty.".to_owned()])?;
    let columns = columns(&head.map_err(unreadable)?, reading)?;
    let (mut meetings, mut problems, mut lines) = (Vec::new(), Vec::new(), Lines::of(text));
    for record in records {
        let record = record.map_err(unreadable)?;
        match meeting(&record, &columns, lines.line_of(&record), reading) {
            Ok(meeting) => meetings.push(meeting),
            Err(wrong) => problems.extend(wrong),
        }
    }
    if problems.is_empty() { Ok(Calendar { meetings, ..Calendar::default() }) } else { Err(problems) }
}

/// Counts the lines of a file as people do, however they end.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line on which a record begins; records come in their order.
    fn line_of(&mut self, record: &StringRecord) -> usize {
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok());
        let start = start.unwrap_or(self.at).min(self.text.len());
        // What ended the line before may still stand there.
        let ends = self.text[start..].iter().take_while(|sign| matches!(sign, b'\r' | b'\n')).count();
        let until = (start + ends).max(self.at);
        self.line += self.text[self.at..until].iter().filter(|sign| **sign == b'\n').count();
        self.at = until;
        self.line
    }
}

/// What parts the columns: whichever of comma, semicolon and tab the first line has most of.
fn parts(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    [b'\t', b';', b','].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn columns(head: &StringRecord, reading: Reading<'_>) -> Result<Columns, Vec<String>> {
    let place = |names: &[&str]| {
        head.iter().position(|cell| {
            names.contains(&cell.trim().trim_start_matches('\u{feff}').to_lowercase().as_str())
        })
    };
    let (body, day) = (place(BODY), place(DAY));
    let mut problems = Vec::new();
    if day.is_none() {
        problems.push("No column is called Date. The first line must name the columns: Body, Date, and if known Agenda published and Reports due.".to_owned());
    }
    if body.is_none() && reading.body.is_none() {
        problems
            .push("No column is called Body. Add one, or say below whose meetings they all are.".to_owned());
    }
    let (true, Some(day)) = (problems.is_empty(), day) else {
        let found: Vec<_> = head.iter().map(one_line).filter(|cell| !cell.is_empty()).take(12).collect();
        problems.push(format!("The columns of this file are called: {}.", found.join(", ")));
        return Err(problems);
    };
    Ok(Columns {
        body,
        day,
        agenda: place(AGENDA),
        reports: place(REPORTS),
        uid: place(UID),
        cancelled: place(CANCELLED),
        line: place(LINE),
    })
}

fn meeting(
    record: &StringRecord,
    columns: &Columns,
    line: usize,
    reading: Reading<'_>,
) -> Result<Imported, Vec<String>> {
    let cell = |place: Option<usize>| place.and_then(|place| record.get(place)).unwrap_or_default().trim();
    let line = cell(columns.line).parse().unwrap_or(line);
    let mut problems = Vec::new();
    let mut day = |place: Option<usize>| -> Option<NaiveDate> {
        let text = cell(place);
        let day = uk_day(text);
        if !text.is_empty() && day.is_none() {
            let text = one_line(text);
            problems.push(format!(
                "Line {line}: “{text}” is no day. Write it like 12/9/2028 or 12 September 2028."
            ));
        }
        day
    };
    let (meets_on, agenda_on, reports_by) =
        (day(Some(columns.day)), day(columns.agenda), day(columns.reports));
    let body = one_line(reading.body.unwrap_or_else(|| cell(columns.body)));
    if cell(Some(columns.day)).is_empty() {
        problems.push(format!("Line {line}: say the day of the meeting."));
    }
    if body.is_empty() {
        problems.push(format!("Line {line}: say whose meeting it is."));
    }
    match meets_on.filter(|_| problems.is_empty()) {
        Some(meets_on) => Ok(Imported {
            line,
            uid: Some(one_line(cell(columns.uid))).filter(|uid| !uid.is_empty()),
            body,
            meets_on,
            agenda_on,
            reports_by,
            cancelled: matches!(
                cell(columns.cancelled).to_lowercase().as_str(),
                "yes" | "y" | "true" | "1" | "cancelled" | "canceled"
            ),
        }),
        None => Err(problems),
    }
}

/// The same meetings as comma separated values, to be read again by [`read`](super::read).
#[must_use]
pub fn written(meetings: &[Imported]) -> String {
    let mut writer = Writer::from_writer(Vec::new());
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let head = ["Line", "Body", "Date", "Agenda", "Reports", "UID", "Cancelled"].map(str::to_owned);
    let rows = meetings.iter().map(|one| {
        [
            one.line.to_string(),
            one.body.clone(),
            one.meets_on.to_string(),
            day(one.agenda_on),
            day(one.reports_by),
            one.uid.clone().unwrap_or_default(),
            if one.cancelled { "yes" } else { "" }.to_owned(),
        ]
    });
    for row in std::iter::once(head).chain(rows) {
        // Writing into memory does not fail.
        let _ = writer.write_record(row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
