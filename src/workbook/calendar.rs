//! Meetings of a committee calendar, read from a file: an iCalendar file (.ics) or comma separated values.

mod day;
mod file;
mod ics;
mod recurrence;
mod table;
mod zone;

use chrono::NaiveDate;
use rules::calendar::Imported;

pub use day::uk_day;
pub use table::written;

/// The most bytes that are read of a file.
pub const MOST_BYTES: usize = 5_000_000;
/// The most problems that are told of one file.
const MOST_PROBLEMS: usize = 20;
/// The longest name of a body or of a meeting that is kept, in characters.
const LONGEST: usize = 200;

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Its meetings from today on.
    pub meetings: Vec<Imported>,
    /// How many are over, and were left out.
    pub past: usize,
    /// Whether meetings recur for longer than dates can be reckoned, and were taken up to that day.
    pub cut: bool,
}

/// By what a file is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The day from which meetings count.
    pub today: NaiveDate,
    /// Whose meetings they all are, where the file does not say it of each.
    pub body: Option<&'a str>,
}

/// Reads a file, or says everything that is wrong with it, in the words of whoever chose it.
pub fn read(bytes: &[u8], reading: Reading<'_>) -> Result<Calendar, Vec<String>> {
    let text = file::text(bytes).map_err(|says| vec![says])?;
    let found =
        if file::is_calendar(&text) { ics::read(&text, reading) } else { table::read(&text, reading) };
    let mut calendar = found.map_err(shortened)?;
    let all = calendar.meetings.len();
    calendar.meetings.retain(|meeting| meeting.meets_on >= reading.today);
    calendar.past += all - calendar.meetings.len();
    if all == 0 && calendar.past == 0 {
        return Err(vec!["There is no meeting in this file.".to_owned()]);
    }
    Ok(calendar)
}

fn shortened(mut problems: Vec<String>) -> Vec<String> {
    let more = problems.len().saturating_sub(MOST_PROBLEMS);
    problems.truncate(MOST_PROBLEMS);
    if more > 0 {
        problems.push(format!("There are {more} more like these."));
    }
    problems
}

/// A name as one line, and not longer than a name is.
fn one_line(text: &str) -> String {
    let signs: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    let line = signs.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests;
