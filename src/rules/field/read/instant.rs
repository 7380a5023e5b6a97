//! An instant: a day and a time of day as a clock in the UK shows it.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::read_day;
use crate::field::{Field, Typed};
use crate::law::clock::{Reading, read_uk};
use crate::law::dates::long_date;

/// Reads the four boxes; nothing where all are empty. A time that no clock shows, or that comes twice, is refused
/// with what would do.
pub(super) fn read_instant(field: &Field, typed: &Typed) -> Result<Option<DateTime<Utc>>, String> {
    let label = field.label;
    let time = typed.get(&format!("{}-time", field.name)).trim();
    let day = match (read_day(field, typed)?, time.is_empty()) {
        (None, true) => return Ok(None),
        (None, false) => return Err(format!("{label} must include a day.")),
        (Some(_), true) => return Err(format!("{label} must include a time, like 12 noon or 5pm.")),
        (Some(day), false) => day,
    };
    let time = time_of(time).map_err(|says| format!("{label} {says}"))?;
    uk(day, time).map(Some).map_err(|says| format!("{label}: {says}"))
}

fn uk(day: NaiveDate, time: NaiveTime) -> Result<DateTime<Utc>, String> {
    let (shown, day_shown) = (time.format("%H:%M"), long_date(day));
    match read_uk(day.and_time(time)) {
        Reading::Once(instant) => Ok(instant),
        Reading::Twice { .. } => Err(format!(
            "the clocks go back on {day_shown}, so {shown} comes twice. Choose a time before 01:00 or from 02:00."
        )),
        Reading::Never => Err(format!(
            "the clocks go forward on {day_shown}, and no clock shows {shown}. Choose a time before 01:00 or from 02:00."
        )),
    }
}

/// `12 noon`, `midday`, `17:00`, `17.00`, `5pm`, `5.30 pm`. Midnight, and twelve with am or pm, are read both ways
/// by people, so they are asked for otherwise.
fn time_of(text: &str) -> Result<NaiveTime, String> {
    let text: String = text.to_lowercase().split_whitespace().collect();
    if ["noon", "12noon", "midday", "12midday"].contains(&text.as_str()) {
        return Ok(NaiveTime::MIN + chrono::Duration::hours(12));
    }
    if text.contains("midnight") || text == "12am" || text == "12pm" {
        return Err(
            "must say which twelve is meant. Write 12 noon, or 11:59pm for the end of the day.".to_owned()
        );
    }
    let half = ["am", "pm"].into_iter().find(|half| text.ends_with(half));
    let digits = half.map_or(text.as_str(), |half| text.trim_end_matches(half));
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, ""));
    let read = hour_of(hour, half).zip(minute_of(minute, half.is_some()));
    read.and_then(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0))
        .ok_or("must have a time like 12 noon, 17:00 or 5pm.".to_owned())
}

/// Without `am` or `pm` an hour has two digits: 5:00 might be in the morning or in the afternoon.
fn hour_of(text: &str, half: Option<&str>) -> Option<u32> {
    let hour = number(text, if half.is_some() { 1 } else { 2 }..=2)?;
    match half {
        None => (hour < 24).then_some(hour),
        Some(half) if (1..=12).contains(&hour) => Some(hour % 12 + if half == "pm" { 12 } else { 0 }),
        Some(_) => None,
    }
}

fn minute_of(text: &str, may_be_left_out: bool) -> Option<u32> {
    if text.is_empty() && may_be_left_out { Some(0) } else { number(text, 2..=2) }
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let fits = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::Kind;

    fn read(day: [&str; 3], time: &str) -> Result<Option<String>, String> {
        let field = Field::known("deadline", "Deadline", "", Kind::Instant);
        let typed = Typed::default()
            .with("deadline-day", day[0])
            .with("deadline-month", day[1])
            .with("deadline-year", day[2])
            .with("deadline-time", time);
        Ok(read_instant(&field, &typed)?.map(|instant| instant.to_rfc3339()))
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        let summer = |hour: &str| Ok(Some(format!("2026-09-03T{hour}:00+00:00")));
        for (typed, utc) in [
            ("12 noon", "11:00"),
            ("Noon", "11:00"),
            ("midday", "11:00"),
            ("12:30pm", "11:30"),
            ("17:00", "16:00"),
            ("17.05", "16:05"),
            ("5pm", "16:00"),
            (" 5.30 PM ", "16:30"),
            ("9am", "08:00"),
            ("02:30", "01:30"),
        ] {
            assert_eq!(read(["3", "9", "2026"], typed), summer(utc), "{typed}");
        }
        assert_eq!(read(["3", "December", "2026"], "5pm"), Ok(Some("2026-12-03T17:00:00+00:00".to_owned())));
        assert_eq!(read(["", "", ""], " "), Ok(None));
    }

    #[test]
    fn what_is_no_one_time_is_refused_with_what_would_do() {
        let wrong = "Deadline must have a time like 12 noon, 17:00 or 5pm.";
        for typed in ["5", "25:00", "13pm", "0am", "17:0", "17:60", "five", "5:00", "pm", "1:2:3"] {
            assert_eq!(read(["3", "9", "2026"], typed), Err(wrong.to_owned()), "{typed}");
        }
        let twelve =
            "Deadline must say which twelve is meant. Write 12 noon, or 11:59pm for the end of the day.";
        for typed in ["12am", "12 pm", "midnight"] {
            assert_eq!(read(["3", "9", "2026"], typed), Err(twelve.to_owned()), "{typed}");
        }
        for (day, time, says) in [
            (["3", "9", "2026"], "", "Deadline must include a time, like 12 noon or 5pm."),
            (["", "", ""], "5pm", "Deadline must include a day."),
            (["3", "", "2026"], "5pm", "Deadline must include a month."),
            (["31", "9", "2026"], "5pm", "Deadline must be a real date, like 27 3 2027."),
            (
                ["25", "10", "2026"],
                "1:30am",
                "Deadline: the clocks go back on 25 October 2026, so 01:30 comes twice. Choose a time before 01:00 or from 02:00.",
            ),
            (
                ["28", "3", "2027"],
                "01:30",
                "Deadline: the clocks go forward on 28 March 2027, and no clock shows 01:30. Choose a time before 01:00 or from 02:00.",
            ),
        ] {
            assert_eq!(read(day, time), Err(says.to_owned()));
        }
        for (day, time) in [("25", "00:59"), ("25", "2am"), ("24", "1:30am")] {
            assert!(read([day, "10", "2026"], time).is_ok(), "{day} {time}");
        }
    }
}
